using Faust.Testing.Simulation;

namespace Faust.Testing.Tests.FailureModes;

/// <summary>Ends of transactions that come late, and readers of what is not decided.</summary>
public sealed class TransactionModes
{
    [Fact]
    public void Late_and_repeated_ends_of_transactions_mark_no_other_one()
    {
        int failed = 0;
        for (int seed = 1; seed <= 25; seed++)
        {
            var cluster = new ModeCluster(seed, configure: o => o.MaxBatchRecords = 5);
            cluster.Cluster.Network = new NetworkConditions
            {
                MaxDelay = TimeSpan.FromMilliseconds(20),
                Breaks = 0.03,
                Repeats = 0.3,
                MaxRepeatDelay = TimeSpan.FromMilliseconds(500),
            };
            cluster.Supervise();
            cluster.Start("w1");
            cluster.Start("w2");
            cluster.SendOver(TimeSpan.FromSeconds(2), 150);
            cluster.RunFor(TimeSpan.FromSeconds(2));
            cluster.Cluster.Heal();
            cluster.CatchUp();
            cluster.StopAll();
            // Nothing that was aborted is seen, nothing that was committed is missing.
            cluster.VerifyExactlyOnce();
            failed += cluster.History.Notes().Count(n => n.Contains("did not answer", StringComparison.Ordinal));
        }

        Assert.True(failed > 25);
    }

    [Fact]
    public void A_standby_keeps_nothing_that_is_not_committed()
    {
        int seen = 0;
        for (int seed = 1; seed <= 10; seed++)
        {
            var cluster = new ModeCluster(seed, configure: o =>
            {
                (o.StandbyReplicas, o.SessionTimeout) = (1, TimeSpan.FromSeconds(10));
            });
            SimulatedWorker owner = cluster.Start("w1");
            SimulatedWorker standby = cluster.Start("w2");
            cluster.RunUntil(() => owner.Worker.WarmStandbys.Count == 1 && standby.Worker.WarmStandbys.Count == 1, "both copies");
            int partition = cluster.Group.Members.Single(m => m.ClientId == "w1").Partitions[0].Partition;
            int key = ModeCluster.KeyOf(partition);
            for (int i = 0; i < 5; i++) cluster.Send(key, 1);
            cluster.CatchUp();
            cluster.Send(key, 100);
            cluster.RunUntil(() => cluster.IsOpen(ModeCluster.ChangelogOf(partition)), "an open transaction");
            owner.Pause();
            cluster.RunFor(TimeSpan.FromMilliseconds(500));
            if (cluster.IsOpen(ModeCluster.ChangelogOf(partition)))
            {
                // The entry lies in the changelog, is not decided, and the copy does not have it.
                seen++;
                (_, Dictionary<int, long> entries, long position) = cluster.Stores("w2").Single(s => s.Partition == partition);
                Assert.Equal(5, entries[key]);
                Assert.True(position <= cluster.Bounds(ModeCluster.ChangelogOf(partition)).LastStable);
            }

            owner.Kill();
            cluster.CatchUp();
            cluster.StopAll();
            cluster.VerifyStores("w2");
            cluster.VerifyExactlyOnce();
        }

        Assert.True(seen > 0);
    }
}
