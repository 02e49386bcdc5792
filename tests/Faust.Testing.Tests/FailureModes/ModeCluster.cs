using Faust.Storage;
using Faust.Testing.Simulation;
using Faust.Transport;
using Faust.Transport.Embedded;
using Microsoft.Extensions.DependencyInjection;

namespace Faust.Testing.Tests.FailureModes;

/// <summary>
/// Workers that add up amounts, in the simulation: time is virtual, a worker can be stopped, frozen or killed between any two of its steps,
/// and the same seed gives the same run.
/// </summary>
internal sealed class ModeCluster
{
    public const int Partitions = 2;

    private const string Id = "modes";
    private const string Changelog = $"{Id}-key-totals-changelog";
    private const long MaxSteps = 5_000_000;

    private static readonly Amounts AmountTopic = new();
    private static readonly Reports ReportTopic = new();
    private static readonly Totals TotalsTable = new();

    private readonly Action<FaustOptions>? _configure;
    private readonly IProducer _producer;
    private readonly Dictionary<TopicPartition, long> _committed = [];
    private long _checks;

    public ModeCluster(int seed = 1, ProcessingGuarantee guarantee = ProcessingGuarantee.ExactlyOnce, Action<FaustOptions>? configure = null)
    {
        Guarantee = guarantee;
        _configure = configure;
        History = new SimulationHistory(40, null);
        Cluster = new SimulatedCluster(seed, Id, Configure, History) { UseStores = true };
        Log.CreateTopics([.. new[] { "amounts", "reports", "a-loads" }.Select(t => new TopicSpecification(t, Partitions))]);
        _producer = Log.CreateProducer(new ProducerSettings());
    }

    public ProcessingGuarantee Guarantee { get; }

    public SimulationHistory History { get; }

    public SimulatedCluster Cluster { get; }

    public SimulationLoop Loop => Cluster.Loop;

    public EmbeddedLog Log => Cluster.Log;

    /// <summary>The topics whose agents run on workers that start from now on.</summary>
    public HashSet<Type> Sources { get; set; } = [typeof(Amounts)];

    public Func<Event<int, Amount>, CancellationToken, ValueTask> OnHandle { get; set; } = (_, _) => default;

    public Action<Event<int, Load>> OnCarried { get; set; } = _ => { };

    /// <summary>The amounts that a handler came to the end of, in that order.</summary>
    public List<(int Partition, long Offset)> Handled { get; } = [];

    public static TopicPartition Input(int partition) => new("amounts", partition);

    public static TopicPartition Output(int partition) => new("reports", partition);

    public static TopicPartition ChangelogOf(int partition) => new(Changelog, partition);

    public static int PartitionOf(int key)
    {
        var buffer = new Faust.Records.ByteBuffer();
        AmountTopic.WriteKey(key, buffer);
        return Murmur2.Partition(buffer.WrittenSpan, Partitions);
    }

    /// <summary>The smallest key of a partition that is at least this.</summary>
    public static int KeyOf(int partition, int least = 0)
    {
        while (PartitionOf(least) != partition) least++;
        return least;
    }

    public SimulatedWorker Start(string name) => Cluster.Start(name);

    /// <summary>From now on a worker that ends without being asked to is started again, as whatever supervises processes would.</summary>
    public void Supervise() => Cluster.Ended = worker =>
    {
        if (worker.Failure is not null) Loop.After(Loop.Chaos, TimeSpan.FromMilliseconds(100), () => Start(worker.Name));
    };

    public void Send(int key, int? value, string topic = "amounts")
    {
        var batch = new ProducerBatch(new TopicPartition(topic, PartitionOf(key)));
        batch.BeginRecord(Loop.Now / TimeSpan.TicksPerMillisecond);
        AmountTopic.WriteKey(key, batch.Buffer);
        batch.EndKey();
        if (value is { } some) AmountTopic.WriteValue(new Amount(some), batch.Buffer);
        batch.EndRecord(value is not null);
        Append(batch);
    }

    /// <summary>Appends at once, past every network.</summary>
    public void Append(ProducerBatch batch) => _ = _producer.SendAsync(batch).AsTask().Result;

    /// <summary>Leaves a transaction open in a partition: what is behind it is decided when it times out.</summary>
    public void Block(TopicPartition partition, TimeSpan time)
    {
        IProducer other = Log.CreateProducer(new ProducerSettings { TransactionalId = "other", TransactionTimeout = time });
        _ = other.InitializeTransactionsAsync().AsTask();
        other.BeginTransaction();
        var batch = new ProducerBatch(partition);
        batch.Add(0, "none"u8, "none"u8);
        _ = other.SendAsync(batch).AsTask().Result;
    }

