using Faust.Storage;
using Microsoft.Extensions.Logging;

namespace Faust.RocksDb.Tests;

/// <summary>Stores whose files are damaged: nothing wrong is read from them, and the table gets a new one or somebody is told.</summary>
public sealed class DamageTests
{
    public static TheoryData<string> Damages => ["CURRENT", "CURRENT-gone", "MANIFEST", "MANIFEST-gone", "sst-header", "sst-cut", "sst-gone"];

    [Theory]
    [MemberData(nameof(Damages))]
    public void Damaged_store_is_logged_and_begun_anew(string damage)
    {
        var log = new ListLogger();
        using var harness = new RocksDbHarness(logger: log);
        Fill(harness);
        Damage(harness, damage);
        using (IStateStore store = harness.Stores.Open(Stores.Id)!)
        {
            Assert.Null(store.Position);
            Assert.Equal(0, store.Count());
            store.Write(0, 10);
        }

        (LogLevel level, string message) = Assert.Single(log.Entries);
        Assert.Equal(LogLevel.Warning, level);
        Assert.Contains("'table', partition 0, is damaged", message, StringComparison.Ordinal);
        Assert.Contains(harness.PathOf(Stores.Id), message, StringComparison.Ordinal);
        harness.Restart();
        using IStateStore again = harness.Stores.Open(Stores.Id)!;
        Assert.Equal(10, again.Count());
    }

    [Theory]
    [MemberData(nameof(Damages))]
    public void Damaged_store_is_left_as_it_is_where_that_is_asked_for(string damage)
    {
        using var harness = new RocksDbHarness(o => o.OnDamage = RocksDbDamage.Fail);
        Fill(harness);
        Damage(harness, damage);
        string[] files = Directory.GetFiles(harness.PathOf(Stores.Id), "*.sst");
        for (int attempt = 0; attempt < 2; attempt++)
        {
            StateStoreException refused = Assert.Throws<StateStoreException>(() => harness.Stores.Open(Stores.Id));
            Assert.Equal(StateStoreFailure.Damaged, refused.Failure);
            Assert.False(refused.IsTransient);
            Assert.Contains(harness.PathOf(Stores.Id), refused.Message, StringComparison.Ordinal);
            Assert.Contains("read back from its changelog", refused.Message, StringComparison.Ordinal);
        }

        Assert.Equal(files, Directory.GetFiles(harness.PathOf(Stores.Id), "*.sst"));
    }

    [Fact]
    public void Block_that_is_damaged_is_found_when_it_is_read_and_the_store_is_begun_anew_at_the_next_opening()
    {
        var log = new ListLogger();
        using var harness = new RocksDbHarness(logger: log);
        Fill(harness);
        Damage(harness, "sst-block");
        using (IStateStore store = harness.Stores.Open(Stores.Id)!)
        {
            Assert.Equal(20_000, store.Position!.Value.ChangelogOffset);
            StateStoreException found = Assert.Throws<StateStoreException>(() => store.Count());
            Assert.Equal(StateStoreFailure.Damaged, found.Failure);
            Assert.Contains("cannot be read", found.Message, StringComparison.Ordinal);
        }

        // The process may have ended meanwhile.
        harness.Restart();
        using (IStateStore store = harness.Stores.Open(Stores.Id)!) Assert.Null(store.Position);
        Assert.Single(log.Entries);
        harness.Restart();
        harness.Stores.Open(Stores.Id)!.Dispose();
        Assert.Single(log.Entries);
    }

    [Fact]
    public void Emptying_that_was_broken_off_is_finished()
    {
        var log = new ListLogger();
        using var harness = new RocksDbHarness(logger: log);
        Fill(harness);
        // The process died between the mark and the deletion of the last file.
        new StoreDirectory(harness.Directory, Stores.Id).Mark("");
        Damage(harness, "sst-gone");
        using IStateStore store = harness.Stores.Open(Stores.Id)!;
        Assert.Null(store.Position);
        Assert.Equal(0, store.Count());
        Assert.Empty(log.Entries);
    }

