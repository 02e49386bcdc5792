using Faust.Processing;
using Faust.Transport;

namespace Faust;

// What Faust.Testing drives a worker by: it runs all of it on the thread of a test.
public sealed partial class FaustWorker
{
    /// <summary>The tasks at work or about to end, in the order of their ids.</summary>
    internal IReadOnlyList<ProcessingTask> Tasks =>
        [.. _tasks.Values.Concat(_draining).Distinct().Select(r => r.Task).OrderBy(t => t.Id.SubTopology).ThenBy(t => t.Id.Partition)];

    /// <summary>The copies that it keeps of the tables of others' tasks.</summary>
    internal IReadOnlyList<StandbyTask> Standbys => [.. _standbys.Values.OrderBy(s => s.Id.SubTopology).ThenBy(s => s.Id.Partition)];

    /// <summary>The tasks of which it keeps a copy that is up to date, as <c>0_3</c>: sub-topology and partition. On the worker's thread only.</summary>
    internal IReadOnlyList<string> WarmStandbys => [.. _standbys.Values.Where(s => s.IsWarm).Select(s => s.Id.ToString()).Order(StringComparer.Ordinal)];

    /// <summary>What the group calls it; empty before it has joined.</summary>
    internal string MemberId => _consumer?.GroupMetadata.MemberId ?? "";

    /// <summary>Completes when the worker has its partitions, or has ended.</summary>
    internal Task Assigned => Task.WhenAny(_assigned.Task, _stopped.Task);

    /// <summary><see cref="WarmStandbys"/> from any thread.</summary>
    internal Task<IReadOnlyList<string>> GetWarmStandbysAsync() => _thread.RunAsync(() => Task.FromResult(WarmStandbys));

    /// <summary>Commits now what tasks have finished, one task after the other.</summary>
    /// <param name="which">Which tasks: those that are between two events, as the others would be waited for.</param>
    /// <returns>Whether there was anything to commit.</returns>
    internal Task<bool> CommitNowAsync(Func<ProcessingTask, bool> which) => _thread.RunAsync(async () =>
    {
        RunningTask[] ready =
            [.. _tasks.Values.Where(t => !t.IsEnding && which(t.Task)).OrderBy(t => t.Task.Id.SubTopology).ThenBy(t => t.Task.Id.Partition)];
        TopicPartitionOffset[] before = [.. ready.SelectMany(t => t.Positions)];
        if (IsExactlyOnce)
        {
            await (_transaction = TransactReadyAsync(_transaction, ready)).ConfigureAwait(true);
        }
        else
        {
            // What fails is the task's failure, which the worker sees to.
            foreach (RunningTask running in ready)
            {
                await CommitAsync(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            }
        }

        return !before.SequenceEqual(ready.SelectMany(t => t.Positions));
    });

    private async Task TransactReadyAsync(Task before, RunningTask[] ready)
    {
        await before.ConfigureAwait(true);
        foreach (RunningTask running in ready)
        {
            await (running.Prepared ??= running.Task.PrepareCommitAsync()).ConfigureAwait(true);
            Collect(running);
        }

        await TransactAsync([.. ready.Where(t => !t.IsEnding)]).ConfigureAwait(true);
    }
}
