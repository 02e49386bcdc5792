using Faust.Testing.Simulation;

namespace Faust.Testing.Tests.FailureModes;

/// <summary>A worker is frozen for longer than its session, at every moment, and comes back when another one has its partitions.</summary>
public sealed class ZombieModes
{
    private const int Amounts = 16;

    [Fact]
    public void Nothing_of_a_zombie_is_seen_under_exactly_once()
    {
        long steps = Play(ProcessingGuarantee.ExactlyOnce, long.MaxValue, out _, out _);
        int open = 0;
        for (long at = 1; at < steps; at += 2)
        {
            try
            {
                ModeCluster cluster = null!;
                Play(ProcessingGuarantee.ExactlyOnce, at, out bool isOpen, out cluster);
                if (isOpen) open++;
                cluster.VerifyExactlyOnce();
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Frozen at step {at} of {steps}: {e.Message}", e);
            }
        }

        // Some of them were frozen in the midst of a transaction that had written.
        Assert.True(open > 0);
    }

    [Fact]
    public void Of_a_zombie_no_offset_counts_and_late_entries_stand_until_the_owner_writes_their_keys_under_at_least_once()
    {
        long steps = Play(ProcessingGuarantee.AtLeastOnce, long.MaxValue, out _, out _);
        int late = 0;
        for (long at = 1; at < steps; at += 2)
        {
            try
            {
                Play(ProcessingGuarantee.AtLeastOnce, at, out _, out ModeCluster cluster);
                cluster.VerifyAtLeastOnce();
                // What the zombie was given when it came back it has read back, late entries too: of that only the outputs are promised.
                int[] kept = [.. cluster.Group.Members.Single(m => m.ClientId == "w2").Partitions.Select(p => p.Partition)];
                Assert.NotEmpty(kept);
                late += kept.Count(p => Owned(cluster, p).Any(e => cluster.Fold(p)[e.Key] != e.Value));
                for (int key = 0; key < 5; key++) cluster.Send(key, 1000);
                cluster.CatchUp();
                cluster.StopAll();
                cluster.VerifyAtLeastOnce();
                foreach (int p in kept)
                {
                    Dictionary<int, long> fold = cluster.Fold(p);
                    Assert.Equal(Owned(cluster, p).OrderBy(e => e.Key), fold.OrderBy(e => e.Key));
                    foreach ((int key, long least) in cluster.Expected(p).Totals) Assert.True(fold[key] >= least, $"{key} has {fold[key]}, less than {least}.");
                }
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Frozen at step {at} of {steps}: {e.Message}", e);
            }
        }

        // It is as docs/guarantees.md says: should this never happen any more, the promise can be a better one.
        Assert.True(late > 0);
    }

    /// <summary>What the owner holds: it has had all that the zombie had, and more.</summary>
    private static Dictionary<int, long> Owned(ModeCluster cluster, int partition)
    {
        var keys = cluster.Read(new Amounts(), partition).ToDictionary(r => r.Offset, r => r.Key);
        var owned = new Dictionary<int, long>();
        foreach (Report report in cluster.ReadReports(partition))
        {
            int key = keys[report.Offset];
            if (!owned.TryGetValue(key, out long total) || report.Total > total) owned[key] = report.Total;
        }

        return owned;
    }

    private static long Play(ProcessingGuarantee guarantee, long at, out bool isOpen, out ModeCluster cluster)
    {
        var played = cluster = new ModeCluster(3, guarantee, o => o.MaxBatchRecords = 3);
        SimulatedWorker zombie = played.Start("w1");
        played.SendOver(TimeSpan.FromMilliseconds(60), Amounts);
        played.RunUntil(() => played.Loop.Steps >= at || (played.IsCaughtUp && played.Handled.Count >= Amounts), "the step");
        long steps = played.Loop.Steps;
        zombie.Pause();
        isOpen = Enumerable.Range(0, ModeCluster.Partitions).Any(p => played.IsOpen(ModeCluster.Output(p)));
        // The new owner finds amounts that the zombie has not seen, and commits them, before the zombie comes back.
        played.RunFor(TimeSpan.FromMilliseconds(100));
        for (int key = 0; key < 5; key++) played.Send(key, 100);
        SimulatedWorker other = played.Start("w2");
        played.CatchUp();
        long[] committed = [.. Enumerable.Range(0, ModeCluster.Partitions).Select(played.Committed)];
        zombie.Resume();
        played.RunFor(TimeSpan.FromSeconds(3));
        // Its offsets were refused: the owner's stand.
        Assert.Equal(committed, Enumerable.Range(0, ModeCluster.Partitions).Select(played.Committed));
        Assert.True(other.IsAlive);
        return steps;
    }
}
