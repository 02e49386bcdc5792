using Faust.Processing;
using Faust.Records;
using Faust.Simulation.Shapes;
using Faust.Testing.Simulation;
using Faust.Transport;

namespace Faust.Simulation;

// What must hold while it runs.
internal sealed partial class SimulationRun
{
    private void CheckOften()
    {
        if (_stopping) return;
        ThrowIfUnexpected();
        if (_cluster.HasLogFailed)
        {
            // As a supervisor of processes would: nothing is to be had of a log whose disk failed.
            Restart(loseUnsynced: true);
        }

        // Who looks at the log needs ids, and on a full disk there may be none.
        if (!IsDiskFull)
        {
            Check();
            CheckWriters();
            CheckBacklogs();
            if (_parameters.Standbys > 0 && _random.Next(8) == 0) CheckCopies();
        }

        _isCaughtUp = _healed && LooksCaughtUp();
        Loop.After(Loop.Chaos, TimeSpan.FromMilliseconds(25), CheckOften);
    }

    private void OnLogged(string text, Exception e)
    {
        if (!IsExpected(e)) _unexpected ??= text;
    }

    // Thrown into the worker where it is noticed it would only be one more failure.
    private void ThrowIfUnexpected()
    {
        if (_unexpected is not null) throw new SimulationException($"Neither the log nor an agent failed, but: {_unexpected}");
        if (!_parameters.Stores) return;
        foreach (string machine in _cluster.MachinesWithStores)
        {
            if (_cluster.StoresOf(machine).Misuse is { } misuse) throw new SimulationException(misuse);
        }
    }

    /// <summary>What stands in a worker's way comes from the log and from the agents; whatever else is thrown is a defect, also where the worker recovers.</summary>
    private static bool IsExpected(Exception e)
    {
        for (Exception? cause = e; cause is not null; cause = cause.InnerException)
        {
            if (cause is TransportException or RecordFormatException || cause.Message == FailurePlan.Message) return true;
            // A short drain timeout may be over before the log has answered.
            if (cause is TimeoutException && cause.Message.Contains("is left behind", StringComparison.Ordinal)) return true;
        }

        return false;
    }

    private bool IsDiskFull => _cluster.Disk is { Capacity: < long.MaxValue };

    private void WatchTransactions()
    {
        _isStable = _verifier.Partitions().All(p => _verifier.Bounds(p) is var bounds && bounds.LastStable == bounds.High);
        if (!_isStable) Loop.After(Loop.Chaos, TimeSpan.FromMilliseconds(100), WatchTransactions);
    }

    // Behind what is undecided there may be records that nobody sees yet.
    private bool LooksCaughtUp() =>
        _inputs == _parameters.Records && _client.Pending == 0
        && Array.TrueForAll(_sources, p => IsDecided(p) && !LogReader.HasRecords(_cluster.Log, p, _committed.GetValueOrDefault(p)));

    private bool IsDecided(TopicPartition partition) => _verifier.Bounds(partition) is var bounds && bounds.LastStable == bounds.High;

