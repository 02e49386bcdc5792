using System.Text;
using Faust.Simulation.Shapes;
using Faust.Testing.Simulation;
using Faust.Transport;
using Microsoft.Extensions.DependencyInjection;

namespace Faust.Simulation;

/// <summary>One seed: a cluster, its inputs, its faults, and what must hold.</summary>
internal sealed partial class SimulationRun
{
    private const string ApplicationId = "sim";
    private const int KeptSteps = 60;
    private const long MaxSteps = 2_000_000;

    private readonly Parameters _parameters;
    private readonly SimulationHistory _history;
    private readonly SimulatedCluster _cluster;
    private readonly Random _random;
    private readonly Verifier _verifier;
    private readonly FailurePlan _failurePlan;
    private readonly ChangelogCopy _changelogs;
    private readonly TopicPartition[] _sources;
    private readonly Dictionary<TopicPartition, long> _committed = [];
    private readonly Dictionary<TopicPartition, long> _visible = [];
    private readonly HashSet<(string Agent, string Topic, int Partition, long Offset)> _done = [];
    private readonly Dictionary<(TopicPartition Partition, long Offset), long> _acknowledged = [];
    private InputClient _client;
    private long _inputs;
    private bool _healed;
    private bool _stopping;
    private bool _isRestarting;
    private bool _isCaughtUp;
    private bool _isStable;
    private int _failures;
    private string? _unexpected;

    private SimulationRun(Parameters parameters, SimulationHistory history)
    {
        _parameters = parameters;
        _history = history;
        _failurePlan = new FailurePlan(parameters, OnDone);
        _cluster = new SimulatedCluster(parameters.Seed, ApplicationId, Configure, history, parameters.Disk)
        {
            UseStores = parameters.Stores,
            UseReadThrough = parameters.ReadsThrough,
            MaxSkew = parameters.MaxSkew,
            Ended = OnEnded,
            Logged = OnLogged,
        };
        _random = _cluster.Loop.Random;
        _client = Connect();
        _changelogs = new ChangelogCopy(() => _verifier!.Changelogs());
        _verifier = new Verifier(parameters, _cluster, ApplicationId, _failurePlan, _changelogs);
        _sources =
        [
            .. parameters.Parts.SelectMany(p => p.Inputs.Concat(p.Between))
                .SelectMany(t => Enumerable.Range(0, parameters.Partitions[t]).Select(p => new TopicPartition(t, p))),
        ];
    }

    private SimulationLoop Loop => _cluster.Loop;

    public static Outcome Execute(int seed, ProcessingGuarantee guarantee, TextWriter? output = null)
    {
        Parameters parameters = Parameters.Draw(seed, guarantee);
        var history = new SimulationHistory(KeptSteps, output);
        var run = new SimulationRun(parameters, history);
        string? failure = null;
        try
        {
            run.Execute();
        }
        catch (SimulationException e)
        {
            failure = e.Message;
        }
        catch (Exception e)
        {
            // Thrown through the loop: a defect of what runs in it, or of the simulation.
            failure = e.ToString();
        }

        return new Outcome(parameters, failure, history.Hash, run.Loop.Steps, [.. history.Notes()], failure is null ? [] : [.. history.Last()]);
    }

    private void Configure(FaustBuilder faust)
    {
        faust.AddDeclared();
        var sources = _parameters.Parts.SelectMany(p => p.Sources).ToHashSet();
        faust.Registry.KeepSources(sources.Contains);
        faust.Services.AddSingleton(provider => new Behavior(
            provider.GetRequiredService<TimeProvider>(), _random, _parameters.MaxHandlerDelay, OnDone, _failurePlan.MayThrow));
        faust.Configure(options =>
        {
            options.ProcessingGuarantee = _parameters.Guarantee;
            options.CommitInterval = _parameters.CommitInterval;
            options.CommitRecords = _parameters.CommitRecords;
            options.SessionTimeout = _parameters.SessionTimeout;
            options.TransactionTimeout = _parameters.TransactionTimeout;
            options.DrainTimeout = _parameters.DrainTimeout;
            options.MaxBatchRecords = _parameters.MaxBatchRecords;
            options.MaxQueuedRecords = _parameters.MaxQueuedRecords;
            options.MaxQueuedBytes = _parameters.MaxQueuedBytes;
            options.MaxStagedBytes = _parameters.MaxStagedBytes;
            // The fewest entries that a table can have in memory.
            if (_parameters.ReadsThrough) options.TableCacheBytes = 1;
            options.StandbyReplicas = _parameters.Standbys;
            options.OnError = _parameters.OnError;
            options.OnUndecodable = _parameters.OnUndecodable;
            options.Retries = _parameters.Retries;
            options.RetryDelay = _parameters.RetryDelay;
            options.RestartDelay = _parameters.RestartDelay;
            options.MaxRestarts = 1_000_000;
            // Delays are doubled within the window: it is short, so that a run with many failures ends.
            options.RestartWindow = TimeSpan.FromSeconds(1);
        });
    }