    /// <summary>Sends amounts to some keys, one after the other over a time.</summary>
    public void SendOver(TimeSpan time, int count, int keys = 5)
    {
        for (int i = 0; i < count; i++)
        {
            int number = i;
            Loop.After(Loop.Chaos, time * i / count, () => Send(number % keys, number + 1));
        }
    }

    public void RunUntil(Func<bool> condition, string what) =>
        Loop.RunUntil(
            () =>
            {
                CheckCommitted();
                return condition();
            },
            MaxSteps,
            () => what);

    public void RunFor(TimeSpan time)
    {
        bool over = false;
        Loop.After(Loop.Chaos, time, () => over = true);
        RunUntil(() => over, $"{time} later");
    }

    /// <summary>Runs until everything sent so far is committed.</summary>
    public void CatchUp()
    {
        long deadline = Loop.Now + TimeSpan.FromMinutes(10).Ticks;
        RunUntil(() => IsCaughtUp || Loop.Now > deadline, "caught up");
        Assert.True(IsCaughtUp, $"Not caught up after ten minutes:{Environment.NewLine}{LastNotes()}");
    }

    public void StopAll()
    {
        foreach (SimulatedWorker worker in Cluster.Workers.ToArray()) worker.Stop();
        RunUntil(() => Cluster.Workers.Count == 0, "the workers' end");
    }

    public bool IsCaughtUp => Enumerable.Range(0, Partitions).All(p => Committed(p) == Log.GetPartition(Input(p)).End);

    public long Committed(int partition) =>
        Log.GetGroup(Id).GetCommitted([Input(partition)]) is [var committed] ? committed.Offset : 0;

    public GroupDescription Group => Log.GetGroup(Id).Describe();

    public PartitionOffsets Bounds(TopicPartition partition) => Log.CreateAdmin().GetOffsetsAsync([partition]).AsTask().Result[0];

    /// <summary>Whether a transaction is under way that has written to the partition.</summary>
    public bool IsOpen(TopicPartition partition) =>
        Log.PartitionsOf(partition.Topic) > 0 && Bounds(partition) is var bounds && bounds.LastStable < bounds.High;

    public List<(long Offset, TKey Key, TValue? Value, bool HasValue)> Read<TKey, TValue>(
        TopicPartition partition,
        Func<ReadOnlySpan<byte>, TKey> readKey,
        Func<ReadOnlySpan<byte>, TValue> readValue,
        IsolationLevel isolation = IsolationLevel.ReadCommitted)
    {
        var records = new List<(long, TKey, TValue?, bool)>();
        if (Log.PartitionsOf(partition.Topic) == 0) return records;
        IConsumer consumer = Log.CreateConsumer(new ConsumerSettings { IsolationLevel = isolation });
        consumer.Assign([new TopicPartitionOffset(partition, Log.GetPartition(partition).Start)]);
        while (consumer.Poll().Batch is { } batch)
        {
            using (batch)
            {
                foreach (ref readonly LogRecord r in batch.Records)
                {
                    records.Add((r.Offset, readKey(r.Key), r.HasValue ? readValue(r.Value) : default, r.HasValue));
                }
            }
        }

        return records;
    }

    public List<(long Offset, TKey Key, TValue? Value, bool HasValue)> Read<TKey, TValue>(
        Topic<TKey, TValue> topic, int partition, IsolationLevel isolation = IsolationLevel.ReadCommitted) =>
        Read(new TopicPartition(topic.Name, partition), b => topic.ReadKey(b, null), b => topic.ReadValue(b, null), isolation);

    public List<Report> ReadReports(int partition, IsolationLevel isolation = IsolationLevel.ReadCommitted) =>
        [.. Read(ReportTopic, partition, isolation).Select(r => r.Value)];

    /// <summary>The table as the changelog tells it, up to an offset.</summary>
    public Dictionary<int, long> Fold(int partition, long before = long.MaxValue)
    {
        var fold = new Dictionary<int, long>();
        foreach ((long offset, int key, long value, bool hasValue) in Read(
            ChangelogOf(partition), b => TotalsTable.ReadKey(b, null), b => TotalsTable.ReadValue(b, null)))
        {
            if (offset >= before) break;
            if (hasValue) fold[key] = value;
            else fold.Remove(key);
        }

        return fold;
    }

