using Faust.Processing;

namespace Faust;

// What Faust.Testing drives a worker by: it runs all of it on the thread of a test.
public sealed partial class FaustWorker
{
    /// <summary>The tasks at work or about to end, in the order of their ids.</summary>
    internal IReadOnlyList<ProcessingTask> Tasks =>
        [.. _tasks.Values.Concat(_draining).Distinct().Select(r => r.Task).OrderBy(t => t.Id.SubTopology).ThenBy(t => t.Id.Partition)];

    /// <summary>Commits now what tasks have finished, one task after the other.</summary>
    /// <param name="which">Which tasks: those that are between two events, as the others would be waited for.</param>
    /// <returns>Whether there was anything to commit.</returns>
    internal Task<bool> CommitNowAsync(Func<ProcessingTask, bool> which) => _thread.RunAsync(async () =>
    {
        bool any = false;
        try
        {
            foreach (RunningTask running in _tasks.OrderBy(t => t.Key.SubTopology).ThenBy(t => t.Key.Partition).Select(t => t.Value))
            {
                if (!which(running.Task)) continue;
                any |= await CommitAsync(running).ConfigureAwait(true) is { } commit && (commit.Offsets.Count > 0 || commit.Entries > 0);
            }
        }
        catch (Exception e)
        {
            Fail(e);
        }

        return any;
    });
}
