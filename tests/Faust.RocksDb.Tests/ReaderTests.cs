using Faust.Records;
using Faust.RocksDb.Child;
using Faust.Storage;

namespace Faust.RocksDb.Tests;

/// <summary>Reading a store for a tool.</summary>
public sealed class ReaderTests
{
    [Fact]
    public void Entries_are_read_by_key_and_in_order()
    {
        using var harness = new RocksDbHarness();
        using (IStateStore store = harness.Stores.Open(Stores.Id)!) store.Write(0, 500);
        using RocksDbStoreReader reader = RocksDbStoreReader.OpenReadOnly(harness.Options, Stores.Id);
        Assert.Equal(500, reader.Position!.Value.ChangelogOffset);
        Assert.Equal(500, reader.EstimatedCount);
        var value = new ByteBuffer();
        Assert.True(reader.TryGet("key-000123"u8, value));
        Assert.Equal(Stores.Value(123), value.WrittenSpan);
        Assert.False(reader.TryGet("key"u8, value));
        var keys = new List<string>();
        reader.Scan((key, _) => keys.Add(System.Text.Encoding.ASCII.GetString(key)), "key-000007"u8, "key-000010"u8);
        Assert.Equal(["key-000007", "key-000008", "key-000009"], keys);
    }

    [Fact]
    public void Stores_are_found()
    {
        using var harness = new RocksDbHarness();
        Assert.Empty(RocksDbStoreReader.Find(Path.Combine(harness.Directory, "nowhere")));
        StateStoreId[] ids = [Stores.Id, Stores.Id with { Partition = 11 }, Stores.Id with { Table = ".odd table" }];
        foreach (StateStoreId id in ids) harness.Stores.Open(id)!.Dispose();
        Assert.Equal(ids.OrderBy(i => i.ToString()), RocksDbStoreReader.Find(harness.Directory).OrderBy(i => i.ToString()));
    }

    [Fact]
    public async Task Store_is_read_while_another_process_writes_it()
    {
        using var harness = new RocksDbHarness();
        using var child = ChildProcess.Start("write", harness.Directory);
        long seen = 0;
        for (int round = 0; round < 10; round++)
        {
            long said = 0;
            for (int i = 0; i < 100; i++) said = await child.ReadAsync();
            using RocksDbStoreReader reader = RocksDbStoreReader.OpenReadOnly(Writing.Options(harness.Directory), Writing.Id);
            long position = reader.Position?.ChangelogOffset ?? 0;
            Assert.True(position >= seen, $"{position} after {seen}");
            seen = position;
            // The writer goes on: what was opened stays as it was.
            for (int i = 0; i < 50; i++) await child.ReadAsync();
            var found = new Dictionary<int, long>();
            reader.Scan((key, value) => found.Add(
                System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(key), System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(value)));
            Assert.Equal(Writing.Fold(position).OrderBy(e => e.Key), found.OrderBy(e => e.Key));
        }

        Assert.True(seen > 0);
    }

    [Fact]
    public void Store_that_is_not_there_is_not_made()
    {
        using var harness = new RocksDbHarness();
        StateStoreException refused = Assert.Throws<StateStoreException>(() => RocksDbStoreReader.OpenReadOnly(harness.Options, Stores.Id));
        Assert.Contains("There is no store in", refused.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(harness.Directory));
    }
}
