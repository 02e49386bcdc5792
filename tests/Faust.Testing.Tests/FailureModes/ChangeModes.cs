using Faust.Testing.Simulation;
using Faust.Transport;

namespace Faust.Testing.Tests.FailureModes;

/// <summary>What was there before is not what is there now: compacted changelogs, other partitions, another topology.</summary>
public sealed class ChangeModes
{
    [Fact]
    public void A_store_that_was_away_for_longer_than_tombstones_are_kept_brings_nothing_back()
    {
        var cluster = new ModeCluster();
        cluster.Log.CreateTopics(
        [
            new TopicSpecification("modes-key-totals-changelog", ModeCluster.Partitions)
            {
                Configuration = new Dictionary<string, string>
                {
                    ["cleanup.policy"] = "compact", ["segment.ms"] = "0", ["min.cleanable.dirty.ratio"] = "0",
                },
            },
        ]);
        int gone = ModeCluster.KeyOf(0), kept = ModeCluster.KeyOf(0, gone + 1);
        cluster.Start("w1");
        cluster.Send(gone, 1);
        cluster.Send(kept, 1);
        cluster.CatchUp();
        cluster.StopAll();
        // The end of a process may cost a store its last writes: then it reads them once more.
        while (!cluster.Stores("w1").Any(s => s.Entries.ContainsKey(gone) && s.Entries.ContainsKey(kept)))
        {
            cluster.Start("w1");
            cluster.RunFor(TimeSpan.FromSeconds(1));
            cluster.StopAll();
        }

        // Another machine has the partition when the key is removed, and until the tombstone has gone as well.
        cluster.Start("w2");
        cluster.Send(gone, null);
        cluster.CatchUp();
        cluster.StopAll();
        Clean(cluster);
        cluster.RunFor(TimeSpan.FromHours(25));
        cluster.Start("w2");
        cluster.Send(kept, 1);
        cluster.CatchUp();
        cluster.StopAll();
        Clean(cluster);
        Assert.DoesNotContain(cluster.Read(ModeCluster.ChangelogOf(0), b => new Totals().ReadKey(b, null), _ => 0), r => r.Key == gone);

        cluster.Start("w1");
        cluster.Send(kept, 1);
        cluster.CatchUp();
        cluster.StopAll();
        // As above: what the store lost at the end of the process it reads once more.
        while (cluster.Stores("w1").Single(s => s.Partition == 0).Entries.GetValueOrDefault(kept) != 3)
        {
            cluster.Start("w1");
            cluster.RunFor(TimeSpan.FromSeconds(1));
            cluster.StopAll();
        }

        Dictionary<int, long> entries = cluster.Stores("w1").Single(s => s.Partition == 0).Entries;
        Assert.Equal([new(kept, 3L)], entries);
        Assert.Contains(cluster.History.Notes(), n => n.Contains("hours old", StringComparison.Ordinal));
    }

    [Fact]
    public void A_topic_that_is_deleted_and_made_again_stalls_no_other_of_its_tasks()
    {
        bool fails = false;
        var cluster = new ModeCluster(configure: o => o.MaxRestarts = 3)
        {
            Sources = [typeof(Amounts), typeof(Corrections)],
            OnHandle = (_, _) =>
            {
                if (!fails) return default;
                fails = false;
                throw new InvalidOperationException("once");
            },
        };
        TopicSpecification[] corrections = [new("corrections", ModeCluster.Partitions)];
        cluster.Log.CreateTopics(corrections);
        cluster.Start("w1");
        cluster.Send(0, 1);
        cluster.Send(0, 10, "corrections");
        UntilTotal(11);
        cluster.Log.DeleteTopics(["corrections"]);
        cluster.Log.CreateTopics(corrections);
        cluster.Send(0, 1);
        cluster.Send(0, 10, "corrections");
        UntilTotal(22);

        // The task has partitions of two assignments now. When it is made again it gets both.
        fails = true;
        cluster.Send(0, 1);
        cluster.Send(0, 10, "corrections");
        UntilTotal(33);
        Assert.False(fails);

        void UntilTotal(long total)
        {
            long deadline = cluster.Loop.Now + TimeSpan.FromMinutes(1).Ticks;
            cluster.RunUntil(() => Total() == total || cluster.Loop.Now > deadline, $"a total of {total}");
            Assert.True(Total() == total, $"{Total()}, and not {total}:{Environment.NewLine}{cluster.LastNotes()}");
        }

        long Total() => cluster.Fold(ModeCluster.PartitionOf(0)).GetValueOrDefault(0);
    }

    [Fact]
    public void A_changelog_with_another_number_of_partitions_ends_the_start_with_a_diagnosis()
    {
        var cluster = new ModeCluster();
        cluster.Log.CreateTopics([new TopicSpecification("modes-key-totals-changelog", 3)]);
        SimulatedWorker worker = cluster.Start("w1");
        cluster.RunUntil(() => !worker.IsAlive, "its end");
        TopologyException failure = Assert.IsType<TopologyException>(worker.Failure);
        Assert.Contains("'modes-key-totals-changelog' has 3 partitions", failure.Message, StringComparison.Ordinal);
        Assert.Contains("have 2", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_topic_with_another_number_of_partitions_ends_the_start_with_a_diagnosis()
    {
        var cluster = new ModeCluster();
        cluster.Log.CreateTopics([new TopicSpecification("loads-once", 3)]);
        cluster.Sources = [typeof(Loads)];
        SimulatedWorker worker = cluster.Start("w1");
        cluster.RunUntil(() => !worker.IsAlive, "its end");
        TopologyException failure = Assert.IsType<TopologyException>(worker.Failure);
        Assert.Contains("'loads-once' has 3 partitions in the log, but LoadsOnce declares 2", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Agents_that_come_and_go_leave_the_tables_of_others_where_they_are(bool rolling)
    {
        // Nothing that lasts is named by the number of a sub-topology, which the new agent changes.
        var cluster = new ModeCluster();
        cluster.Start("w1");
        cluster.SendOver(TimeSpan.FromSeconds(4), 200);
        foreach (HashSet<Type> sources in (HashSet<Type>[])[[typeof(Amounts), typeof(Loads)], [typeof(Amounts)]])
        {
            cluster.RunFor(TimeSpan.FromMilliseconds(500));
            cluster.Sources = sources;
            SimulatedWorker old = cluster.Cluster.Workers[0];
            // Either all stop before the new version starts, or both run for a while, each with its own topics.
            if (!rolling) cluster.StopAll();
            cluster.Start(old.Name == "w1" ? "w2" : "w1");
            cluster.RunFor(TimeSpan.FromMilliseconds(500));
            if (rolling) old.Stop();
            cluster.RunFor(TimeSpan.FromMilliseconds(500));
            Assert.Single(cluster.Cluster.Workers);
        }

        cluster.RunFor(TimeSpan.FromSeconds(2));
        cluster.CatchUp();
        cluster.StopAll();
        cluster.VerifyExactlyOnce();
        Assert.Equal(200, cluster.Handled.Count);
    }

    // What is appended closes the segment before it, which can be cleaned then.
    private static void Clean(ModeCluster cluster)
    {
        for (int p = 0; p < ModeCluster.Partitions; p++)
        {
            var batch = new ProducerBatch(ModeCluster.ChangelogOf(p));
            batch.BeginRecord(0);
            new Totals().WriteKey(ModeCluster.KeyOf(p, 1_000_000), batch.Buffer);
            batch.EndKey();
            batch.EndRecord(hasValue: false);
            cluster.Append(batch);
        }

        cluster.Log.Clean();
    }
}
