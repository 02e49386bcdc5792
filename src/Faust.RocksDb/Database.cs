using Faust.Records;
using Faust.RocksDb.Interop;
using Faust.Storage;
using static Faust.RocksDb.Interop.NativeMethods;

namespace Faust.RocksDb;

/// <summary>
/// A database with two column families: the entries, as the changelog has them, and what is known of them (their position). Thread-safe, but
/// for closing.
/// </summary>
internal sealed unsafe class Database : IDisposable
{
    private static readonly byte[] MetaName = NativeText.ToBytes("default");
    private static readonly byte[] EntriesName = NativeText.ToBytes("entries");

    private readonly RocksDbShared _shared;
    private readonly DatabaseHandle _handle;
    private readonly nint _meta;
    private readonly nint _entries;

    private Database(RocksDbShared shared, string path, nint handle, nint meta, nint entries)
    {
        _shared = shared;
        Path = path;
        _handle = new DatabaseHandle(handle, [meta, entries]);
        _meta = meta;
        _entries = entries;
    }

    public string Path { get; }

    /// <exception cref="StateStoreException">It cannot be opened.</exception>
    public static Database Open(RocksDbShared shared, string path, bool isReadOnly = false)
    {
        nint* columnFamilies = stackalloc nint[2];
        nint* options = stackalloc nint[] { shared.MetaOptions, shared.Options };
        byte* error = null;
        nint handle;
        fixed (byte* name = NativeText.ToBytes(path), meta = MetaName, entries = EntriesName)
        {
            byte** names = stackalloc byte*[] { meta, entries };
            handle = isReadOnly
                ? rocksdb_open_for_read_only_column_families(shared.Options, name, 2, names, options, columnFamilies, 0, &error)
                : rocksdb_open_column_families(shared.Options, name, 2, names, options, columnFamilies, &error);
        }

        if (error is not null) throw RocksDbErrors.Create(path, "cannot be opened", NativeText.TakeError(error), isOpening: true);
        return new Database(shared, path, handle, columnFamilies[0], columnFamilies[1]);
    }

    /// <summary>Deletes the files of a database. Nothing is deleted where another process has it.</summary>
    /// <exception cref="StateStoreException">They cannot be deleted.</exception>
    public static void Delete(RocksDbShared shared, string path)
    {
        byte* error = null;
        fixed (byte* name = NativeText.ToBytes(path)) rocksdb_destroy_db(shared.Options, name, &error);
        if (error is not null) throw RocksDbErrors.Create(path, "cannot be deleted", NativeText.TakeError(error));
    }

    public bool TryGetMeta(ReadOnlySpan<byte> key, ByteBuffer value) => TryGet(_meta, key, value);

    /// <summary>Reads an entry, and adds its value to <paramref name="value"/>.</summary>
    public bool TryGet(ReadOnlySpan<byte> key, ByteBuffer value) => TryGet(_entries, key, value);

    /// <summary>
    /// Gives the entries from one key on, before another (none: to the end), in the order of their bytes, as they are when it is called.
    /// </summary>
    /// <returns>How many there were.</returns>
    public int Scan(ReadOnlySpan<byte> from, ReadOnlySpan<byte> to, StateStoreVisitor visit, int most = int.MaxValue)
    {
        int count = 0;
        bool isHeld = false;
        nint iterator = 0;
        try
        {
            // The iterator must not outlive the database.
            _handle.DangerousAddRef(ref isHeld);
            iterator = rocksdb_create_iterator_cf(_handle, _shared.ScanOptions, _entries);
            if (from.IsEmpty)
            {
                rocksdb_iter_seek_to_first(iterator);
            }
            else
            {
                fixed (byte* key = from) rocksdb_iter_seek(iterator, key, (nuint)from.Length);
            }

            nuint length;
            for (; count < most && rocksdb_iter_valid(iterator) != 0; rocksdb_iter_next(iterator))
            {
                byte* keyBytes = rocksdb_iter_key(iterator, &length);
                var key = new ReadOnlySpan<byte>(keyBytes, (int)length);
                if (!to.IsEmpty && key.SequenceCompareTo(to) >= 0) break;
                byte* value = rocksdb_iter_value(iterator, &length);
                visit(key, new ReadOnlySpan<byte>(value, (int)length));
                count++;
            }

            byte* error = null;
            rocksdb_iter_get_error(iterator, &error);
            return error is null ? count : throw RocksDbErrors.Create(Path, "cannot be read", NativeText.TakeError(error));
        }
        finally
        {
            if (iterator != 0) rocksdb_iter_destroy(iterator);
            if (isHeld) _handle.DangerousRelease();
        }
    }

    public void Put(nint batch, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        fixed (byte* k = key, v = value) rocksdb_writebatch_put_cf(batch, _entries, k, (nuint)key.Length, v, (nuint)value.Length);
    }

    public void Delete(nint batch, ReadOnlySpan<byte> key)
    {
        fixed (byte* k = key) rocksdb_writebatch_delete_cf(batch, _entries, k, (nuint)key.Length);
    }

    public void PutMeta(nint batch, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        fixed (byte* k = key, v = value) rocksdb_writebatch_put_cf(batch, _meta, k, (nuint)key.Length, v, (nuint)value.Length);
    }

    /// <exception cref="StateStoreException">It could not be written: nothing of it was.</exception>
    public void Write(nint batch)
    {
        byte* error = null;
        rocksdb_write(_handle, _shared.WriteOptions, batch, &error);
        if (error is not null) throw RocksDbErrors.Create(Path, "cannot be written", NativeText.TakeError(error));
    }

    /// <summary>Brings what was written to the disk: both column families in one step.</summary>
    /// <exception cref="StateStoreException">It could not be written.</exception>
    public void Flush(bool wait)
    {
        nint* columnFamilies = stackalloc nint[] { _meta, _entries };
        byte* error = null;
        rocksdb_flush_cfs(_handle, _shared.FlushOptions(wait), columnFamilies, 2, &error);
        if (error is not null) throw RocksDbErrors.Create(Path, "cannot be written", NativeText.TakeError(error));
    }

    /// <summary>A figure of the entries.</summary>
    /// <param name="name">The property's name, with a zero at its end.</param>
    public long ReadProperty(ReadOnlySpan<byte> name)
    {
        ulong value = 0;
        fixed (byte* n = name) _ = rocksdb_property_int_cf(_handle, _entries, n, &value);
        return (long)value;
    }

    public void Dispose() => _handle.Dispose();

    private bool TryGet(nint columnFamily, ReadOnlySpan<byte> key, ByteBuffer value)
    {
        byte* error = null;
        nint slice;
        fixed (byte* k = key) slice = rocksdb_get_pinned_cf(_handle, _shared.ReadOptions, columnFamily, k, (nuint)key.Length, &error);
        if (error is not null) throw RocksDbErrors.Create(Path, "cannot be read", NativeText.TakeError(error));
        if (slice == 0) return false;
        nuint length;
        byte* bytes = rocksdb_pinnableslice_value(slice, &length);
        value.Write(new ReadOnlySpan<byte>(bytes, (int)length));
        rocksdb_pinnableslice_destroy(slice);
        return true;
    }
}
