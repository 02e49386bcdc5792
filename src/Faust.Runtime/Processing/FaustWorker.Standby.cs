using Faust.Diagnostics;
using Faust.Processing;
using Faust.Transport;

namespace Faust;

// Standby copies: each worker keeps the tables of some of the others' tasks, and asks the group to give it those first.
public sealed partial class FaustWorker
{
    private static readonly TimeSpan StandbyInterval = TimeSpan.FromSeconds(1);
    private readonly Dictionary<TaskId, StandbyTask> _standbys = [];
    private volatile bool _standbysDue;
    private volatile bool _preferDue;
    private Task _standbyUpdate = Task.CompletedTask;

    /// <summary>The tasks of which this worker keeps a copy that is up to date, as <c>0_3</c>: sub-topology and partition.</summary>
    internal IReadOnlyList<string> WarmStandbys => [.. _standbys.Values.Where(s => s.IsWarm).Select(s => s.Id.ToString()).Order(StringComparer.Ordinal)];

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
            Log.PollFailed(_logger, e, e.Message);
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
        foreach (StandbyTask standby in _standbys.Values.Where(s => !wanted.Contains(s.Id) || s.HasFailed).ToArray())
        {
            _standbys.Remove(standby.Id);
            if (await standby.EndAsync().ConfigureAwait(true) is { } tables) await tables.DisposeAsync().ConfigureAwait(true);
        }

        foreach (TaskId id in wanted.Where(id => !_standbys.ContainsKey(id) && !IsOwn(id)))
        {
            _standbys[id] = new StandbyTask(id, _topology!.SubTopologies[id.SubTopology], _environment!, OnWarm);
        }

        Prefer();

        // Also while the task is about to start, or still ends: a shard's store is open once.
        bool IsOwn(TaskId id) => _tasks.ContainsKey(id) || _ending.ContainsKey(id) || _held.Keys.Any(p => TaskOf(p) == id);

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
        if (_standbys.Count == 0) return null;
        await _standbyUpdate.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (!_standbys.Remove(id, out StandbyTask? standby)) return null;
        Prefer();
        return await standby.EndAsync().ConfigureAwait(true);
    }

    private async Task EndStandbysAsync()
    {
        await _standbyUpdate.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        foreach (StandbyTask standby in _standbys.Values)
        {
            if (await standby.EndAsync().ConfigureAwait(true) is { } tables) await tables.DisposeAsync().ConfigureAwait(true);
        }

        _standbys.Clear();
    }
}
