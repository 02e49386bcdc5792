using Faust.Testing.Simulation;
using Faust.Transport;
using Faust.Transport.Embedded;
using Microsoft.Extensions.Time.Testing;

namespace Faust.Testing.Disk;

/// <summary>
/// Random transactions, crashed anywhere, from a seed: those that were decided are there whole with their offsets, the others not at all,
/// and so it stays.
/// </summary>
public sealed class TransactionCrashTests
{
    private const int Partitions = 3;
    private const int Producers = 3;
    private static readonly TopicPartition Input = new("in", 0);
    private static readonly TimeSpan TransactionTimeout = TimeSpan.FromSeconds(10);

    private enum Fate
    {
        Open,

        /// <summary>It was to be committed, and nobody was told whether it is.</summary>
        InDoubt,
        Committed,
        Aborted,
    }

    [Theory]
    [InlineData(LogDurability.Synced)]
    [InlineData(LogDurability.Process)]
    public void Transactions_are_there_whole_or_not_at_all(LogDurability durability)
    {
        int seeds = int.TryParse(Environment.GetEnvironmentVariable("FAUST_SEEDS"), out int given) ? given : 200;
        for (int seed = 0; seed < seeds; seed++)
        {
            try
            {
                new History(seed, durability).Run();
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Seed {seed} of {durability}", e);
            }
        }
    }

    private sealed class Entry(int producer, int number)
    {
        public int Producer { get; } = producer;

        /// <summary>Its number among the producer's, which is also the offset it commits.</summary>
        public int Number { get; } = number;

        public Dictionary<int, List<int>> Sent { get; } = [];

        public bool HasOffset { get; set; }

        public Fate Fate { get; set; }

        public Task? Commit { get; set; }

        public override string ToString() => $"transaction {Number} of x{Producer} ({Fate}, {string.Join("; ", Sent.Select(s => $"{s.Key}: {string.Join(' ', s.Value)}"))})";
    }

    private sealed class History(int seed, LogDurability durability)
    {
        private readonly Random _random = new(seed);
        private readonly List<Entry> _entries = [];
        private readonly List<(int Partition, int Number, Task Task)> _plain = [];
        private readonly HashSet<(int Partition, int Number)> _safe = [];
        private readonly IProducer?[] _producers = new IProducer?[Producers];
        private readonly Entry?[] _open = new Entry?[Producers];
        private readonly int[] _numbers = new int[Producers];
        private readonly FakeTimeProvider _time = new();
        private int _next;
        private bool _failed;

        public void Run()
        {
            using var steps = new Steps();
            var disk = new VirtualDisk(seed);
            EmbeddedLogOptions options = DiskLog.Small with { Durability = durability };
            var log = new DiskLog(steps, disk, options, _time);
            log.Create("t", Partitions);
            log.Create("in");
            steps.Await(log.Producer.SendAsync(DiskLog.Numbers(Input, 0, 500)));
            for (int life = 0; life < 5; life++)
            {
                if (_random.Next(3) == 0) disk.SyncsUntilFailure = _random.Next(40);
                for (int step = _random.Next(80); step > 0 && !_failed; step--) Act(log);
                Settle();
                disk = Crash(disk);
                while (_random.Next(3) == 0)
                {
                    // In the middle of the start too.
                    disk.SyncsUntilFailure = _random.Next(12);
                    try
                    {
                        _ = new DiskLog(steps, disk, options, _time);
                        disk.SyncsUntilFailure = null;
                    }
                    catch (TransportException)
                    {
                        // What it was about to do is done by the next.
                    }

                    disk = Crash(disk);
                }

                steps.RunAll();
                log = new DiskLog(steps, disk, options, _time);
                Check(log);
            }
        }

        private VirtualDisk Crash(VirtualDisk disk) => durability == LogDurability.Synced ? disk.Crash() : disk.Kill();

        private void Act(DiskLog log)
        {
            int x = _random.Next(Producers);
            try
            {
                switch (_random.Next(12))
                {
                    case 0 or 1 or 2 or 3:
                        Send(log, x);
                        break;
                    case 4:
                        StageOffset(log, x);
                        break;
                    case 5 or 6 or 7 when _open[x] is { } entry:
                        entry.Fate = Fate.InDoubt;
                        _open[x] = null;
                        entry.Commit = _producers[x]!.CommitTransactionAsync().AsTask();
                        // One that is called again fails, as the transaction before has no answer yet: a producer waits, or is replaced.
                        if (_random.Next(3) > 0) log.Steps.RunAll();
                        else _producers[x] = null;
                        if (entry.Commit.IsFaulted) throw entry.Commit.Exception!.InnerException!;
                        break;
                    case 8 when _open[x] is { } entry:
                        entry.Fate = Fate.Aborted;
                        _open[x] = null;
                        log.Steps.Await(_producers[x]!.AbortTransactionAsync());
                        break;
                    case 9:
                        int p = _random.Next(Partitions);
                        _plain.Add((p, _next, log.Producer.SendAsync(DiskLog.Numbers(new TopicPartition("t", p), _next++, 1)).AsTask()));
                        break;
                    case 10 when _random.Next(3) == 0:
                        // The producer is replaced, or its transaction is too old.
                        if (_open[x] is { } abandoned) abandoned.Fate = Fate.Aborted;
                        if (_open[x] is not null && _random.Next(2) == 0) Expire(log);
                        _producers[x] = null;
                        _open[x] = null;
                        break;
                    default:
                        for (int runs = _random.Next(4); runs > 0 && log.Steps.Run(_random.Next); runs--) { }
                        break;
                }
            }
            catch (TransportException) when (log.Disk.SyncsUntilFailure == 0)
            {
                _failed = true;
            }

            Settle();
        }

