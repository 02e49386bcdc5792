using Faust.Records;
using Faust.RocksDb;
using Faust.Storage;

namespace Faust;

/// <summary>
/// Reads a store without taking it: for tools, also while a worker has it. It shows what was on the disk when it was opened, which is some
/// commits behind a worker's. Thread-safe, but for disposing.
/// </summary>
public sealed class RocksDbStoreReader : IDisposable
{
    private readonly RocksDbShared _shared;
    private readonly Database _database;

    private RocksDbStoreReader(RocksDbShared shared, Database database, StateStoreId id)
    {
        _shared = shared;
        _database = database;
        Id = id;
        Position = RocksDbStateStore.ReadPosition(database, id, new ByteBuffer(), out _);
    }

    /// <summary>Which store it is.</summary>
    public StateStoreId Id { get; }

    /// <summary>How far in its changelog the store has come; <see langword="null"/> where nothing is on the disk yet.</summary>
    public StateStorePosition? Position { get; }

    /// <summary>How many entries there are, estimated.</summary>
    public long EstimatedCount => _database.ReadProperty("rocksdb.estimate-num-keys\0"u8);

    /// <summary>The stores below a directory.</summary>
    /// <param name="directory">The directory given to <c>UseRocksDb</c>.</param>
    public static IReadOnlyList<StateStoreId> Find(string directory) => [.. StoreDirectory.Find(directory)];

    /// <summary>Opens a store.</summary>
    /// <param name="options">The options of the application; <see cref="RocksDbOptions.Directory"/> is enough.</param>
    /// <param name="id">Which store.</param>
    /// <exception cref="StateStoreException">It is not there, is damaged, or is of a later version.</exception>
    public static RocksDbStoreReader OpenReadOnly(RocksDbOptions options, StateStoreId id)
    {
        ArgumentNullException.ThrowIfNull(options);
        var directory = new StoreDirectory(options.Directory, id);
        if (!directory.HasDatabase)
        {
            throw new StateStoreException($"There is no store in {directory.Path}. {nameof(RocksDbStoreReader)}.{nameof(Find)} lists those that there are.");
        }

        var shared = new RocksDbShared(options);
        Database? database = null;
        try
        {
            database = Open(shared, directory.Path);
            return new RocksDbStoreReader(shared, database, id);
        }
        catch
        {
            database?.Dispose();
            shared.Dispose();
            throw;
        }
    }

    /// <summary>Reads an entry, and adds its value to <paramref name="value"/>.</summary>
    /// <returns>Whether the key is there.</returns>
    /// <exception cref="StateStoreException">A file is damaged.</exception>
    public bool TryGet(ReadOnlySpan<byte> key, ByteBuffer value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return _database.TryGet(key, value);
    }

    /// <summary>Gives the entries to <paramref name="visit"/>, in the order of their keys' bytes.</summary>
    /// <param name="visit">Is given each.</param>
    /// <param name="from">The first key; empty for the first of all.</param>
    /// <param name="to">The key that ends it, which is not given; empty for none.</param>
    /// <exception cref="StateStoreException">A file is damaged.</exception>
    public void Scan(StateStoreVisitor visit, ReadOnlySpan<byte> from = default, ReadOnlySpan<byte> to = default)
    {
        ArgumentNullException.ThrowIfNull(visit);
        _database.Scan(from, to, visit);
    }

    /// <summary>Closes it.</summary>
    public void Dispose()
    {
        _database.Dispose();
        _shared.Dispose();
    }

    private static Database Open(RocksDbShared shared, string path)
    {
        // The worker that has it may replace a file between the reading of the list and the opening of the files.
        for (int attempts = 5; ; attempts--)
        {
            try
            {
                return Database.Open(shared, path, isReadOnly: true);
            }
            catch (StateStoreException e) when (e.Failure == StateStoreFailure.Damaged && attempts > 1)
            {
                // Read the list again.
            }
        }
    }
}