    private void Execute()
    {
        _cluster.Log.CreateTopics([.. _parameters.Partitions.Select(p => new TopicSpecification(p.Key, p.Value)), .. Changelogs()]);
        for (int i = 0; i < _parameters.Machines; i++) Start($"w{i + 1}", Within(TimeSpan.FromMilliseconds(200)));
        for (int i = 0; i < _parameters.Records; i++) Loop.After(Loop.Chaos, Within(_parameters.Duration), Produce);
        for (int i = 0; i < _parameters.Faults; i++) Loop.After(Loop.Chaos, Within(_parameters.Duration), Fault);
        for (int i = 0; i < _parameters.CommitRequests; i++) Loop.After(Loop.Chaos, Within(_parameters.Duration), AskForCommit);
        if (_parameters.Compaction) CleanOften();
        CheckOften();
        Loop.RunUntil(() => Loop.Now >= _parameters.Duration.Ticks, MaxSteps, () => "the end of the faults");

        Heal();
        if (_cluster.Workers.Count == 0) Start("w1", TimeSpan.Zero);
        long deadline = Loop.Now + TimeSpan.FromMinutes(10).Ticks;
        Loop.RunUntil(() => Loop.Now > deadline || _isCaughtUp, MaxSteps, () => $"caught up ({Progress()})");
        if (Loop.Now > deadline) throw new SimulationException($"Stuck: not caught up ten minutes after everything was well: {Progress()}");
        VerifyTables();

        _stopping = true;
        foreach (SimulatedWorker worker in _cluster.Workers.ToArray()) worker.Stop();
        Loop.RunUntil(() => _cluster.Workers.Count == 0, MaxSteps, () => "the workers' end");
        // What a dead worker left open ends by its timeout.
        deadline = Loop.Now + TimeSpan.FromMinutes(10).Ticks;
        WatchTransactions();
        Loop.RunUntil(() => Loop.Now > deadline || _isStable, MaxSteps, () => "the end of all transactions");
        if (!_isStable) throw new SimulationException("Stuck: a transaction is still open ten minutes after the last worker's end.");
        Check();
        ThrowIfUnexpected();
        _verifier.Verify(_acknowledged);
        if (_parameters.IsCalm && _history.Notes().FirstOrDefault(n => n.Contains("partitions lost", StringComparison.Ordinal)) is { } lost)
        {
            throw new SimulationException($"Nothing was in anybody's way, but: {lost}");
        }
    }

    private IEnumerable<TopicSpecification> Changelogs()
    {
        if (!_parameters.Compaction) return [];
        var configuration = new Dictionary<string, string>
        {
            ["cleanup.policy"] = "compact",
            ["segment.bytes"] = "1024",
            ["segment.ms"] = "50",
            ["min.cleanable.dirty.ratio"] = "0",
        };
        return _verifier.DeclaredChangelogs().Select(c => new TopicSpecification(c.Topic, c.Partitions) { Configuration = configuration });
    }

    private InputClient Connect() => new(_cluster, (partition, offset, id) => _acknowledged[(partition, offset)] = id);

    private void Produce()
    {
        string[] inputs = [.. _parameters.Parts.SelectMany(p => p.Inputs)];
        Topic<int, Item> topic = Catalog.Items[inputs[_random.Next(inputs.Length)]];
        int key = _random.Next(_parameters.Keys);
        int partition = LogReader.PartitionOf(topic, key, _parameters.Partitions[topic.Name]);
        var batch = new ProducerBatch(new TopicPartition(topic.Name, partition));
        batch.BeginRecord(Loop.Now / TimeSpan.TicksPerMillisecond);
        topic.WriteKey(key, batch.Buffer);
        batch.EndKey();
        long id = ++_inputs;
        if (_random.NextDouble() < _parameters.UndecodableRate) batch.Buffer.Write(LogReader.Undecodable(id));
        else topic.WriteValue(new Item(_random.Next(1, 10_000), "", 0, id), batch.Buffer);
        batch.EndRecord();
        _client.Send(batch, id);
    }

    // Who asks is another thread of the process: nobody waits for the answer, which may be that it failed.
    private void AskForCommit()
    {
        if (_cluster.Workers.Count == 0) return;
        SimulatedWorker worker = _cluster.Workers[_random.Next(_cluster.Workers.Count)];
        if (worker.IsRunning && worker.Worker.State == FaustWorkerState.Running) _ = worker.Worker.CommitAsync();
    }

    private void Start(string name, TimeSpan delay) => Loop.After(Loop.Chaos, delay, () =>
    {
        // One process a machine.
        if (!_stopping && _cluster.Workers.All(w => w.Name != name)) _cluster.Start(name);
    });

    private void OnDone(string agent, string topic, int partition, long offset) => _done.Add((agent, topic, partition, offset));

    private void OnEnded(SimulatedWorker worker)
    {
        if (_parameters.Stores && !_isRestarting && !IsDiskFull) _verifier.VerifyStores(_cluster.StoresOf(worker.Name), worker.Name);
        if (worker.Failure is { } failure && !IsExpected(failure)) _unexpected ??= $"{worker.Name} failed: {failure}";
        if (_stopping) return;
        if (worker.Failure is not null && ++_failures > 200) throw new SimulationException($"Workers fail again and again: {worker.Failure}");
        // As whatever supervises processes would.
        Start(worker.Name, Within(_parameters.MaxAbsence));
    }

    private TimeSpan Within(TimeSpan most) => TimeSpan.FromTicks(_random.NextInt64(most.Ticks + 1));

    private string Progress()
    {
        var text = new StringBuilder($"{_client.Pending} inputs to be sent, ");
        return text.AppendJoin(", ", _sources.Select(p => $"{p} {_committed.GetValueOrDefault(p)}/{_cluster.Log.GetPartition(p).End}")).ToString();
    }
}
