using Faust.Testing.Simulation;
using Faust.Transport;
using Faust.Transport.Embedded;

namespace Faust.Testing.Disk;

/// <summary>Random sends, commits and syncs, crashed anywhere, from a seed: what was acknowledged or seen is there afterwards, in order and whole.</summary>
public sealed class CrashTests
{
    private const int Partitions = 2;

    [Theory]
    [InlineData(LogDurability.Synced)]
    [InlineData(LogDurability.Process)]
    public void What_was_acknowledged_survives(LogDurability durability)
    {
        for (int seed = 0; seed < 150; seed++)
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

    private sealed class History(int seed, LogDurability durability)
    {
        private readonly Random _random = new(seed);
        private readonly int[] _sent = new int[Partitions];

        /// <summary>How many records of each partition must be there.</summary>
        private readonly int[] _safe = new int[Partitions];
        private readonly long[] _committed = new long[Partitions];
        private readonly List<(Task<long> Task, int Partition, int Upto)> _sends = [];
        private readonly List<(Task Task, int Partition, long Offset)> _commits = [];

        public void Run()
        {
            using var steps = new Steps();
            var disk = new VirtualDisk(seed);
            var options = DiskLog.Small with { Durability = durability };
            for (int life = 0; life < 4; life++)
            {
                var log = new DiskLog(steps, disk, options);
                if (life == 0) log.Create("t", Partitions);
                Check(log);
                for (int step = _random.Next(60); step > 0; step--) Act(log);
                Settle(log);
                if (_random.Next(4) == 0)
                {
                    steps.Await(log.Log.DisposeAsync());
                    for (int p = 0; p < Partitions; p++) _safe[p] = _sent[p];
                    disk = disk.Crash();
                }
                else
                {
                    disk = durability == LogDurability.Synced ? disk.Crash() : disk.Kill();
                    steps.RunAll();
                }

            }

            Check(new DiskLog(steps, disk, options));
        }

        private void Act(DiskLog log)
        {
            int p = _random.Next(Partitions);
            var partition = new TopicPartition("t", p);
            switch (_random.Next(5))
            {
                case 0 or 1:
                    int count = _random.Next(1, 6);
                    _sends.Add((log.Producer.SendAsync(DiskLog.Numbers(partition, _sent[p], count)).AsTask(), p, _sent[p] + count));
                    _sent[p] += count;
                    break;
                case 2:
                    IConsumer consumer = log.Log.CreateConsumer(new ConsumerSettings { GroupId = "g" });
                    long offset = Math.Max(_committed[p], log.Log.GetPartition(partition).End - _random.Next(3));
                    _committed[p] = offset;
                    _commits.Add((consumer.CommitAsync([new TopicPartitionOffset(partition, offset)]).AsTask(), p, offset));
                    break;
                default:
                    for (int runs = _random.Next(4); runs > 0 && log.Steps.Run(_random.Next); runs--) { }
                    break;
            }

            Settle(log);
        }

        /// <summary>What is acknowledged, or was there to be seen, is to stay.</summary>
        private void Settle(DiskLog log)
        {
            foreach ((Task<long> task, int p, int upto) in _sends)
            {
                if (task.IsCompletedSuccessfully) _safe[p] = Math.Max(_safe[p], upto);
            }

            for (int p = 0; p < Partitions; p++) _safe[p] = Math.Max(_safe[p], (int)log.Log.GetPartition(new TopicPartition("t", p)).End);
        }

        private void Check(DiskLog log)
        {
            for (int p = 0; p < Partitions; p++)
            {
                var partition = new TopicPartition("t", p);
                List<int> numbers = DiskLog.ReadNumbers(log.Log, partition);
                Assert.Equal(Enumerable.Range(0, numbers.Count), numbers);
                Assert.InRange(numbers.Count, _safe[p], _sent[p]);
                long end = log.Log.GetPartition(partition).End;
                Assert.Equal(numbers.Count, end);
                IConsumer consumer = log.Log.CreateConsumer(new ConsumerSettings { GroupId = "g" });
                IReadOnlyList<TopicPartitionOffset> found = log.Steps.Await(consumer.GetCommittedAsync([partition]));
                long committed = found.Count == 0 ? 0 : found[0].Offset;
                long acknowledged = _commits.Where(c => c.Partition == p && c.Task.IsCompletedSuccessfully).Select(c => c.Offset).DefaultIfEmpty(0).Max();
                Assert.InRange(committed, acknowledged, end);
                // What was lost is written again.
                _sent[p] = numbers.Count;
                _committed[p] = committed;
                _safe[p] = numbers.Count;
            }

            _sends.Clear();
            _commits.Clear();
        }
    }
}