        private void Expire(DiskLog log)
        {
            foreach (Entry entry in _open.OfType<Entry>()) entry.Fate = Fate.Aborted;
            Array.Clear(_open);
            Array.Clear(_producers);
            _time.Advance(TransactionTimeout * 2);
            log.Steps.RunAll();
        }

        private Entry Begin(DiskLog log, int x)
        {
            if (_producers[x] is null)
            {
                IProducer producer = log.Log.CreateProducer(new ProducerSettings { TransactionalId = $"x{x}", TransactionTimeout = TransactionTimeout });
                // Not waited for: what it writes is not on the disk yet when it goes on.
                Task initialized = producer.InitializeTransactionsAsync().AsTask();
                if (initialized.IsFaulted) throw initialized.Exception!.InnerException!;
                _producers[x] = producer;
            }

            if (_open[x] is { } open) return open;
            _producers[x]!.BeginTransaction();
            _entries.Add(_open[x] = new Entry(x, ++_numbers[x]));
            return _open[x]!;
        }

        private void Send(DiskLog log, int x)
        {
            Entry entry = Begin(log, x);
            int p = _random.Next(Partitions);
            int count = _random.Next(1, 4);
            if (!entry.Sent.TryGetValue(p, out List<int>? sent)) entry.Sent.Add(p, sent = []);
            sent.AddRange(Enumerable.Range(_next, count));
            _next += count;
            Task send = _producers[x]!.SendAsync(DiskLog.Numbers(new TopicPartition("t", p), _next - count, count)).AsTask();
            if (send.IsFaulted) throw send.Exception!.InnerException!;
        }

        private void StageOffset(DiskLog log, int x)
        {
            Entry entry = Begin(log, x);
            log.Steps.Await(_producers[x]!.SendOffsetsToTransactionAsync([new TopicPartitionOffset(Input, entry.Number)], new ConsumerGroupMetadata($"g{x}", -1, "")));
            entry.HasOffset = true;
        }

        private void Settle()
        {
            foreach (Entry entry in _entries)
            {
                if (entry.Fate == Fate.InDoubt && entry.Commit is { IsCompletedSuccessfully: true }) entry.Fate = Fate.Committed;
            }

            foreach ((int p, int number, Task task) in _plain)
            {
                if (task.IsCompletedSuccessfully) _safe.Add((p, number));
            }
        }

        private void Check(DiskLog log)
        {
            HashSet<(int, int)> seen = [];
            for (int p = 0; p < Partitions; p++)
            {
                var partition = new TopicPartition("t", p);
                List<int> numbers = DiskLog.ReadNumbers(log.Log, partition);
                Assert.Equal(numbers.Order().Distinct(), numbers);
                seen.UnionWith(numbers.Select(n => (p, n)));
                // Nothing that was open holds readers back.
                Assert.Equal(log.Log.GetPartition(partition).End, log.Log.GetPartition(partition).LastStable);
            }

            int[] committed = [.. Enumerable.Range(0, Producers).Select(x => Committed(log, x))];
            foreach (Entry entry in _entries)
            {
                (int, int)[] records = [.. entry.Sent.SelectMany(s => s.Value.Select(n => (s.Key, n)))];
                int visible = records.Count(seen.Contains);
                bool isWhole = records.Length == 0 ? entry.Fate == Fate.Committed : visible == records.Length;
                Assert.True(visible == 0 || isWhole, $"{entry} is torn: {visible} records are there");
                if (entry.Fate == Fate.Committed) Assert.True(isWhole, $"{entry} is lost");
                if (entry.Fate is Fate.Aborted or Fate.Open) Assert.True(visible == 0, $"{entry} is there");
                if (records.Length == 0 && entry.Fate == Fate.InDoubt) isWhole = committed[entry.Producer] >= entry.Number;
                entry.Fate = isWhole ? Fate.Committed : Fate.Aborted;
                seen.ExceptWith(records);
            }

            Assert.Subset(seen, _safe);
            for (int x = 0; x < Producers; x++)
            {
                int last = _entries.Where(e => e.Producer == x && e is { HasOffset: true, Fate: Fate.Committed }).Select(e => e.Number).DefaultIfEmpty(0).Max();
                Assert.Equal(last, committed[x]);
            }

            // Whoever comes next goes on: no producer of before is in the way.
            _safe.UnionWith(seen);
            _plain.Clear();
            Array.Clear(_producers);
            Array.Clear(_open);
            _failed = false;
        }

        private static int Committed(DiskLog log, int x)
        {
            IConsumer consumer = log.Log.CreateConsumer(new ConsumerSettings { GroupId = $"g{x}" });
            IReadOnlyList<TopicPartitionOffset> found = log.Steps.Await(consumer.GetCommittedAsync([Input]));
            return found.Count == 0 ? 0 : (int)found[0].Offset;
        }
    }
}
