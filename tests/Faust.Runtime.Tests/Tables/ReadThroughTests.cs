using Faust.Processing;
using Faust.Storage;
using Faust.Tables;
using Faust.Tests.App;
using Faust.Transport;

namespace Faust.Tests.Tables;

/// <summary>A shard that has a part of its store's entries in memory is the table that it would be with all of them.</summary>
public sealed class ReadThroughTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Shard_over_a_store_that_lags_is_a_dictionary(int seed)
    {
        var random = new Random(seed);
        var store = new LaggingStore();
        TableShard<string, long> shard = Create(store, out AttemptCounter attempts);
        var model = new Dictionary<string, long>();
        int keys = random.Next(2) == 0 ? 30 : 400;
        for (int step = 0; step < 2000; step++)
        {
            switch (random.Next(12))
            {
                case 0:
                    Commit(shard, store);
                    break;
                case 1 or 2:
                    for (int n = random.Next(3); n >= 0 && store.Waiting > 0; n--) shard.OnApplied(store.ApplyNext());
                    break;
                case 3 when step % 10 == 0:
                    Assert.Equal(model.OrderBy(e => e.Key, StringComparer.Ordinal), shard.Entries().OrderBy(e => e.Key, StringComparer.Ordinal));
                    Assert.Equal(model.Count, shard.Count);
                    break;
                default:
                    attempts.BeginEvent();
                    while (random.Next(4) == 0)
                    {
                        // An attempt that fails, and is taken back.
                        Write(shard, new Dictionary<string, long>(model), random, keys);
                        Assert.True(shard.RollBack(attempts.Current));
                        attempts.Begin();
                    }

                    Write(shard, model, random, keys);
                    break;
            }
        }

        Commit(shard, store);
        while (store.Waiting > 0) shard.OnApplied(store.ApplyNext());
        // With nothing in memory.
        TableShard<string, long> next = Create(store, out _);
        Assert.Equal(model.OrderBy(e => e.Key, StringComparer.Ordinal), next.Entries().OrderBy(e => e.Key, StringComparer.Ordinal));
        Assert.All(model, e => Assert.Equal(e.Value, next.Get(e.Key)));
    }

    [Fact]
    public void Memory_holds_what_the_store_lacks_and_little_more()
    {
        var store = new LaggingStore();
        TableShard<string, long> shard = Create(store, out AttemptCounter attempts);
        for (int i = 0; i < 20_000; i++)
        {
            attempts.BeginEvent();
            shard.Set($"k{i}", shard.Get($"k{i}") + 1);
            if (i % 100 != 99) continue;
            Commit(shard, store);
            if (store.Waiting > 3) shard.OnApplied(store.ApplyNext());
            Assert.InRange(shard.InMemory, 100, 700);
        }

        Assert.True(shard.IsFull);
        while (store.Waiting > 0) shard.OnApplied(store.ApplyNext());
        Assert.False(shard.IsFull);
        attempts.BeginEvent();
        for (int i = 0; i < 20_000; i++) Assert.Equal(1, shard.Get($"k{i}"));
        Assert.InRange(shard.InMemory, 1, 100);
    }

    [Fact]
    public void What_is_read_again_and_again_stays()
    {
        var store = new LaggingStore();
        TableShard<string, long> shard = Create(store, out AttemptCounter attempts);
        for (int i = 0; i < 5_000; i++)
        {
            attempts.BeginEvent();
            shard.Set($"k{i}", i);
        }

        Commit(shard, store);
        shard.OnApplied(store.ApplyNext());
        Commit(shard, store);
        attempts.BeginEvent();
        for (int i = 0; i < 5_000; i++)
        {
            _ = shard.Get($"k{i}");
            for (int hot = 0; hot < 3; hot++) _ = shard.Get($"k{hot}");
        }

        // The hot ones are in memory: the store is not asked.
        store.Failure = new StateStoreException("not now");
        for (int hot = 0; hot < 3; hot++) Assert.Equal(hot, shard.Get($"k{hot}"));
        Assert.Throws<StateStoreException>(() => shard.Get("k100"));
        Assert.Same(store.Failure, shard.StoreFailure);
    }

    [Fact]
    public Task Lane_that_is_taken_back_after_a_commit_puts_back_what_it_overwrote_unread() => new LogicalThread(ExecutionScheduler.ThreadPool).RunAsync(() =>
    {
        var store = new LaggingStore();
        TableShard<string, long> before = Create(store, out AttemptCounter attempts);
        attempts.BeginEvent();
        before.Set("a", 1);
        Commit(before, store);
        store.ApplyNext();

        TableShard<string, long> shard = Create(store, out attempts, hasLanes: true);
        attempts.BeginEvent();
        shard.Set("a", 2);
        // At-least-once commits between the awaits of handlers.
        Commit(shard, store);
        shard.OnApplied(store.ApplyNext());
        Assert.True(shard.RollBack(attempts.Current));
        Assert.Equal(1, shard.Get("a"));
        Commit(shard, store);
        shard.OnApplied(store.ApplyNext());
        Assert.Equal(1, Create(store, out _).Get("a"));
        return Task.FromResult(true);
    });

    private static TableShard<string, long> Create(LaggingStore store, out AttemptCounter attempts, bool hasLanes = false)
    {
        TableShard<string, long> shard = new Counts().BindShard();
        attempts = new AttemptCounter(hasLanes);
        shard.Attach(attempts);
        // Room for the fewest entries that there can be.
        shard.ReadThrough(store, new TableCacheBudget(1));
        return shard;
    }

    private static void Commit(TableShard<string, long> shard, LaggingStore store)
    {
        var batch = new ProducerBatch(new TopicPartition("changelog", 0));
        if (shard.WriteDirty(batch, 0, int.MaxValue) > 0) store.Add(batch, shard.Generation);
    }

    private static void Write(TableShard<string, long> shard, Dictionary<string, long> model, Random random, int keys)
    {
        for (int n = random.Next(5); n >= 0; n--)
        {
            string key = $"k{random.Next(keys)}";
            switch (random.Next(4))
            {
                case 0:
                    Assert.Equal(model.Remove(key), shard.Remove(key));
                    break;
                case 1:
                    // Unread.
                    shard.Set(key, model[key] = random.Next());
                    break;
                case 2:
                    Assert.Equal(model.TryGetValue(key, out long expected), shard.TryGetValue(key, out long found));
                    Assert.Equal(expected, found);
                    break;
                default:
                    Assert.Equal(model.GetValueOrDefault(key), shard.Get(key));
                    shard.Set(key, model[key] = model.GetValueOrDefault(key) + 1);
                    break;
            }
        }
    }
}
