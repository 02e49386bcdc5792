using Faust.Simulation.Shapes;
using Faust.Testing.Simulation;
using Faust.Transport;
using Microsoft.Extensions.DependencyInjection;

namespace Faust.Simulation;

/// <summary>One seed: a cluster, its inputs, its faults, and what must hold.</summary>
internal sealed class SimulationRun
{
    private const string ApplicationId = "sim";
    private const int KeptSteps = 60;
    private const long MaxSteps = 2_000_000;

    private readonly Parameters _parameters;
    private readonly SimulationHistory _history;
    private readonly SimulatedCluster _cluster;
    private readonly Random _random;
    private readonly Verifier _verifier;
    private readonly IProducer _inputs;
    private readonly TopicPartition[] _sources;
    private readonly Dictionary<TopicPartition, long> _committed = [];
    private readonly HashSet<(string Agent, string Topic, int Partition, long Offset)> _done = [];
    private bool _healed;
    private bool _stopping;
    private bool _isCaughtUp;
    private bool _isStable;
    private int _failures;

    private SimulationRun(Parameters parameters, SimulationHistory history)
    {
        _parameters = parameters;
        _history = history;
        _cluster = new SimulatedCluster(parameters.Seed, ApplicationId, Configure, history) { UseStores = parameters.Stores, Ended = OnEnded };
        _random = _cluster.Loop.Random;
        _inputs = _cluster.Log.CreateProducer(new ProducerSettings());
        _verifier = new Verifier(parameters, _cluster.Log, ApplicationId);
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
            provider.GetRequiredService<TimeProvider>(), _random, _parameters.MaxHandlerDelay,
            (agent, topic, partition, offset) => _done.Add((agent, topic, partition, offset))));
        faust.Configure(options =>
        {
            options.ProcessingGuarantee = _parameters.Guarantee;
            options.CommitInterval = _parameters.CommitInterval;
            options.SessionTimeout = _parameters.SessionTimeout;
            options.MaxBatchRecords = _parameters.MaxBatchRecords;
            options.MaxQueuedRecords = _parameters.MaxQueuedRecords;
        });
    }

    private void Execute()
    {
        _cluster.Log.CreateTopics([.. _parameters.Partitions.Select(p => new TopicSpecification(p.Key, p.Value))]);
        for (int i = 0; i < _parameters.Machines; i++) Start($"w{i + 1}", Within(TimeSpan.FromMilliseconds(200)));
        for (int i = 0; i < _parameters.Records; i++) Loop.After(Loop.Chaos, Within(_parameters.Duration), Produce);
        for (int i = 0; i < _parameters.Faults; i++) Loop.After(Loop.Chaos, Within(_parameters.Duration), Fault);
        CheckOften();
        Loop.RunUntil(() => Loop.Now >= _parameters.Duration.Ticks, MaxSteps, () => "the end of the faults");

        Loop.Note("run", "healed");
        _healed = true;
        _cluster.Heal();
        if (_cluster.Workers.Count == 0) Start("w1", TimeSpan.Zero);
        long deadline = Loop.Now + TimeSpan.FromMinutes(10).Ticks;
        Loop.RunUntil(() => Loop.Now > deadline || _isCaughtUp, MaxSteps, () => $"caught up ({Progress()})");
        if (Loop.Now > deadline) throw new SimulationException($"Stuck: not caught up ten minutes after everything was well: {Progress()}");

        _stopping = true;
        foreach (SimulatedWorker worker in _cluster.Workers.ToArray()) worker.Stop();
        Loop.RunUntil(() => _cluster.Workers.Count == 0, MaxSteps, () => "the workers' end");
        // What a dead worker left open ends by its timeout.
        deadline = Loop.Now + TimeSpan.FromMinutes(10).Ticks;
        WatchTransactions();
        Loop.RunUntil(() => Loop.Now > deadline || _isStable, MaxSteps, () => "the end of all transactions");
        if (!_isStable) throw new SimulationException("Stuck: a transaction is still open ten minutes after the last worker's end.");
        Check();
        _verifier.Verify();
    }

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
        topic.WriteValue(new Item(_random.Next(1, 10_000), "", 0, 0), batch.Buffer);
        batch.EndRecord();
        // Nothing is lost on the way of the inputs: what is to be compared is what is in the log.
        _ = _inputs.SendAsync(batch).AsTask().Result;
    }

    private void Fault()
    {
        if (_healed) return;
        SimulatedWorker? worker = _cluster.Workers.Count == 0 ? null : _cluster.Workers[_random.Next(_cluster.Workers.Count)];
        switch (_random.Next(_parameters.LateWrites ? 6 : 3))
        {
            case 0:
                worker?.Kill();
                break;
            case 1:
                worker?.Stop();
                break;
            case 2:
                Start($"w{1 + _random.Next(_parameters.Machines + 1)}", TimeSpan.Zero);
                break;
            case 3 when worker is not null:
                worker.Pause();
                Loop.After(Loop.Chaos, Within(_parameters.SessionTimeout * 3), worker.Resume);
                break;
            case 4 when worker is not null:
                Loop.Note(worker.Name, "cut off");
                worker.Link.Cut(Within(_parameters.SessionTimeout * 2));
                break;
            case 5:
                _cluster.Network = new NetworkConditions
                {
                    MaxDelay = TimeSpan.FromMilliseconds(_random.Next(1, 100)),
                    Breaks = _random.NextDouble() * 0.05,
                    Repeats = _random.NextDouble() * 0.1,
                };
                foreach (SimulatedWorker each in _cluster.Workers) each.Link.Conditions = _cluster.Network;
                Loop.Note("network", $"delays up to {_cluster.Network.MaxDelay.TotalMilliseconds} ms, {_cluster.Network.Breaks:F3} breaks, {_cluster.Network.Repeats:F3} repeats");
                break;
        }
    }

    private void Start(string name, TimeSpan delay) => Loop.After(Loop.Chaos, delay, () =>
    {
        // One process a machine.
        if (!_stopping && _cluster.Workers.All(w => w.Name != name)) _cluster.Start(name);
    });

    private void OnEnded(SimulatedWorker worker)
    {
        if (_parameters.Stores) _verifier.VerifyStores(_cluster.StoresOf(worker.Name), worker.Name);
        if (_stopping) return;
        if (worker.Failure is not null && ++_failures > 200) throw new SimulationException($"Workers fail again and again: {worker.Failure}");
        // As whatever supervises processes would.
        Start(worker.Name, Within(TimeSpan.FromSeconds(2)));
    }

    private TimeSpan Within(TimeSpan most) => TimeSpan.FromTicks(_random.NextInt64(most.Ticks + 1));

    private void CheckOften()
    {
        if (_stopping) return;
        Check();
        _isCaughtUp = _healed && LooksCaughtUp();
        Loop.After(Loop.Chaos, TimeSpan.FromMilliseconds(25), CheckOften);
    }

    private void WatchTransactions()
    {
        _isStable = _verifier.Partitions().All(p => _verifier.Bounds(p) is var bounds && bounds.LastStable == bounds.High);
        if (!_isStable) Loop.After(Loop.Chaos, TimeSpan.FromMilliseconds(100), WatchTransactions);
    }

    private bool LooksCaughtUp() => Array.TrueForAll(_sources, p => !LogReader.HasRecords(_cluster.Log, p, _committed.GetValueOrDefault(p)));

    /// <summary>Committed offsets only grow, and never past a record that is not finished.</summary>
    private void Check()
    {
        foreach ((TopicPartition partition, long offset) in LogReader.Committed(_cluster.Log, ApplicationId, _sources))
        {
            long before = _committed.GetValueOrDefault(partition);
            if (offset < before) throw new SimulationException($"The committed offset of {partition} went from {before} back to {offset}.");
            if (offset == before) continue;
            foreach ((long read, _, _) in LogReader.Read(_cluster.Log, Catalog.Items[partition.Topic], partition.Partition, before))
            {
                if (read >= offset) break;
                foreach (string agent in Catalog.Readers[partition.Topic])
                {
                    if (!_done.Contains((agent, partition.Topic, partition.Partition, read)))
                    {
                        throw new SimulationException($"{partition} is committed up to {offset}, but {agent} is not done with {read}.");
                    }
                }
            }

            _committed[partition] = offset;
        }
    }

    private string Progress() => string.Join(", ", _sources.Select(p => $"{p} {_committed.GetValueOrDefault(p)}/{_cluster.Log.GetPartition(p).End}"));
}
