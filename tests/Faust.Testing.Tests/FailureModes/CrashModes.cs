using Faust.Testing.Simulation;

namespace Faust.Testing.Tests.FailureModes;

/// <summary>A worker dies, at every moment at which it can.</summary>
public sealed class CrashModes
{
    [Theory]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    public void Store_is_never_ahead_of_its_changelog_at_whatever_step_the_worker_dies(ProcessingGuarantee guarantee)
    {
        long steps = Play(guarantee, long.MaxValue, out _, out _);
        int behind = 0, open = 0;
        for (long at = 1; at < steps; at++)
        {
            try
            {
                Play(guarantee, at, out bool isBehind, out bool isOpen);
                if (isBehind) behind++;
                if (isOpen) open++;
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Killed at step {at} of {steps}: {e.Message}", e);
            }
        }

        // The steps between the changelog and the store were among them, and those within a transaction.
        Assert.True(behind > 0);
        Assert.Equal(guarantee == ProcessingGuarantee.ExactlyOnce, open > 0);
    }

    [Theory]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    public void After_an_unclean_end_only_the_tail_is_read_back(ProcessingGuarantee guarantee)
    {
        const int Keys = 500;
        long least = long.MaxValue;
        for (int seed = 1; seed <= 10; seed++)
        {
            var cluster = new ModeCluster(seed, guarantee);
            SimulatedWorker worker = cluster.Start("w1");
            for (int i = 0; i < Keys; i++) cluster.Send(i, 1);
            cluster.CatchUp();
            cluster.SendOver(TimeSpan.FromMilliseconds(40), 40);
            cluster.RunFor(TimeSpan.FromMilliseconds(35));
            worker.Kill();

            long read = 0;
            worker = cluster.Start("w1");
            worker.Worker.RestoreProgressed += (_, progress) => read += progress.IsCompleted ? progress.Records : 0;
            // By then an open transaction is over, which counts with its mark.
            cluster.CatchUp();
            cluster.StopAll();
            cluster.Verify();
            least = Math.Min(least, read);
            // What a crash may take from a store is its last writes: what they held is in the tail.
            Assert.InRange(read, 0, Keys + 200);
        }

        Assert.InRange(least, 0, Keys / 10);
    }

    [Theory]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    public void Emission_is_the_same_with_a_crash_behind_every_record(ProcessingGuarantee guarantee)
    {
        const int Records = 30;
        for (int last = 1; last <= Records; last++)
        {
            ModeCluster cluster = Feed(last, guarantee, Records);
            cluster.Start("w1");
            cluster.RunUntil(() => cluster.Handled.Count >= last, "the record");
            cluster.Cluster.Workers[0].Kill();
            cluster.Start("w1");
            cluster.CatchUp();
            cluster.StopAll();
            cluster.Verify();
        }
    }

    [Theory]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    public void Emission_is_the_same_with_a_restart_behind_every_record(ProcessingGuarantee guarantee)
    {
        const int Records = 30;
        ModeCluster cluster = Feed(1, guarantee, Records);
        for (int last = 1; last <= Records; last++)
        {
            cluster.Start("w1");
            cluster.RunUntil(() => cluster.Handled.Count >= last, "the record");
            cluster.StopAll();
        }

        cluster.Start("w1");
        cluster.CatchUp();
        cluster.StopAll();
        // Nobody died: nothing is there twice under either guarantee.
        cluster.VerifyExactlyOnce();
        Assert.Equal(Records, cluster.Handled.Count);
    }

    private static ModeCluster Feed(int seed, ProcessingGuarantee guarantee, int records)
    {
        // One batch each, so that there is something between two records.
        var cluster = new ModeCluster(seed, guarantee, o => (o.MaxBatchRecords, o.MaxQueuedRecords) = (1, 2));
        for (int i = 0; i < records; i++) cluster.Send(i % 5, i + 1);
        return cluster;
    }

    private static long Play(ProcessingGuarantee guarantee, long at, out bool isBehind, out bool isOpen)
    {
        var cluster = new ModeCluster(1, guarantee, o => o.MaxBatchRecords = 3);
        SimulatedWorker worker = cluster.Start("w1");
        cluster.SendOver(TimeSpan.FromMilliseconds(60), 16);
        cluster.RunUntil(() => cluster.Loop.Steps >= at || (cluster.IsCaughtUp && cluster.Handled.Count >= 16), "the step");
        long steps = cluster.Loop.Steps;
        isOpen = Enumerable.Range(0, ModeCluster.Partitions).Any(p => cluster.IsOpen(ModeCluster.ChangelogOf(p)));
        worker.Kill();
        cluster.VerifyStores("w1");
        isBehind = cluster.Stores("w1").Any(s => s.Position < cluster.Bounds(ModeCluster.ChangelogOf(s.Partition)).High);
        cluster.RunUntil(() => Enumerable.Range(0, 2).Sum(p => cluster.Log.GetPartition(ModeCluster.Input(p)).End) == 16, "all amounts");
        cluster.Start("w1");
        cluster.CatchUp();
        cluster.StopAll();
        cluster.VerifyStores("w1");
        cluster.Verify();
        return steps;
    }
}
