using Faust.Records;
using Faust.Storage;
using Faust.Transport;

namespace Faust.Testing.Simulation;

/// <summary>
/// The stores on one machine's disk: they outlive the machine's process. A crash may lose what was applied last, in whole batches and from
/// the end only, as the seam allows.
/// </summary>
internal sealed class SimulatedStateStores(string machine) : IStateStoreProvider
{
    private readonly Dictionary<StateStoreId, Disk> _disks = [];

    /// <summary>How a store was used against its contract: one on a real disk might crash the process, which nobody would be told.</summary>
    public string? Misuse { get; private set; }

    public string Description => $"simulated stores of {machine}";

    /// <summary>Whether entries can be read one by one, so that tables are not in memory as a whole.</summary>
    public bool ReadsThrough { get; set; }

    public TableReadThrough? ReadThrough => ReadsThrough ? TableReadThrough.Instance : null;

    public IEnumerable<StateStoreId> Stores => _disks.Keys.OrderBy(s => s.Table, StringComparer.Ordinal).ThenBy(s => s.Partition);

    public IStateStore? Open(StateStoreId id)
    {
        if (!_disks.TryGetValue(id, out Disk? disk)) _disks.Add(id, disk = new Disk());
        if (disk.Owner is not null)
        {
            Misuse ??= $"The store of {id.Table}-{id.Partition} on {machine} was opened while it was open.";
            throw new StateStoreException($"The store of {id.Table}-{id.Partition} is open already on {machine}.") { Failure = StateStoreFailure.InUse };
        }

        return disk.Owner = ReadsThrough ? new ReadThroughStore(disk, Misused) : new Store(disk, Misused);

        void Misused() => Misuse ??= $"The store of {id.Table}-{id.Partition} on {machine} was used after it was closed.";
    }

    /// <summary>The process died.</summary>
    /// <returns>How many applied batches were lost.</returns>
    public int Crash(Random random)
    {
        int lost = 0;
        foreach (StateStoreId id in Stores)
        {
            Disk disk = _disks[id];
            disk.Owner = null;
            // Mostly nothing: a process that is killed leaves its writes to the operating system.
            if (disk.Applied.Count == 0 || random.Next(3) > 0) continue;
            int keep = random.Next(disk.Applied.Count + 1);
            lost += disk.Applied.Count - keep;
            disk.Applied.RemoveRange(keep, disk.Applied.Count - keep);
        }

        return lost;
    }

    /// <summary>What a store has now; keys and values as Base64, in no order.</summary>
    public (Dictionary<string, string> Entries, StateStorePosition? Position) Read(StateStoreId id) => _disks[id].Read();

    private sealed class Disk
    {
        /// <summary>One entry for each <see cref="IStateStore.Apply"/>; null for a <see cref="IStateStore.Clear"/>.</summary>
        public List<(List<(string Key, string? Value)>? Changes, StateStorePosition Position)> Applied { get; } = [];

        public Store? Owner { get; set; }

        public (Dictionary<string, string> Entries, StateStorePosition? Position) Read()
        {
            var entries = new Dictionary<string, string>(StringComparer.Ordinal);
            StateStorePosition? position = null;
            foreach ((List<(string Key, string? Value)>? changes, StateStorePosition reached) in Applied)
            {
                if (changes is null)
                {
                    entries.Clear();
                    position = null;
                    continue;
                }

                foreach ((string key, string? value) in changes)
                {
                    if (value is null) entries.Remove(key);
                    else entries[key] = value;
                }

                position = reached;
            }

            return (entries, position);
        }
    }

    private class Store(Disk disk, Action misused) : IStateStore
    {
        protected Disk Disk { get; } = disk;

        public StateStorePosition? Position => Disk.Read().Position;

        public virtual void Apply(IReadOnlyList<ProducerBatch> changes, StateStorePosition position)
        {
            ThrowIfClosed();
            var copy = new List<(string Key, string? Value)>();
            foreach (ProducerBatch batch in changes)
            {
                ReadOnlySpan<byte> frames = batch.Buffer.WrittenSpan;
                while (frames.Length > 0)
                {
                    int length = ProducerBatch.ReadFrame(frames, out int key, out int value, out _, out _);
                    ReadOnlySpan<byte> bytes = frames[ProducerBatch.FrameHeaderLength..];
                    copy.Add((Convert.ToBase64String(bytes[..key]), value < 0 ? null : Convert.ToBase64String(bytes.Slice(key, value))));
                    frames = frames[length..];
                }
            }

            Disk.Applied.Add((copy, position));
        }

        public void Scan(StateStoreVisitor visit)
        {
            ThrowIfClosed();
            foreach ((string key, string value) in Disk.Read().Entries) visit(Convert.FromBase64String(key), Convert.FromBase64String(value));
        }

        public virtual void Clear()
        {
            ThrowIfClosed();
            Disk.Applied.Add((null, default));
        }

        public void Dispose()
        {
            if (Disk.Owner == this) Disk.Owner = null;
        }

        // A store that another one replaced is closed, whoever still holds it.
        protected void ThrowIfClosed()
        {
            if (Disk.Owner == this) return;
            misused();
            throw new ObjectDisposedException(nameof(IStateStore));
        }
    }

    /// <summary>What is on the disk once more, sorted as it is asked for.</summary>
    private sealed class ReadThroughStore(Disk disk, Action misused) : Store(disk, misused), IReadThroughStore
    {
        private SortedDictionary<string, byte[]>? _entries;

        private SortedDictionary<string, byte[]> Entries => _entries ??= new SortedDictionary<string, byte[]>(
            Disk.Read().Entries.ToDictionary(e => Convert.ToHexString(Convert.FromBase64String(e.Key)), e => Convert.FromBase64String(e.Value)),
            StringComparer.Ordinal);

        public override void Apply(IReadOnlyList<ProducerBatch> changes, StateStorePosition position)
        {
            base.Apply(changes, position);
            if (_entries is null) return;
            foreach ((string key, string? value) in Disk.Applied[^1].Changes!)
            {
                string sorted = Convert.ToHexString(Convert.FromBase64String(key));
                if (value is null) _entries.Remove(sorted);
                else _entries[sorted] = Convert.FromBase64String(value);
            }
        }

        public bool TryGet(ReadOnlySpan<byte> key, ByteBuffer value)
        {
            ThrowIfClosed();
            if (!Entries.TryGetValue(Convert.ToHexString(key), out byte[]? found)) return false;
            value.Write(found);
            return true;
        }

        public int ScanFrom(ReadOnlySpan<byte> from, int count, StateStoreVisitor visit)
        {
            ThrowIfClosed();
            string first = Convert.ToHexString(from);
            int given = 0;
            foreach ((string key, byte[] value) in Entries.Where(e => string.CompareOrdinal(e.Key, first) >= 0).Take(count))
            {
                visit(Convert.FromHexString(key), value);
                given++;
            }

            return given;
        }

        public override void Clear()
        {
            base.Clear();
            _entries = null;
        }
    }
}
