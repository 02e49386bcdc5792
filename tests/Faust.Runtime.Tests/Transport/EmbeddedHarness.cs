using Faust.Transport.Conformance;
using Faust.Transport.Embedded;
using Microsoft.Extensions.Time.Testing;

namespace Faust.Transport;

/// <summary>The embedded log in memory, or on a disk of the machine.</summary>
internal sealed class EmbeddedHarness : TransportHarness
{
    private readonly FakeTimeProvider _time = new();
    private readonly DirectoryInfo? _directory;

    private EmbeddedHarness(LogDurability? durability)
    {
        if (durability is not null) _directory = Directory.CreateTempSubdirectory("faust-log-");
        Transport = new EmbeddedLog(_time, new EmbeddedLogOptions
        {
            Directory = _directory?.FullName,
            Durability = durability ?? LogDurability.Synced,
            // So small that nearly every test crosses from one segment to the next.
            FirstSegmentBytes = 1024,
            SegmentBytes = 8192,
            MaxRecordBytes = 8 << 20,
        });
    }

    public override ITransport Transport { get; }

    public override TransportCapabilities Capabilities => TransportCapabilities.All;

    /// <param name="durability">Of the log on the disk; null for one in memory.</param>
    public static ValueTask<TransportHarness> CreateAsync(LogDurability? durability = null) => new(new EmbeddedHarness(durability));

    public override ValueTask AdvanceTimeAsync(TimeSpan by)
    {
        _time.Advance(by);
        return default;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _directory?.Delete(recursive: true);
    }
}
