using System.Buffers.Binary;
using System.Text;
using Faust.Records;
using Faust.RocksDb.Interop;
using Faust.Storage;
using Faust.Transport;
using static Faust.RocksDb.Interop.NativeMethods;

namespace Faust.RocksDb;

/// <summary>
/// The store of one shard: a database of its own. A write goes to memory and reaches the disk later, entries and position together; what a
/// crash takes is the end of it, which the changelog has.
/// </summary>
internal sealed unsafe class RocksDbStateStore : IReadThroughStore
{
    /// <summary>The version of what is written here; a later one is refused.</summary>
    internal const byte Format = 1;

    // A batch that has grown larger than this is not kept.
    private const int KeptBatchBytes = 4 * 1024 * 1024;

    private readonly RocksDbStateStores _stores;
    private readonly StoreDirectory _directory;
    private readonly ByteBuffer _value = new();

    // Holds off the others that use the database from threads of their own, the timer and the metrics, while it is closed.
    private readonly Lock _gate = new();
    private Database _database;
    private NativeHandle _batch = CreateBatch();
    private StateStorePosition? _position;
    private long _unflushedSince;
    private bool _isUnflushed;
    private bool _isDisposed;

    /// <exception cref="StateStoreException">The store cannot be opened.</exception>
    public RocksDbStateStore(RocksDbStateStores stores, StateStoreId id, StoreDirectory directory)
    {
        _stores = stores;
        Id = id;
        _directory = directory;
        _database = OpenDatabase();
    }

    public StateStoreId Id { get; }

    public StateStorePosition? Position => _position;

    private static ReadOnlySpan<byte> FormatKey => "format"u8;

    private static ReadOnlySpan<byte> NameKey => "store"u8;

    private static ReadOnlySpan<byte> PositionKey => "position"u8;

    public void Apply(IReadOnlyList<ProducerBatch> changes, StateStorePosition position)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        nint batch = _batch.Value;
        long bytes = 0;
        for (int i = 0; i < changes.Count; i++)
        {
            AddTo(batch, changes[i]);
            bytes += changes[i].Buffer.Length;
        }

        Span<byte> encoded = stackalloc byte[16];
        BinaryPrimitives.WriteInt64LittleEndian(encoded, position.ChangelogOffset);
        BinaryPrimitives.WriteInt64LittleEndian(encoded[8..], position.Time.UtcTicks);
        _database.PutMeta(batch, PositionKey, encoded);
        try
        {
            _database.Write(batch);
        }
        catch (StateStoreException e) when (IsNoted(e))
        {
            throw;
        }
        finally
        {
            if (bytes <= KeptBatchBytes)
            {
                rocksdb_writebatch_clear(batch);
            }
            else
            {
                _batch.Dispose();
                _batch = CreateBatch();
            }
        }

