using Faust.Testing.Simulation;
using Faust.Transport;

namespace Faust.Testing.Tests.FailureModes;

/// <summary>Buffers that are used again: what was handed over stays as it was, and goes where it was to go.</summary>
public sealed class BufferModes
{
    private const int Count = 60;

    [Theory]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    public void No_record_is_changed_or_sent_elsewhere_by_buffers_used_again(ProcessingGuarantee guarantee)
    {
        int failures = 0, breaks = 0;
        for (int seed = 1; seed <= 20; seed++)
        {
            var cluster = new ModeCluster(seed, guarantee, o => (o.MaxBatchRecords, o.MaxStagedBytes) = (4, 20_000)) { Sources = [typeof(Loads)] };
            cluster.Cluster.Network = new NetworkConditions { MaxDelay = TimeSpan.FromMilliseconds(10), Breaks = 0.02, Repeats = 0.2 };
            Random random = cluster.Loop.Random;
            cluster.OnCarried = e =>
            {
                // Behind its sends, now and then, so that what is staged is given up in the midst.
                if (cluster.Loop.Now < TimeSpan.FromSeconds(3).Ticks && random.Next(10) == 0)
                {
                    failures++;
                    throw new InvalidOperationException("now and then");
                }
            };
            int[] sizes = [.. Enumerable.Range(0, Count).Select(_ => random.Next(4) == 0 ? random.Next(9_000) : random.Next(40))];
            for (int i = 0; i < Count; i++)
            {
                int number = i;
                cluster.Loop.After(cluster.Loop.Chaos, TimeSpan.FromMilliseconds(random.Next(2000)), () => Send(cluster, number, sizes[number]));
            }

            cluster.Supervise();
            cluster.Start("w1");
            for (int i = 0; i < 4; i++)
            {
                cluster.Loop.After(cluster.Loop.Chaos, TimeSpan.FromMilliseconds(random.Next(3000)), () =>
                {
                    if (cluster.Cluster.Workers is not [var worker]) return;
                    worker.Kill();
                    cluster.Start("w1");
                });
            }

            cluster.RunFor(TimeSpan.FromSeconds(4));
            breaks += cluster.History.Notes().Count(n => n.Contains("did not answer", StringComparison.Ordinal));
            cluster.Cluster.Heal();
            cluster.RunFor(TimeSpan.FromSeconds(30));
            cluster.StopAll();
            Verify(cluster, new LoadsOnce(), "loads-once", sizes, times: 1);
            Verify(cluster, new LoadsTwice(), "loads-twice", sizes, times: 2);
        }

        Assert.True(failures > 20 && breaks > 20);
    }

    /// <summary>Each key is sent once, and its text is made of the key: any byte that is another's shows.</summary>
    private static string TextOf(int key, int size)
    {
        string unit = $"<{key}>";
        return string.Concat(Enumerable.Repeat(unit, (size / unit.Length) + 1));
    }

    private static void Send(ModeCluster cluster, int key, int size)
    {
        var topic = new Loads();
        var batch = new ProducerBatch(new TopicPartition("a-loads", ModeCluster.PartitionOf(key)));
        batch.BeginRecord(0);
        topic.WriteKey(key, batch.Buffer);
        batch.EndKey();
        topic.WriteValue(new Load(TextOf(key, size)), batch.Buffer);
        batch.EndRecord();
        cluster.Append(batch);
    }

    private static void Verify(ModeCluster cluster, Topic<int, Load> topic, string name, int[] sizes, int times)
    {
        var keys = new List<int>();
        for (int p = 0; p < ModeCluster.Partitions; p++)
        {
            // Aborted records too: what was handed over is what was sent, whatever became of its transaction.
            foreach ((_, int key, Load? value, _) in cluster.Read(
                new TopicPartition(name, p), b => topic.ReadKey(b, null), b => topic.ReadValue(b, null), IsolationLevel.ReadUncommitted))
            {
                Assert.Equal(p, ModeCluster.PartitionOf(key));
                Assert.Equal(string.Concat(Enumerable.Repeat(TextOf(key, sizes[key]), times)), value!.Text);
            }

            keys.AddRange(cluster.Read(topic, p).Select(r => r.Key));
        }

        if (cluster.Guarantee == ProcessingGuarantee.AtLeastOnce) keys = [.. keys.Distinct()];
        Assert.Equal(Enumerable.Range(0, Count), keys.Order());
    }
}
