using System.Diagnostics.Metrics;

namespace Faust.Diagnostics;

/// <summary>
/// The instruments of the meter <c>Faust</c>, updated per batch and per commit. Names and units follow OpenTelemetry's semantic conventions
/// for messaging (https://opentelemetry.io/docs/specs/semconv/messaging/) where they have one.
/// </summary>
internal sealed class FaustMetrics
{
    public const string MeterName = "Faust";

    private readonly Counter<long> _consumed;
    private readonly Counter<long> _processed;
    private readonly Counter<long> _changelogEntries;
    private readonly Histogram<double> _commitDuration;
    private readonly Gauge<long> _restoring;

    /// <param name="meters">The host's factory; null where the host has no metrics, which nobody can listen to then.</param>
    public FaustMetrics(IMeterFactory? meters)
    {
        Meter meter = meters?.Create(MeterName) ?? new Meter(MeterName);
        _consumed = meter.CreateCounter<long>("messaging.client.consumed.messages", "{message}", "Records read from the log.");
        _processed = meter.CreateCounter<long>("faust.processed.messages", "{message}", "Records that the agents have handled.");
        _changelogEntries = meter.CreateCounter<long>("faust.changelog.entries", "{entry}", "Table entries written to changelogs.");
        _commitDuration = meter.CreateHistogram(
            "faust.commit.duration",
            "s",
            "From the event boundary to the committed offsets.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0005, 0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5] });
        _restoring = meter.CreateGauge<long>("faust.restore.remaining", "{record}", "Changelog records that a task has still to read back.");
        meter.CreateObservableGauge("faust.assignment.partitions", () => AssignedPartitions, "{partition}", "Partitions this worker reads.");
    }

    public int AssignedPartitions { get; set; }

    public void Consumed(string topic, int records) => _consumed.Add(records, Destination(topic));

    public void Processed(string topic, int records) => _processed.Add(records, Destination(topic));

    public void Committed(TimeSpan duration, int entries)
    {
        _commitDuration.Record(duration.TotalSeconds);
        if (entries > 0) _changelogEntries.Add(entries);
    }

    public void Restoring(RestoreProgress progress) => _restoring.Record(
        progress.Total - progress.Records, new KeyValuePair<string, object?>("faust.task", progress.Task));

    private static KeyValuePair<string, object?> Destination(string topic) => new("messaging.destination.name", topic);
}
