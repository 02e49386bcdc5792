using System.Runtime.CompilerServices;
using Faust.Testing.Simulation;

namespace Faust.Testing.Tests.FailureModes;

/// <summary>Partitions come and go while there is work in hand.</summary>
public sealed class RebalanceModes
{
    [Theory]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    public void A_revoke_in_the_midst_of_work_commits_what_is_finished_and_no_more(ProcessingGuarantee guarantee)
    {
        for (int seed = 1; seed <= 25; seed++)
        {
            var cluster = new ModeCluster(seed, guarantee, o => (o.MaxBatchRecords, o.MaxQueuedRecords) = (3, 10));
            Random random = cluster.Loop.Random;
            cluster.OnHandle = (_, cancellationToken) => DelayAsync(cluster, random.Next(20), cancellationToken);
            cluster.Start("w1");
            cluster.SendOver(TimeSpan.FromSeconds(2), 100);
            for (int i = 0; i < 20; i++) cluster.Loop.After(cluster.Loop.Chaos, TimeSpan.FromMilliseconds(random.Next(3000)), Change);
            cluster.RunUntil(
                () =>
                {
                    for (int p = 0; p < ModeCluster.Partitions; p++) CheckContiguous(cluster, p);
                    return cluster.Loop.Now > TimeSpan.FromSeconds(3).Ticks;
                },
                "the end of the changes");
            if (cluster.Cluster.Workers.Count == 0) cluster.Start("w1");
            cluster.CatchUp();
            cluster.StopAll();
            // Everybody had the time to finish what was in hand: nothing was done twice.
            Assert.Equal(100, cluster.Handled.Distinct().Count());
            Assert.Equal(100, cluster.Handled.Count);
            cluster.VerifyExactlyOnce();

            void Change()
            {
                string name = $"w{1 + random.Next(3)}";
                if (cluster.Cluster.Workers.FirstOrDefault(w => w.Name == name) is { } worker) worker.Stop();
                else cluster.Start(name);
            }
        }
    }

    [Theory]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    public void A_partition_goes_on_exactly_where_it_was_put_back_to(ProcessingGuarantee guarantee)
    {
        for (int seed = 1; seed <= 10; seed++)
        {
            // What was read ahead when the task failed must not come before the offset it was put back to.
            var cluster = new ModeCluster(seed, guarantee, o => (o.MaxBatchRecords, o.MaxQueuedRecords, o.RestartWindow) = (4, 50, TimeSpan.FromSeconds(1)));
            cluster.Cluster.Network = new NetworkConditions { MaxDelay = TimeSpan.FromMilliseconds(20) };
            Random random = cluster.Loop.Random;
            long[] last = [-1, -1];
            int failures = 0, backwards = 0;
            string wrong = "";
            cluster.OnHandle = (e, _) =>
            {
                if (e.Offset != last[e.Partition] + 1)
                {
                    // Not thrown: the worker would take it for the agent's failure.
                    backwards++;
                    if (cluster.Committed(e.Partition) != e.Offset) wrong += $"{e.Partition}@{e.Offset} came after {last[e.Partition]}, committed are {cluster.Committed(e.Partition)}. ";
                }

                last[e.Partition] = e.Offset;
                if (cluster.Loop.Now > TimeSpan.FromSeconds(3).Ticks || random.Next(12) > 0) return default;
                failures++;
                throw new InvalidOperationException("now and then");
            };
            cluster.SendOver(TimeSpan.FromSeconds(1), 200);
            cluster.Start("w1");
            cluster.RunFor(TimeSpan.FromSeconds(3));
            cluster.CatchUp();
            cluster.StopAll();
            cluster.Verify();
            Assert.Equal("", wrong);
            Assert.True(failures > 5 && backwards > 0);
        }
    }

