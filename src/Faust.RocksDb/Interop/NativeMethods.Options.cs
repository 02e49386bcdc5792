using System.Runtime.InteropServices;

namespace Faust.RocksDb.Interop;

// How databases are opened, and what they share.
internal static unsafe partial class NativeMethods
{
    [LibraryImport(Library)]
    public static partial nint rocksdb_cache_create_hyper_clock(nuint capacity, nuint estimatedEntryCharge);

    [LibraryImport(Library)]
    public static partial void rocksdb_cache_destroy(nint cache);

    [LibraryImport(Library)]
    public static partial nuint rocksdb_cache_get_usage(nint cache);

    [LibraryImport(Library)]
    public static partial nuint rocksdb_cache_get_pinned_usage(nint cache);

    [LibraryImport(Library)]
    public static partial nint rocksdb_write_buffer_manager_create(nuint size, byte allowStall);

    [LibraryImport(Library)]
    public static partial void rocksdb_write_buffer_manager_destroy(nint manager);

    [LibraryImport(Library)]
    public static partial nuint rocksdb_write_buffer_manager_memory_usage(nint manager);

    [LibraryImport(Library)]
    public static partial nint rocksdb_filterpolicy_create_bloom_full(double bitsPerKey);

    [LibraryImport(Library)]
    public static partial nint rocksdb_block_based_options_create();

    [LibraryImport(Library)]
    public static partial void rocksdb_block_based_options_destroy(nint options);

    [LibraryImport(Library)]
    public static partial void rocksdb_block_based_options_set_block_cache(nint options, nint cache);

    [LibraryImport(Library)]
    public static partial void rocksdb_block_based_options_set_block_size(nint options, nuint size);

    [LibraryImport(Library)]
    public static partial void rocksdb_block_based_options_set_cache_index_and_filter_blocks(nint options, byte value);

    [LibraryImport(Library)]
    public static partial void rocksdb_block_based_options_set_cache_index_and_filter_blocks_with_high_priority(nint options, byte value);

    [LibraryImport(Library)]
    public static partial void rocksdb_block_based_options_set_filter_policy(nint options, nint policy);

    [LibraryImport(Library)]
    public static partial void rocksdb_block_based_options_set_index_type(nint options, int value);

    [LibraryImport(Library)]
    public static partial void rocksdb_block_based_options_set_partition_filters(nint options, byte value);

    [LibraryImport(Library)]
    public static partial void rocksdb_block_based_options_set_pin_top_level_index_and_filter(nint options, byte value);

    [LibraryImport(Library)]
    public static partial nint rocksdb_options_create();

    [LibraryImport(Library)]
    public static partial nint rocksdb_options_create_copy(nint options);

    [LibraryImport(Library)]
    public static partial void rocksdb_options_destroy(nint options);

    [LibraryImport(Library)]
    public static partial void rocksdb_get_options_from_string(nint options, byte* text, nint newOptions, byte** error);

    [LibraryImport(Library)]
    public static partial void rocksdb_options_set_arena_block_size(nint options, nuint value);

    [LibraryImport(Library)]
    public static partial void rocksdb_options_set_atomic_flush(nint options, byte value);

    [LibraryImport(Library)]
    public static partial void rocksdb_options_set_block_based_table_factory(nint options, nint tableOptions);

    [LibraryImport(Library)]
    public static partial void rocksdb_options_set_compression(nint options, int value);

    [LibraryImport(Library)]
    public static partial void rocksdb_options_set_create_if_missing(nint options, byte value);

    [LibraryImport(Library)]
    public static partial void rocksdb_options_set_create_missing_column_families(nint options, byte value);

    [LibraryImport(Library)]
    public static partial void rocksdb_options_set_info_log_level(nint options, int value);

    [LibraryImport(Library)]
    public static partial void rocksdb_options_set_keep_log_file_num(nint options, nuint value);

    [LibraryImport(Library)]
    public static partial void rocksdb_options_set_max_background_jobs(nint options, int value);

    [LibraryImport(Library)]
    public static partial void rocksdb_options_set_max_log_file_size(nint options, nuint value);

    [LibraryImport(Library)]
    public static partial void rocksdb_options_set_max_write_buffer_number(nint options, int value);

    [LibraryImport(Library)]
    public static partial void rocksdb_options_set_stats_dump_period_sec(nint options, uint value);

    [LibraryImport(Library)]
    public static partial void rocksdb_options_set_stats_persist_period_sec(nint options, uint value);

    [LibraryImport(Library)]
    public static partial void rocksdb_options_set_write_buffer_manager(nint options, nint manager);

    [LibraryImport(Library)]
    public static partial void rocksdb_options_set_write_buffer_size(nint options, nuint value);
}
