using System.Collections;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using Faust.Records;
using Faust.Tables;

namespace Faust;

/// <summary>
/// A table: the latest value of each key, kept by agents and recorded in a changelog topic. Declared as a <c>partial</c> class with
/// <see cref="TableAttribute"/>; the generator writes its serializers.
/// </summary>
/// <remarks>
/// <para>Taken by an agent's constructor it is the shard of the agent's partition: reads and writes are those of a dictionary, belong to the
/// agent's logical thread and need no lock. Entries written since the last commit go to the changelog with the next one, each once. A
/// value that is changed in place is not recorded: write it back.</para>
/// <para>Taken from the services elsewhere it reads all shards of this worker, from any thread: <see cref="GetAsync"/>,
/// <see cref="ReadAllAsync"/>.</para>
/// </remarks>
/// <typeparam name="TKey">The type of the keys; equality is that of <see cref="EqualityComparer{T}.Default"/>.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
public abstract class Table<TKey, TValue> : IEnumerable<KeyValuePair<TKey, TValue>>, IShardedTable
    where TKey : notnull
{
    private TableShard<TKey, TValue>? _shard;
    private TableView<TKey, TValue>? _view;
    private AllShards<TKey, TValue>? _all;

    /// <summary>The table's name.</summary>
    public virtual string Name => throw NotGenerated();

    /// <summary>How many keys the shard holds.</summary>
    public int Count => _shard?.Count ?? All.Count;

    private AllShards<TKey, TValue> All => _all ?? throw NoShard();

    /// <summary>The value of a key; the type's default where the key is not there. Setting records the value.</summary>
    /// <exception cref="InvalidOperationException">The instance is not an agent's.</exception>
    [MaybeNull]
    public TValue this[TKey key]
    {
        get => ShardOf(key).Get(key);
        [param: DisallowNull]
        set => ShardOf(key).Set(key, value!);
    }

    /// <summary>Reads the value of a key.</summary>
    /// <inheritdoc cref="this[TKey]" path="/exception"/>
    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value) => ShardOf(key).TryGetValue(key, out value);

    /// <summary>Whether the key is there.</summary>
    /// <inheritdoc cref="this[TKey]" path="/exception"/>
    public bool ContainsKey(TKey key) => ShardOf(key).TryGetValue(key, out _);

    /// <summary>Removes a key; the changelog gets a tombstone for it.</summary>
    /// <returns>Whether the key was there.</returns>
    /// <inheritdoc cref="this[TKey]" path="/exception"/>
    public bool Remove(TKey key) => ShardOf(key).Remove(key);

    /// <summary>The entries of the shard, in no order. It must not be written meanwhile.</summary>
    /// <inheritdoc cref="this[TKey]" path="/exception"/>
    public IEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator() => (_shard?.Entries() ?? All.Entries()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Reads a key of the shards that this worker holds, between two events of its task.</summary>
    /// <returns>The value; the type's default where the key is not there.</returns>
    /// <remarks>A shard that is being read back is waited for.</remarks>
    /// <exception cref="InvalidOperationException">The instance is an agent's; the worker does not run; its group has not given it a partition yet,
    /// which <see cref="FaustWorker.WhenReadyAsync"/> waits for; or the key's partition is not here.</exception>
    public ValueTask<TValue?> GetAsync(TKey key, CancellationToken cancellationToken = default) => View.GetAsync(key, cancellationToken);

    /// <summary>Reads all entries of the shards that this worker holds: shard after shard, each as it is between two events of its task.</summary>
    /// <remarks>A shard that is being read back is waited for. A worker that has given all its partitions away reads nothing.</remarks>
    /// <exception cref="InvalidOperationException">The instance is an agent's; the worker does not run; or its group has not given it a partition
    /// yet, which <see cref="FaustWorker.WhenReadyAsync"/> waits for.</exception>
    public IAsyncEnumerable<KeyValuePair<TKey, TValue>> ReadAllAsync(CancellationToken cancellationToken = default) =>
        View.ReadAllAsync(cancellationToken);

    /// <summary>The most bytes that a key or value may have once its compression is undone; 64 MiB unless overridden.</summary>
    protected virtual int MaxDecodedLength => Generated.CodecChain.DefaultMaxLength;

    /// <summary>Tells a user's codecs what they are used for. Generated.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public virtual void AttachCodecs(IServiceProvider services)
    {
    }

    /// <summary>Writes a key as the changelog keeps it. Generated.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public virtual void WriteKey(TKey key, ByteBuffer buffer) => throw NotGenerated();

    /// <summary>Writes a value as the changelog keeps it. Generated.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public virtual void WriteValue(TValue value, ByteBuffer buffer) => throw NotGenerated();

    /// <summary>Reads a key of the changelog. Generated.</summary>
    /// <exception cref="RecordFormatException">The bytes are not a key of this table.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public virtual TKey ReadKey(ReadOnlySpan<byte> bytes, Utf8StringCache? strings) => throw NotGenerated();

    /// <summary>Reads a value of the changelog. Generated.</summary>
    /// <exception cref="RecordFormatException">The bytes are not a value of this table.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public virtual TValue ReadValue(ReadOnlySpan<byte> bytes, Utf8StringCache? strings) => throw NotGenerated();

    internal TableShard<TKey, TValue> BindShard() => _shard = new TableShard<TKey, TValue>(this);

    void IShardedTable.BindAllShards(Func<FaustWorker> worker) => (_shard, _all) = (null, new AllShards<TKey, TValue>(this, GetType(), worker));

    internal void BindView(TableView<TKey, TValue> view) => _view = view;

    internal TableShard<TKey, TValue>? BoundShard => _shard;

    private TableView<TKey, TValue> View => _view ?? throw new InvalidOperationException(
        $"Table '{Name}' is an agent's: read it with its indexer, or take it from the host's services outside agents.");

    private TableShard<TKey, TValue> ShardOf(TKey key) => _shard ?? All.Of(key);

    private InvalidOperationException NoShard() => new(
        $"Table '{Name}' is used here outside an agent: read it with GetAsync or ReadAllAsync. Only agents that take it in their constructor write it.");

    // Not abstract: the compiler would then report members that are missing, and stop before the analyzers can say what is wrong.
    private InvalidOperationException NotGenerated() => new(
        $"{GetType().FullName} has no generated part: it must be partial and marked [Table], and its types must be records or built in. The analyzers of Faust.Runtime say which.");
}
