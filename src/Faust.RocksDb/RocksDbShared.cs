using Faust.RocksDb.Interop;
using Faust.Storage;
using static Faust.RocksDb.Interop.NativeMethods;

namespace Faust.RocksDb;

/// <summary>What all stores of a process share: cache, budget of writes, options. Thread-safe.</summary>
internal sealed unsafe class RocksDbShared : IDisposable
{
    // A store's part of the budget, so that few write at once what they have, and many do not wait for each other.
    private const long LeastWriteBuffer = 1024 * 1024;
    private const long MostWriteBuffer = 64 * 1024 * 1024;

    private readonly NativeHandle _cache;
    private readonly NativeHandle _writeBuffers;
    private readonly NativeHandle _options;
    private readonly NativeHandle _metaOptions;
    private readonly NativeHandle _read;
    private readonly NativeHandle _scan;
    private readonly NativeHandle _write;
    private readonly NativeHandle _flush;
    private readonly NativeHandle _flushAndWait;

    /// <exception cref="StateStoreException">The library is missing, or the advanced options are none.</exception>
    public RocksDbShared(RocksDbOptions options)
    {
        RocksDbLibrary.Load(options.NativeLibrary);
        _cache = new NativeHandle(rocksdb_cache_create_hyper_clock((nuint)options.CacheBytes, 0), &rocksdb_cache_destroy);
        // Without stalls: a writer that stalls waits for a flush that only a write to the same database would begin.
        _writeBuffers = new NativeHandle(
            rocksdb_write_buffer_manager_create((nuint)options.WriteBufferBytes, allowStall: 0), &rocksdb_write_buffer_manager_destroy);
        _options = CreateOptions(options);
        _metaOptions = new NativeHandle(rocksdb_options_create_copy(_options.Value), &rocksdb_options_destroy);
        rocksdb_options_set_arena_block_size(_metaOptions.Value, 4096);
        _read = new NativeHandle(rocksdb_readoptions_create(), &rocksdb_readoptions_destroy);
        _scan = new NativeHandle(rocksdb_readoptions_create(), &rocksdb_readoptions_destroy);
        // A scan of all would drive out what is read again and again.
        rocksdb_readoptions_set_fill_cache(_scan.Value, 0);
        _write = new NativeHandle(rocksdb_writeoptions_create(), &rocksdb_writeoptions_destroy);
        // The changelog is the write-ahead log.
        rocksdb_writeoptions_disable_WAL(_write.Value, 1);
        _flush = new NativeHandle(rocksdb_flushoptions_create(), &rocksdb_flushoptions_destroy);
        rocksdb_flushoptions_set_wait(_flush.Value, 0);
        _flushAndWait = new NativeHandle(rocksdb_flushoptions_create(), &rocksdb_flushoptions_destroy);
        rocksdb_flushoptions_set_wait(_flushAndWait.Value, 1);
    }

    public nint Options => _options.Value;

    public nint MetaOptions => _metaOptions.Value;

    public nint ReadOptions => _read.Value;

    public nint ScanOptions => _scan.Value;

    public nint WriteOptions => _write.Value;

    public long CacheUsage => (long)rocksdb_cache_get_usage(_cache.Value);

    public long CachePinnedUsage => (long)rocksdb_cache_get_pinned_usage(_cache.Value);

    public long WriteBufferUsage => (long)rocksdb_write_buffer_manager_memory_usage(_writeBuffers.Value);

    public nint FlushOptions(bool wait) => wait ? _flushAndWait.Value : _flush.Value;

    // What databases share they hold themselves: these are but our references to it.
    public void Dispose()
    {
        foreach (NativeHandle handle in (NativeHandle[])[_options, _metaOptions, _read, _scan, _write, _flush, _flushAndWait, _cache, _writeBuffers])
        {
            handle.Dispose();
        }
    }

    private NativeHandle CreateOptions(RocksDbOptions options)
    {
        nint table = rocksdb_block_based_options_create();
        rocksdb_block_based_options_set_block_cache(table, _cache.Value);
        rocksdb_block_based_options_set_block_size(table, 8 * 1024);
        rocksdb_block_based_options_set_filter_policy(table, rocksdb_filterpolicy_create_bloom_full(10));
        // Indexes and filters are in the cache and so in its budget, in parts, so that a small cache can have some of a large table's.
        rocksdb_block_based_options_set_cache_index_and_filter_blocks(table, 1);
        rocksdb_block_based_options_set_cache_index_and_filter_blocks_with_high_priority(table, 1);
        const int TwoLevelIndex = 2;
        rocksdb_block_based_options_set_index_type(table, TwoLevelIndex);
        rocksdb_block_based_options_set_partition_filters(table, 1);
        rocksdb_block_based_options_set_pin_top_level_index_and_filter(table, 1);

        var all = new NativeHandle(rocksdb_options_create(), &rocksdb_options_destroy);
        nint o = all.Value;
        rocksdb_options_set_block_based_table_factory(o, table);
        rocksdb_block_based_options_destroy(table);
        rocksdb_options_set_create_if_missing(o, 1);
        rocksdb_options_set_create_missing_column_families(o, 1);
        // Entries and their position reach the disk together, without a write-ahead log that would say so.
        rocksdb_options_set_atomic_flush(o, 1);
        rocksdb_options_set_write_buffer_manager(o, _writeBuffers.Value);
        long writeBuffer = Math.Clamp(options.WriteBufferBytes / 4, LeastWriteBuffer, MostWriteBuffer);
        rocksdb_options_set_write_buffer_size(o, (nuint)writeBuffer);
        rocksdb_options_set_max_write_buffer_number(o, 4);
        // Memory is taken, and counted, in blocks: a store with little in it should not count as one with much.
        rocksdb_options_set_arena_block_size(o, (nuint)Math.Min(writeBuffer / 8, 256 * 1024));
        rocksdb_options_set_compression(o, (int)options.Compression);
        int jobs = options.BackgroundJobs > 0 ? options.BackgroundJobs : Math.Clamp(Environment.ProcessorCount, 2, 8);
        rocksdb_options_set_max_background_jobs(o, jobs);
        // Its log of its own: the last one alone, and of warnings.
        rocksdb_options_set_keep_log_file_num(o, 2);
        rocksdb_options_set_max_log_file_size(o, 1024 * 1024);
        const int Warnings = 2;
        rocksdb_options_set_info_log_level(o, Warnings);
        rocksdb_options_set_stats_dump_period_sec(o, 0);
        rocksdb_options_set_stats_persist_period_sec(o, 0);
        if (string.IsNullOrWhiteSpace(options.Advanced)) return all;

        var changed = new NativeHandle(rocksdb_options_create(), &rocksdb_options_destroy);
        byte* error = null;
        fixed (byte* text = NativeText.ToBytes(options.Advanced)) rocksdb_get_options_from_string(o, text, changed.Value, &error);
        all.Dispose();
        return error is null
            ? changed
            : throw new StateStoreException(
                $"{RocksDbOptions.SectionName}:{nameof(RocksDbOptions.Advanced)} is '{options.Advanced}', which RocksDB does not take: {NativeText.TakeError(error)}");
    }
}
