using System.Diagnostics.Metrics;

namespace Faust.Tests.App;

/// <summary>A counter of the worker's, and when it has come so far.</summary>
internal sealed class Processed : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Lock _gate = new();
    private readonly List<(long Count, TaskCompletionSource Done)> _waits = [];

    public Processed(TestApp app, string topic, string counter = "faust.processed.messages")
    {
        object meters = app.Get<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == counter && ReferenceEquals(instrument.Meter.Scope, meters)) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
        {
            if (tags[0].Value is not string name || name != topic) return;
            lock (_gate)
            {
                Count += value;
                foreach ((_, TaskCompletionSource done) in _waits.Where(w => w.Count <= Count)) done.TrySetResult();
            }
        });
        _listener.Start();
    }

    public long Count { get; private set; }

    public Task WhenAsync(long count)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _waits.Add((count, done));
            if (Count >= count) done.TrySetResult();
        }

        return done.Task.WaitAsync(TestApp.Hang);
    }

    public void Dispose() => _listener.Dispose();
}