    [Fact]
    public void A_slow_handler_does_not_cost_the_membership()
    {
        var cluster = new ModeCluster(configure: o => o.CommitInterval = TimeSpan.FromSeconds(1));
        int slow = ModeCluster.KeyOf(0), quick = ModeCluster.KeyOf(1);
        SimulatedWorker one = cluster.Start("w1");
        cluster.RunUntil(() => cluster.Group.Members is [{ Partitions.Count: 2 }], "the assignment");
        cluster.OnHandle = (e, cancellationToken) => e.Key == slow ? DelayAsync(cluster, 600_000, cancellationToken) : default;
        int generation = cluster.Group.Generation;
        cluster.Send(slow, 1);
        for (int minute = 1; minute < 10; minute++)
        {
            cluster.Send(quick, 1);
            cluster.RunFor(TimeSpan.FromMinutes(1));
            // Hundreds of sessions later it is a member still, and its other partition goes on.
            Assert.Equal(minute, cluster.Committed(1));
            Assert.Equal(0, cluster.Committed(0));
            Assert.Equal(generation, cluster.Group.Generation);
        }

        cluster.CatchUp();
        Assert.Equal(generation, cluster.Group.Generation);
        Assert.True(one.IsAlive);
        cluster.StopAll();
        cluster.VerifyExactlyOnce();
    }

    [Fact]
    public void A_slow_restore_does_not_cost_the_membership()
    {
        var cluster = new ModeCluster(configure: o => o.CommitInterval = TimeSpan.FromSeconds(1));
        int slow = ModeCluster.KeyOf(0), quick = ModeCluster.KeyOf(1);
        cluster.Start("w1");
        cluster.Send(slow, 1);
        cluster.Send(quick, 1);
        cluster.CatchUp();
        cluster.StopAll();

        // The changelog cannot be read to its end before somebody's transaction is decided, which takes ten minutes.
        cluster.Block(ModeCluster.ChangelogOf(0), TimeSpan.FromMinutes(10));

        cluster.Start("w2");
        cluster.RunUntil(() => cluster.Group.Members is [{ Partitions.Count: 2 }], "the assignment");
        int generation = cluster.Group.Generation;
        cluster.Send(slow, 1);
        for (int minute = 1; minute < 9; minute++)
        {
            cluster.Send(quick, 1);
            cluster.RunFor(TimeSpan.FromMinutes(1));
            Assert.Equal(1 + minute, cluster.Committed(1));
            Assert.Equal(1, cluster.Committed(0));
            Assert.Equal(generation, cluster.Group.Generation);
        }

        cluster.CatchUp();
        Assert.Equal(generation, cluster.Group.Generation);
        cluster.StopAll();
        cluster.VerifyExactlyOnce();
    }

    [Theory]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    public void A_partition_that_was_paused_when_it_left_is_not_when_it_comes_back(ProcessingGuarantee guarantee)
    {
        for (int seed = 1; seed <= 10; seed++)
        {
            var cluster = new ModeCluster(seed, guarantee, o => (o.MaxBatchRecords, o.MaxQueuedRecords) = (1, 2));
            cluster.OnHandle = (_, cancellationToken) => DelayAsync(cluster, 20, cancellationToken);
            for (int i = 0; i < 200; i++) cluster.Send(i % 5, 1);
            cluster.Start("w1");
            for (int round = 0; round < 4; round++)
            {
                // There is far more than may be queued: whatever is held is paused most of the time.
                cluster.RunFor(TimeSpan.FromMilliseconds(200));
                SimulatedWorker other = cluster.Start("w2");
                cluster.RunUntil(() => cluster.Group.Members is [{ Partitions.Count: 1 }, { Partitions.Count: 1 }], "both to have one");
                cluster.RunFor(TimeSpan.FromMilliseconds(200));
                Assert.False(cluster.IsCaughtUp);
                other.Stop();
                cluster.RunUntil(() => !other.IsAlive, "the other's end");
            }

            cluster.CatchUp();
            cluster.StopAll();
            cluster.VerifyExactlyOnce();
        }
    }

    // On the clock of the run: the cluster has no other.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async ValueTask DelayAsync(ModeCluster cluster, int milliseconds, CancellationToken cancellationToken) =>
        await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), cluster.Loop.Chaos.Time, cancellationToken);

    private static void CheckContiguous(ModeCluster cluster, int partition)
    {
        long committed = cluster.Committed(partition);
        int finished = cluster.Handled.Where(h => h.Partition == partition).Select(h => h.Offset).Distinct().Count(o => o < committed);
        Assert.True(finished == committed, $"{committed} of {ModeCluster.Input(partition)} are committed, {finished} of those are finished.");
    }
}
