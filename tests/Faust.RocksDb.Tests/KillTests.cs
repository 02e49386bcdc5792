using System.Buffers.Binary;
using Faust.RocksDb.Child;
using Faust.Storage;

namespace Faust.RocksDb.Tests;

/// <summary>What a process leaves that is killed while it writes.</summary>
public sealed class KillTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Entries_and_position_agree_after_every_kill(int seed)
    {
        using var harness = new RocksDbHarness();
        var random = new Random(seed);
        long reached = 0;
        for (int kill = 0; kill < 12; kill++)
        {
            using var child = ChildProcess.Start("write", harness.Directory);
            long said = await child.ReadAsync();
            Assert.True(said >= reached, $"the store went back from {reached} to {said}");
            int lines = random.Next(4) == 0 ? random.Next(3) : random.Next(400);
            for (int i = 0; i < lines; i++) said = await child.ReadAsync();
            said = Math.Max(said, await child.KillAsync());

            using var stores = new RocksDbStateStores(Writing.Options(harness.Directory), TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
            using IStateStore store = stores.Open(Writing.Id);
            reached = store.Position?.ChangelogOffset ?? 0;
            // It may have applied one that it did not come to say.
            Assert.InRange(reached, 0, said + 1);
            var found = new Dictionary<int, long>();
            store.Scan((key, value) => found.Add(BinaryPrimitives.ReadInt32BigEndian(key), BinaryPrimitives.ReadInt64BigEndian(value)));
            Assert.Equal(Writing.Fold(reached).OrderBy(e => e.Key), found.OrderBy(e => e.Key));
        }

        Assert.True(reached > 100, $"only {reached} batches reached the disk");
    }

    [Fact]
    public async Task Store_of_another_process_is_refused_until_that_one_ends()
    {
        using var harness = new RocksDbHarness();
        using var child = ChildProcess.Start("hold", harness.Directory);
        await child.ReadAsync();
        StateStoreException refused = Assert.Throws<StateStoreException>(() => harness.Stores.Open(Writing.Id));
        Assert.Equal(StateStoreFailure.InUse, refused.Failure);
        Assert.True(refused.IsTransient);
        Assert.Contains(harness.PathOf(Writing.Id), refused.Message, StringComparison.Ordinal);
        Assert.Contains("another process has it", refused.Message, StringComparison.Ordinal);
        // Another store below the same directory is nobody's.
        harness.Stores.Open(Writing.Id with { Partition = 1 })!.Dispose();
        await child.KillAsync();
        harness.Stores.Open(Writing.Id)!.Dispose();
    }
}
