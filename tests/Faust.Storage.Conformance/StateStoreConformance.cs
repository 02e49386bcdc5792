using System.Text;
using Faust.Transport;

namespace Faust.Storage.Conformance;

/// <summary>What a store has to hold, whatever it is kept in.</summary>
public abstract class StateStoreConformance : IDisposable
{
    private static readonly StateStoreId Id = new("app", "table", 3);
    private StoreHarness? _harness;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    private StoreHarness Harness => _harness ??= CreateHarness();

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _harness?.Dispose();
    }

    [Fact]
    public void New_store_is_empty_and_has_no_position()
    {
        using IStateStore store = Open(Id);
        new StoreModel().AssertEqual(store);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Store_is_what_was_applied_to_it_also_after_a_restart(int seed)
    {
        var random = new Random(seed);
        var model = new StoreModel();
        IStateStore store = Open(Id);
        for (int step = 0; step < 120; step++)
        {
            switch (random.Next(20))
            {
                case 0:
                    store.Clear();
                    model.Clear();
                    break;
                case 1 or 2:
                    store.Dispose();
                    store = Open(Id);
                    break;
                case 3:
                    store.Dispose();
                    Harness.Restart();
                    store = Open(Id);
                    break;
                case 4:
                    model.AssertEqual(store);
                    break;
                default:
                    (byte[], byte[]?)[][] changes = [.. Enumerable.Range(0, random.Next(4)).Select(_ => NextChanges(random))];
                    // An offset below the last one too: the store does not judge.
                    var position = new StateStorePosition(random.NextInt64(long.MaxValue), new DateTimeOffset(random.NextInt64(DateTime.MaxValue.Ticks), TimeSpan.Zero));
                    ProducerBatch[] batches = [.. changes.Select(StoreModel.ToBatch)];
                    store.Apply(batches, position);
                    // They are the caller's again.
                    foreach (ProducerBatch batch in batches) batch.Clear();
                    model.Apply(changes.SelectMany(c => c), position);
                    break;
            }
        }

        model.AssertEqual(store);
        store.Dispose();
    }

    [Fact]
    public void Position_alone_is_kept_too()
    {
        var position = new StateStorePosition(77, DateTimeOffset.UnixEpoch.AddDays(20_000));
        using (IStateStore store = Open(Id)) store.Apply([], position);
        Harness.Restart();
        using IStateStore again = Open(Id);
        Assert.Equal(position, again.Position);
    }

    [Fact]
    public void Stores_are_apart()
    {
        StateStoreId[] ids =
        [
            Id,
            Id with { Partition = 4 },
            Id with { Table = "table-4" },
            Id with { Table = "other" },
            Id with { Table = ".." },
            Id with { Table = "." },
            Id with { ApplicationId = "app2" },
            Id with { ApplicationId = "app/table" },
            Id with { Table = "a:b\\c*é" },
        ];
        foreach (StateStoreId id in ids)
        {
            using IStateStore store = Open(id);
            store.Apply([StoreModel.ToBatch([("key"u8.ToArray(), Encoding.UTF8.GetBytes(id.ToString()))])], new StateStorePosition(1, default));
        }

        Harness.Restart();
        foreach (StateStoreId id in ids)
        {
            using IStateStore store = Open(id);
            var found = new List<string>();
            store.Scan((_, value) => found.Add(Encoding.UTF8.GetString(value)));
            Assert.Equal([id.ToString()], found);
        }
    }

    [Fact]
    public void Clearing_one_store_leaves_the_others()
    {
        using IStateStore one = Open(Id);
        using IStateStore other = Open(Id with { Partition = 4 });
        var model = new StoreModel();
        (byte[], byte[]?)[] changes = [("k"u8.ToArray(), "v"u8.ToArray())];
        one.Apply([StoreModel.ToBatch(changes)], new StateStorePosition(1, default));
        other.Apply([StoreModel.ToBatch(changes)], new StateStorePosition(1, default));
        model.Apply(changes, new StateStorePosition(1, default));
        one.Clear();
        model.AssertEqual(other);
        new StoreModel().AssertEqual(one);
    }

    [Fact]
    public void Store_that_is_open_is_not_opened_again()
    {
        using (IStateStore store = Open(Id))
        {
            StateStoreException refused = Assert.Throws<StateStoreException>(() => Harness.Stores.Open(Id));
            Assert.True(refused.IsTransient, refused.Message);
            store.Apply([StoreModel.ToBatch([("k"u8.ToArray(), "v"u8.ToArray())])], new StateStorePosition(1, default));
        }

        using IStateStore next = Open(Id);
        Assert.Equal(1, next.Position!.Value.ChangelogOffset);
    }

    [Fact]
    public void Scan_that_is_broken_off_does_no_harm()
    {
        using IStateStore store = Open(Id);
        var model = new StoreModel();
        (byte[], byte[]?)[] changes = [.. Enumerable.Range(0, 100).Select(i => (BitConverter.GetBytes(i), (byte[]?)[1, 2, 3]))];
        store.Apply([StoreModel.ToBatch(changes)], new StateStorePosition(100, default));
        model.Apply(changes, new StateStorePosition(100, default));
        int seen = 0;
        Assert.Throws<OperationCanceledException>(() => store.Scan((_, _) =>
        {
            if (++seen == 10) throw new OperationCanceledException();
        }));
        Assert.Equal(10, seen);
        model.AssertEqual(store);
    }

    [Fact]
    public void Closed_store_says_so()
    {
        IStateStore store = Open(Id);
        store.Dispose();
        store.Dispose();
        Assert.Throws<ObjectDisposedException>(() => store.Apply([], new StateStorePosition(1, default)));
        Assert.Throws<ObjectDisposedException>(() => store.Scan((_, _) => { }));
        Assert.Throws<ObjectDisposedException>(store.Clear);
        if (store is IReadThroughStore readThrough) Assert.Throws<ObjectDisposedException>(() => readThrough.TryGet("k"u8, new Records.ByteBuffer()));
    }

    /// <summary>A task reads while what it has committed is applied behind its back.</summary>
    [Fact]
    public async Task Entry_that_is_read_while_it_is_written_is_one_of_those_that_were_written()
    {
        using IStateStore store = Open(Id);
        if (store is not IReadThroughStore readThrough) return;
        const int Writes = 2_000;
        store.Apply([Numbered(0)], new StateStorePosition(0, default));
        Task writing = Task.Run(() =>
        {
            for (int i = 1; i <= Writes; i++) store.Apply([Numbered(i)], new StateStorePosition(i, default));
        });
        var value = new Records.ByteBuffer();
        long last = 0;
        bool isLast;
        do
        {
            isLast = writing.IsCompleted;
            value.Clear();
            Assert.True(readThrough.TryGet("key"u8, value));
            long read = BitConverter.ToInt64(value.WrittenSpan);
            Assert.True(read >= last, $"{read} after {last}");
            last = read;
        }
        while (!isLast);
        await writing;
        Assert.Equal(Writes, last);

        static ProducerBatch Numbered(long number) => StoreModel.ToBatch([("key"u8.ToArray(), BitConverter.GetBytes(number)), ("other"u8.ToArray(), null)]);
    }

    protected abstract StoreHarness CreateHarness();

    private static (byte[] Key, byte[]? Value)[] NextChanges(Random random)
    {
        var changes = new (byte[], byte[]?)[random.Next(30)];
        for (int i = 0; i < changes.Length; i++)
        {
            // Few keys, so that they meet again: the empty one and long ones among them.
            int number = random.Next(60);
            byte[] key = number == 0 ? [] : [.. Enumerable.Repeat((byte)(number * 37), number % 10 == 1 ? 3000 : number % 7), (byte)number];
            byte[]? value = null;
            if (random.Next(4) > 0)
            {
                value = new byte[random.Next(20) switch { 0 => 0, 1 => 100_000, _ => random.Next(200) }];
                random.NextBytes(value);
            }

            changes[i] = (key, value);
        }

        return changes;
    }

    private IStateStore Open(StateStoreId id) => Harness.Stores.Open(id) ?? throw new InvalidOperationException("There is no store.");
}
