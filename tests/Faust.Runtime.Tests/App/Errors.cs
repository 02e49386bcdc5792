using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace Faust.Tests.App;

/// <summary>What a worker tells of its agents' failures: in its log and its counter.</summary>
internal sealed class Errors : ILoggerProvider, ILogger
{
    private readonly MeterListener _listener = new();
    private readonly SemaphoreSlim _counted = new(0);

    public ConcurrentQueue<(int Id, LogLevel Level, string Text)> Lines { get; } = new();

    public ConcurrentQueue<string> Counted { get; } = new();

    /// <summary>Begins to count; before the host starts.</summary>
    public void Listen(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "faust.errors" && ReferenceEquals(instrument.Meter.Scope, meters)) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
        {
            Counted.Enqueue($"{value} {string.Join(' ', tags.ToArray().Select(t => $"{t.Key}={t.Value}"))}");
            _counted.Release();
        });
        _listener.Start();
    }

    /// <summary>Waits for the next failure.</summary>
    public async Task NextAsync() => Assert.True(await _counted.WaitAsync(TestApp.Hang));

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Id is >= 1200 and < 1300) Lines.Enqueue((eventId.Id, logLevel, formatter(state, exception)));
    }

    public void Dispose() => _listener.Dispose();
}
