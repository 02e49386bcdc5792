using System.Diagnostics.Metrics;

namespace Faust.RocksDb;

/// <summary>The instruments of the meter <c>Faust.RocksDb</c>: figures that RocksDB keeps anyway, asked for when somebody listens.</summary>
internal sealed class RocksDbMetrics
{
    public const string MeterName = "Faust.RocksDb";

    private readonly RocksDbStateStores _stores;

    /// <param name="meters">The host's factory; null where the host has no metrics.</param>
    /// <param name="stores">The stores that are asked.</param>
    public RocksDbMetrics(IMeterFactory? meters, RocksDbStateStores stores)
    {
        _stores = stores;
        Meter meter = meters?.Create(MeterName) ?? new Meter(MeterName);
        meter.CreateObservableGauge("faust.rocksdb.cache.usage", () => _stores.Snapshot().Shared?.CacheUsage ?? 0, "By", "Memory of the block cache.");
        meter.CreateObservableGauge(
            "faust.rocksdb.cache.pinned", () => _stores.Snapshot().Shared?.CachePinnedUsage ?? 0, "By", "Memory of the block cache that is in use just now.");
        meter.CreateObservableGauge(
            "faust.rocksdb.write_buffer.usage", () => _stores.Snapshot().Shared?.WriteBufferUsage ?? 0, "By", "Memory of writes that are not on the disk yet.");
        meter.CreateObservableGauge("faust.rocksdb.entries", () => Read("rocksdb.estimate-num-keys\0"u8), "{entry}", "Entries, estimated.");
        meter.CreateObservableGauge("faust.rocksdb.disk.usage", () => Read("rocksdb.total-sst-files-size\0"u8), "By", "Size of the files of entries.");
        meter.CreateObservableGauge("faust.rocksdb.disk.live", () => Read("rocksdb.live-sst-files-size\0"u8), "By", "Size of those that are not replaced yet.");
        meter.CreateObservableGauge(
            "faust.rocksdb.compaction.pending", () => Read("rocksdb.estimate-pending-compaction-bytes\0"u8), "By", "Bytes to be compacted, estimated.");
        meter.CreateObservableGauge(
            "faust.rocksdb.write_stopped", () => Read("rocksdb.is-write-stopped\0"u8), "{store}", "1 where writes wait for the disk.");
        meter.CreateObservableGauge(
            "faust.rocksdb.background_errors", () => Read("rocksdb.background-errors\0"u8), "{error}", "Failures of flushes and compactions since the store was opened.");
    }

    private List<Measurement<long>> Read(ReadOnlySpan<byte> property)
    {
        var values = new List<Measurement<long>>();
        foreach (RocksDbStateStore store in _stores.Snapshot().Stores)
        {
            if (store.ReadProperty(property) is not { } value) continue;
            values.Add(new Measurement<long>(
                value,
                new KeyValuePair<string, object?>("faust.table", store.Id.Table),
                new KeyValuePair<string, object?>("faust.partition", store.Id.Partition)));
        }

        return values;
    }
}