    [Fact]
    public void Directory_of_another_table_is_refused()
    {
        using var harness = new RocksDbHarness();
        Fill(harness);
        StateStoreId other = Stores.Id with { Table = "other" };
        Directory.CreateDirectory(Path.GetDirectoryName(harness.PathOf(other))!);
        Directory.Move(harness.PathOf(Stores.Id), harness.PathOf(other));
        StateStoreException refused = Assert.Throws<StateStoreException>(() => harness.Stores.Open(other));
        Assert.Contains("is that of 'app/table/0', not of 'app/other/0'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Format_of_a_later_version_is_refused_and_kept()
    {
        using var harness = new RocksDbHarness();
        Fill(harness);
        using (var shared = new RocksDbShared(harness.Options))
        using (var database = Database.Open(shared, harness.PathOf(Stores.Id)))
        {
            nint batch = Interop.NativeMethods.rocksdb_writebatch_create();
            database.PutMeta(batch, "format"u8, [RocksDbStateStore.Format + 1]);
            database.Write(batch);
            database.Flush(wait: true);
            Interop.NativeMethods.rocksdb_writebatch_destroy(batch);
        }

        for (int attempt = 0; attempt < 2; attempt++)
        {
            StateStoreException refused = Assert.Throws<StateStoreException>(() => harness.Stores.Open(Stores.Id));
            Assert.Equal(StateStoreFailure.UnknownFormat, refused.Failure);
            Assert.Contains("a later version wrote it", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Directory_that_cannot_be_made_is_named()
    {
        using var harness = new RocksDbHarness();
        File.WriteAllText(Path.Combine(harness.Directory, "app"), "a file where a directory should be");
        StateStoreException refused = Assert.Throws<StateStoreException>(() => harness.Stores.Open(Stores.Id));
        Assert.Contains(harness.PathOf(Stores.Id), refused.Message, StringComparison.Ordinal);
        Assert.False(refused.IsTransient);
    }

    private static void Fill(RocksDbHarness harness)
    {
        using (IStateStore store = harness.Stores.Open(Stores.Id)!) store.Write(0, 20_000);
        harness.Restart();
    }

    private static void Damage(RocksDbHarness harness, string damage)
    {
        string directory = harness.PathOf(Stores.Id);
        string current = Path.Combine(directory, "CURRENT");
        string manifest = Directory.GetFiles(directory, "MANIFEST-*").Order(StringComparer.Ordinal).Last();
        // That of the entries is the largest.
        FileInfo sst = new DirectoryInfo(directory).GetFiles("*.sst").MaxBy(f => f.Length)!;
        Assert.True(sst.Length > 1_000_000);
        switch (damage)
        {
            case "CURRENT":
                File.WriteAllText(current, "nonsense");
                break;
            case "CURRENT-gone":
                File.Delete(current);
                break;
            case "MANIFEST":
                Overwrite(manifest, 20, 10);
                break;
            case "MANIFEST-gone":
                File.Delete(manifest);
                break;
            case "sst-header":
                Overwrite(sst.FullName, sst.Length - 40, 40);
                break;
            case "sst-cut":
                using (FileStream file = sst.OpenWrite()) file.SetLength(sst.Length / 2);
                break;
            case "sst-gone":
                sst.Delete();
                break;
            case "sst-block":
                Overwrite(sst.FullName, sst.Length / 2, 100);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(damage), damage, null);
        }
    }

    private static void Overwrite(string path, long position, int count)
    {
        using FileStream file = File.Open(path, FileMode.Open, FileAccess.ReadWrite);
        byte[] bytes = new byte[count];
        file.Position = position;
        file.ReadExactly(bytes);
        for (int i = 0; i < count; i++) bytes[i] ^= 0x5A;
        file.Position = position;
        file.Write(bytes);
    }
}
