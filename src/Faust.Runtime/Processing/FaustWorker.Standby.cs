using Faust.Diagnostics;
using Faust.Processing;
using Faust.Transport;

namespace Faust;

// Standby copies: each worker keeps the tables of some of the others' tasks, and asks the group to give it those first.
public sealed partial class FaustWorker
{
    private static readonly TimeSpan StandbyInterval = TimeSpan.FromSeconds(1);
    private readonly Dictionary<TaskId, StandbyTask> _standbys = [];
    // Copies that are being handed over: their stores are still open.
    private readonly HashSet<TaskId> _taking = [];
    private volatile bool _standbysDue;
    private volatile bool _preferDue;
    private Task _standbyUpdate = Task.CompletedTask;

    // Others come and go without an event for this worker: so it looks again and again.
    private void OnStandbyTimer()
    {
        _standbysDue = true;
        _wake.Signal();
    }

    private void UpdateStandbys()
    {
        if (!_standbysDue || _options.StandbyReplicas == 0 || !_standbyUpdate.IsCompleted) return;
        _standbysDue = false;
        Run(_standbyUpdate = UpdateStandbysAsync());
    }

    // Who follows a task's owner among the members, in the order of their ids, keeps its copies: all workers come to the same answer.
    private async Task UpdateStandbysAsync()
    {
        GroupDescription group;
        try
        {
            group = await _admin!.DescribeGroupAsync(_options.ApplicationId).ConfigureAwait(true);
        }
        catch (TransportException e)
        {
            // Asked again with the next interval.
            Log.RequestFailed(_logger, e, "who is in the group", e.Message);
            return;
        }

        string me = _consumer!.GroupMetadata.MemberId;
        string[] members = [.. group.Members.Select(m => m.MemberId)];
        int place = Array.IndexOf(members, me);
        var wanted = new HashSet<TaskId>();
        for (int distance = 1; place >= 0 && distance <= Math.Min(_options.StandbyReplicas, members.Length - 1); distance++)
        {
            GroupMemberDescription owner = group.Members[(place - distance + members.Length) % members.Length];
            wanted.UnionWith(owner.Partitions.Where(p => _topology!.SubTopologies.Any(s => s.Topics.Any(t => t.Name == p.Topic))).Select(TaskOf));
        }

        wanted.RemoveWhere(id => IsOwn(id) || _topology!.SubTopologies[id.SubTopology].Tables.Count == 0);
        // A copy whose task has just come to this worker is not unwanted: the task is about to take it.
        foreach (StandbyTask standby in _standbys.Values.Where(s => (!wanted.Contains(s.Id) && !IsOwn(s.Id)) || s.HasFailed).ToArray())
        {
            _standbys.Remove(standby.Id);
            await EndStandbyAsync(standby).ConfigureAwait(true);
        }

        foreach (TaskId id in wanted.Where(id => !_standbys.ContainsKey(id) && !IsOwn(id)))
        {
            try
            {
                _standbys[id] = new StandbyTask(id, _topology!.SubTopologies[id.SubTopology], _environment!, OnWarm);
            }
            catch (Exception e)
            {
                // Its store cannot be opened. A copy is no more than that: tried again with the next interval.
                Log.StandbyFailed(_logger, e, id.ToString());
            }
        }

        Prefer();

        // Also while the task is about to start, or still ends: a shard's store is open once.
        bool IsOwn(TaskId id) => _tasks.ContainsKey(id) || _ending.ContainsKey(id) || _taking.Contains(id) || _held.Keys.Any(p => TaskOf(p) == id);

        void OnWarm()
        {
            _preferDue = true;
            _wake.Signal();
        }
    }

    private void Prefer()
    {
        _preferDue = false;
        _consumer!.Prefer(
        [
            .. _standbys.Values.Where(s => s.IsWarm)
                .SelectMany(s => _topology!.SubTopologies[s.Id.SubTopology].Topics.Select(t => new TopicPartition(t.Name, s.Id.Partition))),
        ]);
    }

    /// <summary>The tables of a standby copy, if there is one: nobody else may have a shard's store open.</summary>
    private async Task<TaskTables?> TakeStandbyAsync(TaskId id)
    {
        if (_options.StandbyReplicas == 0) return null;
        // An update may be about to end the copy, or be followed by another.
        while (!_standbyUpdate.IsCompleted)
        {
            await _standbyUpdate.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }

        if (!_standbys.Remove(id, out StandbyTask? standby)) return null;
        _taking.Add(id);
        Prefer();
        return await standby.EndAsync().ConfigureAwait(true);
    }

    private async Task EndStandbyAsync(StandbyTask standby)
    {
        try
        {
            if (await standby.EndAsync().ConfigureAwait(true) is { } tables) await tables.DisposeAsync().ConfigureAwait(true);
        }
        catch (Exception e)
        {
            // A copy that cannot be closed is no reason to end the worker.
            Log.StandbyFailed(_logger, e, standby.Id.ToString());
        }
    }

    private async Task EndStandbysAsync()
    {
        await _standbyUpdate.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        foreach (StandbyTask standby in _standbys.Values) await EndStandbyAsync(standby).ConfigureAwait(true);

        _standbys.Clear();
    }
}
