using System.Text;
using Faust.Storage;
using Faust.Storage.Conformance;

namespace Faust.RocksDb.Tests;

/// <summary>Steps that tests of stores share.</summary>
internal static class Stores
{
    public static StateStoreId Id { get; } = new("app", "table", 0);

    /// <summary>Applies entries <c>key-from … key-(from + count - 1)</c> of a size that makes a file of many blocks.</summary>
    public static void Write(this IStateStore store, int from, int count)
    {
        (byte[], byte[]?)[] changes = [.. Enumerable.Range(from, count).Select(i => (Encoding.ASCII.GetBytes($"key-{i:D6}"), (byte[]?)Value(i)))];
        store.Apply([StoreModel.ToBatch(changes)], new StateStorePosition(from + count, DateTimeOffset.UnixEpoch));
    }

    public static int Count(this IStateStore store)
    {
        int count = 0;
        store.Scan((_, _) => count++);
        return count;
    }

    public static byte[] Value(int number)
    {
        byte[] value = new byte[100];
        new Random(number).NextBytes(value);
        return value;
    }
}
