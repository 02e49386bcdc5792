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

    /// <summary>How many partitions the worker has, as its gauge says.</summary>
    public static int AssignedTo(TestApp app)
    {
        object meters = app.Get<IMeterFactory>();
        int assigned = 0;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Name == "faust.assignment.partitions" && ReferenceEquals(instrument.Meter.Scope, meters)) l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<int>((_, value, _, _) => assigned = value);
        listener.Start();
        listener.RecordObservableInstruments();
        return assigned;
    }

    public void Dispose() => _listener.Dispose();
}
