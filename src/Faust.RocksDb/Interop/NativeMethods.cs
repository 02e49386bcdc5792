using System.Runtime.InteropServices;

namespace Faust.RocksDb.Interop;

/// <summary>
/// The part of <c>rocksdb/c.h</c> that is used. Its conventions: a bool is a byte; a <c>char**</c> at the end takes an error's text, which must
/// be null before and is freed with <see cref="rocksdb_free"/>.
/// </summary>
internal static unsafe partial class NativeMethods
{
    public const string Library = "rocksdb";

    [LibraryImport(Library)]
    public static partial void rocksdb_free(void* pointer);

    // The database.
    [LibraryImport(Library)]
    public static partial nint rocksdb_open_column_families(
        nint options, byte* name, int count, byte** columnFamilyNames, nint* columnFamilyOptions, nint* columnFamilies, byte** error);

    [LibraryImport(Library)]
    public static partial nint rocksdb_open_for_read_only_column_families(
        nint options,
        byte* name,
        int count,
        byte** columnFamilyNames,
        nint* columnFamilyOptions,
        nint* columnFamilies,
        byte errorIfWalFileExists,
        byte** error);

    [LibraryImport(Library)]
    public static partial void rocksdb_close(nint db);

    [LibraryImport(Library)]
    public static partial void rocksdb_destroy_db(nint options, byte* name, byte** error);

    [LibraryImport(Library)]
    public static partial void rocksdb_column_family_handle_destroy(nint columnFamily);

    [LibraryImport(Library)]
    public static partial void rocksdb_write(DatabaseHandle db, nint options, nint batch, byte** error);

    [LibraryImport(Library)]
    public static partial nint rocksdb_get_pinned_cf(
        DatabaseHandle db, nint options, nint columnFamily, byte* key, nuint keyLength, byte** error);

    [LibraryImport(Library)]
    public static partial byte* rocksdb_pinnableslice_value(nint slice, nuint* length);

    [LibraryImport(Library)]
    public static partial void rocksdb_pinnableslice_destroy(nint slice);

    [LibraryImport(Library)]
    public static partial void rocksdb_batched_multi_get_cf(
        DatabaseHandle db,
        nint options,
        nint columnFamily,
        nuint count,
        byte** keys,
        nuint* keyLengths,
        nint* slices,
        byte** errors,
        byte sortedInput);

    [LibraryImport(Library)]
    public static partial void rocksdb_flush_cfs(DatabaseHandle db, nint options, nint* columnFamilies, int count, byte** error);

    [LibraryImport(Library)]
    public static partial int rocksdb_property_int_cf(DatabaseHandle db, nint columnFamily, byte* name, ulong* value);

    // Iterators. They must be destroyed before the database is closed.
    [LibraryImport(Library)]
    public static partial nint rocksdb_create_iterator_cf(DatabaseHandle db, nint options, nint columnFamily);

    [LibraryImport(Library)]
    public static partial void rocksdb_iter_destroy(nint iterator);

    [LibraryImport(Library)]
    public static partial byte rocksdb_iter_valid(nint iterator);

    [LibraryImport(Library)]
    public static partial void rocksdb_iter_seek_to_first(nint iterator);

    [LibraryImport(Library)]
    public static partial void rocksdb_iter_seek(nint iterator, byte* key, nuint length);

    [LibraryImport(Library)]
    public static partial void rocksdb_iter_next(nint iterator);

    [LibraryImport(Library)]
    public static partial byte* rocksdb_iter_key(nint iterator, nuint* length);

    [LibraryImport(Library)]
    public static partial byte* rocksdb_iter_value(nint iterator, nuint* length);

    [LibraryImport(Library)]
    public static partial void rocksdb_iter_get_error(nint iterator, byte** error);

    // Batches.
    [LibraryImport(Library)]
    public static partial nint rocksdb_writebatch_create();

    [LibraryImport(Library)]
    public static partial void rocksdb_writebatch_destroy(nint batch);

    [LibraryImport(Library)]
    public static partial void rocksdb_writebatch_clear(nint batch);

    [LibraryImport(Library)]
    public static partial void rocksdb_writebatch_put_cf(
        nint batch, nint columnFamily, byte* key, nuint keyLength, byte* value, nuint valueLength);

    [LibraryImport(Library)]
    public static partial void rocksdb_writebatch_delete_cf(nint batch, nint columnFamily, byte* key, nuint keyLength);

    // What a read, a write, a flush is given.
    [LibraryImport(Library)]
    public static partial nint rocksdb_readoptions_create();

    [LibraryImport(Library)]
    public static partial void rocksdb_readoptions_destroy(nint options);

    [LibraryImport(Library)]
    public static partial void rocksdb_readoptions_set_fill_cache(nint options, byte value);

    [LibraryImport(Library)]
    public static partial nint rocksdb_writeoptions_create();

    [LibraryImport(Library)]
    public static partial void rocksdb_writeoptions_destroy(nint options);

    [LibraryImport(Library)]
    public static partial void rocksdb_writeoptions_disable_WAL(nint options, int disable);

    [LibraryImport(Library)]
    public static partial nint rocksdb_flushoptions_create();

    [LibraryImport(Library)]
    public static partial void rocksdb_flushoptions_destroy(nint options);

    [LibraryImport(Library)]
    public static partial void rocksdb_flushoptions_set_wait(nint options, byte wait);
}
