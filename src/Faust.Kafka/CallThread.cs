using System.Collections.Concurrent;

namespace Faust.Kafka;

/// <summary>
/// Runs calls that block, one after the other, on a thread of its own: librdkafka's calls of transactions and its closing know no other way,
/// and a thread of the pool that waits for a broker is missing elsewhere. The thread starts with the first call.
/// </summary>
internal sealed class CallThread(string name) : IDisposable
{
    private readonly BlockingCollection<Action> _calls = [];
    private readonly Lock _gate = new();
    private bool _started;

    public Task<T> RunAsync<T>(Func<T> call)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Start();
        _calls.Add(() =>
        {
            try
            {
                done.SetResult(call());
            }
            catch (Exception e)
            {
                // Whoever awaits the task gets it.
                done.SetException(e);
            }
        });
        return done.Task;
    }

    public Task RunAsync(Action call) => RunAsync(() =>
    {
        call();
        return true;
    });

    /// <summary>Lets the thread end behind the calls that are there.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (!_calls.IsAddingCompleted) _calls.CompleteAdding();
        }
    }

    private void Start()
    {
        lock (_gate)
        {
            if (_started) return;
            _started = true;
        }

#pragma warning disable RS0030 // A transport to another process is no part of a simulation.
        new Thread(Work) { IsBackground = true, Name = name }.Start();
#pragma warning restore RS0030
    }

    private void Work()
    {
        foreach (Action call in _calls.GetConsumingEnumerable()) call();
        _calls.Dispose();
    }
}