        _position = position;
        if (!_isUnflushed)
        {
            lock (_gate) (_isUnflushed, _unflushedSince) = (true, _stores.Time.GetTimestamp());
        }
    }

    public void Scan(StateStoreVisitor visit) => ScanFrom(default, int.MaxValue, visit);

    public int ScanFrom(ReadOnlySpan<byte> from, int count, StateStoreVisitor visit)
    {
        try
        {
            return _database.Scan(from, default, visit, count);
        }
        catch (StateStoreException e) when (IsNoted(e))
        {
            throw;
        }
    }

    public bool TryGet(ReadOnlySpan<byte> key, ByteBuffer value)
    {
        try
        {
            return _database.TryGet(key, value);
        }
        catch (StateStoreException e) when (IsNoted(e))
        {
            throw;
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            // It would be half a store, should the process die now.
            _directory.Mark("");
            _database.Dispose();
            _directory.Delete(_stores.Shared);
            _directory.Create();
            (_position, _isUnflushed) = (null, false);
            _database = OpenDatabase();
        }
    }

    /// <summary>Begins to bring what was written to the disk, if it waits there for longer than this.</summary>
    public void FlushIfOlderThan(TimeSpan age)
    {
        lock (_gate)
        {
            if (_isDisposed || !_isUnflushed || _stores.Time.GetElapsedTime(_unflushedSince) < age) return;
            _isUnflushed = false;
            TryFlush(wait: false);
        }
    }

    /// <summary>A figure of the entries; null once the store is closed.</summary>
    /// <param name="name">The property's name, with a zero at its end.</param>
    public long? ReadProperty(ReadOnlySpan<byte> name)
    {
        lock (_gate) return _isDisposed ? null : _database.ReadProperty(name);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_isDisposed) return;
            _isDisposed = true;
            if (_isUnflushed) TryFlush(wait: true);
            _database.Dispose();
            _batch.Dispose();
        }

        _stores.Closed(this);
    }

    /// <summary>Reads the position; also for those who only look.</summary>
    /// <exception cref="StateStoreException">The store is another's, or of a later version.</exception>
    internal static StateStorePosition? ReadPosition(Database database, StateStoreId id, ByteBuffer buffer, out bool isNew)
    {
        buffer.Clear();
        isNew = !database.TryGetMeta(FormatKey, buffer);
        if (isNew) return null;
        if (buffer.WrittenSpan is not [Format])
        {
            throw new StateStoreException(
                $"The store in {database.Path} is of format {Convert.ToHexString(buffer.WrittenSpan)}, and this version of Faust.RocksDb knows {Format:X2}: "
                + "a later version wrote it. Run that version, or delete the directory: the table is then read back from its changelog.")
            {
                Failure = StateStoreFailure.UnknownFormat,
            };
        }

        buffer.Clear();
        if (!database.TryGetMeta(NameKey, buffer) || !buffer.WrittenSpan.SequenceEqual(NameOf(id)))
        {
            throw new StateStoreException(
                $"The store in {database.Path} is that of '{Encoding.UTF8.GetString(buffer.WrittenSpan)}', not of '{Encoding.UTF8.GetString(NameOf(id))}': "
                + "its directory was renamed, or the names differ in case alone. Put it back, or delete it: the table is then read back from its changelog.");
        }

        buffer.Clear();
        if (!database.TryGetMeta(PositionKey, buffer)) return null;
        ReadOnlySpan<byte> position = buffer.WrittenSpan;
        return new StateStorePosition(
            BinaryPrimitives.ReadInt64LittleEndian(position),
            new DateTimeOffset(BinaryPrimitives.ReadInt64LittleEndian(position[8..]), TimeSpan.Zero));
    }

    private static NativeHandle CreateBatch() => new(rocksdb_writebatch_create(), &rocksdb_writebatch_destroy);

    private static byte[] NameOf(StateStoreId id) => Encoding.UTF8.GetBytes($"{id.ApplicationId}/{id.Table}/{id.Partition}");

    private void AddTo(nint batch, ProducerBatch changes)
    {
        ReadOnlySpan<byte> frames = changes.Buffer.WrittenSpan;
        while (!frames.IsEmpty)
        {
            int length = ProducerBatch.ReadFrame(frames, out int keyLength, out int valueLength, out _, out _);
            ReadOnlySpan<byte> key = frames.Slice(ProducerBatch.FrameHeaderLength, Math.Max(keyLength, 0));
            if (valueLength < 0) _database.Delete(batch, key);
            else _database.Put(batch, key, frames.Slice(ProducerBatch.FrameHeaderLength + key.Length, valueLength));
            frames = frames[length..];
        }
    }

    private Database OpenDatabase()
    {
        var database = Database.Open(_stores.Shared, _directory.Path);
        try
        {
            _position = ReadPosition(database, Id, _value, out bool isNew);
            if (isNew)
            {
                database.PutMeta(_batch.Value, FormatKey, [Format]);
                database.PutMeta(_batch.Value, NameKey, NameOf(Id));
                database.Write(_batch.Value);
                rocksdb_writebatch_clear(_batch.Value);
            }

            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>A damaged store will be damaged the next time too: whoever opens it then has to know.</summary>
    private bool IsNoted(StateStoreException e)
    {
        if (e.Failure != StateStoreFailure.Damaged) return false;
        try
        {
            _directory.Mark(e.Message);
        }
        catch (StateStoreException notMarked)
        {
            Log.NotMarked(_stores.Logger, _directory.Path, notMarked.Message);
        }

        return false;
    }

    private void TryFlush(bool wait)
    {
        try
        {
            _database.Flush(wait);
        }
        catch (StateStoreException e)
        {
            Log.FlushFailed(_stores.Logger, e, _directory.Path);
        }
    }
}
