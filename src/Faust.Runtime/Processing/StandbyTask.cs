using System.Runtime.CompilerServices;
using Faust.Diagnostics;

namespace Faust.Processing;

/// <summary>
/// Keeps a copy of the tables of a task that another worker runs: reads what is committed to their changelogs, so that this worker can take
/// over at once. Made and ended on the worker's logical thread; works on one of its own.
/// </summary>
internal sealed class StandbyTask
{
    private readonly TaskEnvironment _environment;
    private readonly CancellationTokenSource _end = new();
    private readonly Action _onWarm;
    private readonly TaskTables _tables;
    private readonly Task<bool> _running;
    private volatile bool _isWarm;

    public StandbyTask(TaskId id, SubTopology subTopology, TaskEnvironment environment, Action onWarm)
    {
        Id = id;
        _environment = environment;
        _onWarm = onWarm;
        _tables = new TaskTables(id, subTopology, environment);
        _running = new LogicalThread(environment.Scheduler).RunAsync(RunAsync);
    }

    public TaskId Id { get; }

    /// <summary>The copy, as it is between two steps of a simulation.</summary>
    internal TaskTables Tables => _tables;

    /// <summary>Whether the copy has caught up once.</summary>
    public bool IsWarm => _isWarm;

    /// <summary>Whether it has ended by itself, which is a failure that was logged.</summary>
    public bool HasFailed => _running.IsCompleted;

    /// <summary>Ends it.</summary>
    /// <returns>The tables, which are the caller's then; <see langword="null"/> where they are of no use.</returns>
    public async Task<TaskTables?> EndAsync()
    {
        _end.Cancel();
        if (await _running.ConfigureAwait(true)) return _tables;
        await _tables.DisposeAsync().ConfigureAwait(true);
        return null;
    }

    private async Task<bool> RunAsync()
    {
        var reader = new ChangelogReader(Id, _tables, _environment, _ => { });
        await using ConfiguredAsyncDisposable disposing = reader.ConfigureAwait(true);
        try
        {
            await reader.OpenAsync(_end.Token).ConfigureAwait(true);
            await reader.CatchUpAsync(_end.Token).ConfigureAwait(true);
            _isWarm = true;
            _onWarm();
            await reader.FollowAsync(_end.Token).ConfigureAwait(true);
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // Asked for.
        }
        catch (Exception e)
        {
            // A copy is no more than that: the task's owner goes on, and the worker tries again.
            Log.StandbyFailed(_environment.Logger, e, Id.ToString());
            return false;
        }

        return _tables.IsOpen;
    }
}