    /// <summary>Committed offsets only grow, and never past a record that is not finished; so do the ends of what readers see.</summary>
    private void Check()
    {
        foreach ((TopicPartition partition, long offset) in LogReader.Committed(_cluster.Log, ApplicationId, _sources))
        {
            long before = _committed.GetValueOrDefault(partition);
            // At-least-once, a commit may be carried out late, when what it stands for is done again already; the next one then goes back.
            bool mayGoBack = _parameters.LateWrites && _parameters.Guarantee == ProcessingGuarantee.AtLeastOnce;
            if (offset < before && !mayGoBack) throw new SimulationException($"The committed offset of {partition} went from {before} back to {offset}.");
            if (offset == before) continue;
            foreach ((long read, _, Item item) in LogReader.ReadItems(_cluster.Log, partition.Topic, partition.Partition, before))
            {
                if (read >= offset) break;
                if (LogReader.IsUndecodable(item)) continue;
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

        if (_parameters.Disk is null) return;
        foreach (TopicPartition partition in _verifier.Partitions()) _visible[partition] = _verifier.Bounds(partition).LastStable;
    }

    /// <summary>Who works on a partition as a member of the group is the one whom the group lets commit for it.</summary>
    private void CheckWriters()
    {
        if (_cluster.Log.FindGroup(ApplicationId) is not { } group) return;
        (IReadOnlySet<string> members, IReadOnlyDictionary<TopicPartition, string> holders) = group.Look();
        foreach (SimulatedWorker worker in _cluster.Workers)
        {
            string me = worker.Worker.MemberId;
            // One that was expelled may not know it yet: what it does is refused.
            if (!members.Contains(me)) continue;
            foreach (ProcessingTask task in worker.Worker.Tasks.Where(t => !t.Completion.IsCompleted))
            {
                foreach (TopicPartition partition in task.Running!.Intakes.Select(i => i.Partition))
                {
                    if (holders.TryGetValue(partition, out string? holder) && holder == me) continue;
                    throw new SimulationException($"{worker.Name} ({me}) works on {partition}, which {holder ?? "nobody"} holds.");
                }
            }
        }
    }

    /// <summary>What waits for a task is bounded: reading pauses when as much waits as may, with the batch that made it so many.</summary>
    private void CheckBacklogs()
    {
        foreach (SimulatedWorker worker in _cluster.Workers)
        {
            foreach (PartitionIntake intake in worker.Worker.Tasks.SelectMany(t => t.Running!.Intakes))
            {
                long most = _parameters.MaxQueuedRecords - 1 + _parameters.MaxBatchRecords;
                if (intake.Waiting <= most) continue;
                throw new SimulationException($"{worker.Name} has {intake.Waiting} records of {intake.Partition} in memory, and may have {most}.");
            }
        }
    }

    /// <summary>A copy has what is committed up to its position, and nothing else.</summary>
    private void CheckCopies()
    {
        _changelogs.Update(_cluster.Log);
        foreach (SimulatedWorker worker in _cluster.Workers.Where(w => w.IsRunning))
        {
            foreach (StandbyTask copy in worker.Worker.Standbys.Where(s => s.Tables.IsOpen))
            {
                foreach (TaskTable table in copy.Tables.All) _verifier.VerifyShard(table, table.Position, $"{worker.Name}'s copy");
            }
        }
    }

    /// <summary>Everything is finished and committed: the tables at work are what their changelogs tell.</summary>
    private void VerifyTables()
    {
        _changelogs.Update(_cluster.Log);
        var owners = new Dictionary<TopicPartition, string>();
        IReadOnlySet<string> members = _cluster.Log.GetGroup(ApplicationId).Look().Members;
        // One that was expelled while it was away may not have learnt it yet.
        foreach (SimulatedWorker worker in _cluster.Workers.Where(w => members.Contains(w.Worker.MemberId)))
        {
            foreach (ProcessingTask task in worker.Worker.Tasks.Where(t => t.IsRestored && !t.Completion.IsCompleted))
            {
                foreach (TaskTable table in task.Tables.All)
                {
                    if (!owners.TryAdd(table.Changelog, worker.Name))
                    {
                        throw new SimulationException($"{table.Changelog} is written by {worker.Name} and by {owners[table.Changelog]}.");
                    }

                    // At-least-once an owner may have entries that another one, which was late, overwrote in the changelog.
                    if (_parameters.Guarantee == ProcessingGuarantee.ExactlyOnce) _verifier.VerifyShard(table, long.MaxValue, $"{worker.Name}'s table");
                }
            }
        }
    }

    /// <summary>What readers had seen is there again.</summary>
    private void VerifyRestart()
    {
        foreach ((TopicPartition partition, long offset) in _visible)
        {
            long end = _verifier.Bounds(partition).LastStable;
            if (end < offset) throw new SimulationException($"Readers saw {partition} up to {offset}; after the restart it ends at {end}.");
        }

        _changelogs.Compare(_cluster.Log, _parameters.Compaction || _parameters.Outages);
        // A commit that nobody was told of may be gone.
        var committed = LogReader.Committed(_cluster.Log, ApplicationId, _sources);
        foreach (TopicPartition partition in _sources) _committed[partition] = Math.Min(_committed.GetValueOrDefault(partition), committed.GetValueOrDefault(partition));
        if (!_parameters.Stores) return;
        _changelogs.Update(_cluster.Log);
        foreach (string machine in _cluster.MachinesWithStores) _verifier.VerifyStores(_cluster.StoresOf(machine), machine);
    }
}