    /// <summary>What one pass over the amounts gives.</summary>
    public (List<Report> Reports, Dictionary<int, long> Totals) Expected(int partition)
    {
        var reports = new List<Report>();
        var totals = new Dictionary<int, long>();
        foreach ((long offset, int key, Amount value, bool hasValue) in Read(AmountTopic, partition))
        {
            if (!hasValue)
            {
                totals.Remove(key);
                continue;
            }

            totals[key] = totals.GetValueOrDefault(key) + value.Value;
            reports.Add(new Report(partition, offset, totals[key]));
        }

        return (reports, totals);
    }

    /// <summary>Each amount has had its effects once: the reports, and the table by its changelog.</summary>
    public void VerifyExactlyOnce()
    {
        for (int p = 0; p < Partitions; p++)
        {
            (List<Report> reports, Dictionary<int, long> totals) = Expected(p);
            Assert.Equal(reports, ReadReports(p));
            Assert.Equal(totals.OrderBy(t => t.Key), Fold(p).OrderBy(t => t.Key));
        }
    }

    /// <summary>Each amount has had its effects at least once, and none is told that was not sent.</summary>
    public void VerifyAtLeastOnce()
    {
        for (int p = 0; p < Partitions; p++)
        {
            List<Report> reports = ReadReports(p);
            Assert.Equal(Expected(p).Reports.Select(r => r.Offset), reports.Select(r => r.Offset).Distinct().Order());
            Assert.All(reports, r => Assert.Equal(p, r.Partition));
        }
    }

    public void Verify()
    {
        if (Guarantee == ProcessingGuarantee.ExactlyOnce) VerifyExactlyOnce();
        else VerifyAtLeastOnce();
    }

    /// <summary>A machine's stores, each with its position.</summary>
    public IEnumerable<(int Partition, Dictionary<int, long> Entries, long Position)> Stores(string machine)
    {
        SimulatedStateStores stores = Cluster.StoresOf(machine);
        foreach (StateStoreId id in stores.Stores.Where(s => s.Table == "key-totals"))
        {
            (Dictionary<string, string> entries, StateStorePosition? position) = stores.Read(id);
            yield return (
                id.Partition,
                entries.ToDictionary(
                    e => TotalsTable.ReadKey(Convert.FromBase64String(e.Key), null), e => TotalsTable.ReadValue(Convert.FromBase64String(e.Value), null)),
                position?.ChangelogOffset ?? 0);
        }
    }

    /// <summary>Store(offset) = fold(changelog up to offset), and the offset is one that is committed.</summary>
    public void VerifyStores(string machine)
    {
        foreach ((int partition, Dictionary<int, long> entries, long position) in Stores(machine))
        {
            Assert.True(position <= Bounds(ChangelogOf(partition)).LastStable, "The store is ahead of what is committed to its changelog.");
            Assert.Equal(Fold(partition, position).OrderBy(e => e.Key), entries.OrderBy(e => e.Key));
        }
    }

    public string LastNotes() => string.Join(Environment.NewLine, History.Notes().TakeLast(30));

    private void Configure(FaustBuilder faust)
    {
        faust.AddDeclared();
        HashSet<Type> sources = [.. Sources];
        faust.Registry.KeepSources(sources.Contains);
        faust.Services.AddSingleton(new Script
        {
            OnHandle = (e, cancellationToken) => OnHandle(e, cancellationToken),
            OnHandled = e => Handled.Add((e.Partition, e.Offset)),
            OnCarried = e => OnCarried(e),
        });
        faust.Configure(options =>
        {
            options.ProcessingGuarantee = Guarantee;
            options.CommitInterval = TimeSpan.FromMilliseconds(10);
            options.SessionTimeout = TimeSpan.FromSeconds(1);
            options.TransactionTimeout = TimeSpan.FromSeconds(2);
            options.MaxRestarts = 1000;
            options.RestartDelay = TimeSpan.FromMilliseconds(1);
            _configure?.Invoke(options);
        });
    }

    // No mode may take a committed offset back. Not at every step, as it is what takes the time.
    private void CheckCommitted()
    {
        if (++_checks % 4 != 0) return;
        for (int p = 0; p < Partitions; p++)
        {
            long before = _committed.GetValueOrDefault(Input(p)), now = Committed(p);
            Assert.True(now >= before, $"The committed offset of {Input(p)} went from {before} back to {now}:{Environment.NewLine}{LastNotes()}");
            _committed[Input(p)] = now;
        }
    }
}
