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

    public IEnumerable<StateStoreId> Stores => _disks.Keys.OrderBy(s => s.Table, StringComparer.Ordinal).ThenBy(s => s.Partition);

    public IStateStore? Open(StateStoreId id)
    {
        if (!_disks.TryGetValue(id, out Disk? disk)) _disks.Add(id, disk = new Disk());
        if (disk.Owner is not null)
        {
            Misuse ??= $"The store of {id.Table}-{id.Partition} on {machine} was opened while it was open.";
            throw new StateStoreException($"The store of {id.Table}-{id.Partition} is open already on {machine}.");
        }

        return disk.Owner = new Store(disk, () => Misuse ??= $"The store of {id.Table}-{id.Partition} on {machine} was used after it was closed.");
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

    private sealed class Store(Disk disk, Action misused) : IStateStore
    {
        public StateStorePosition? Position => disk.Read().Position;

        public void Apply(IReadOnlyList<ProducerBatch> changes, StateStorePosition position)
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

            disk.Applied.Add((copy, position));
        }

        public void Scan(StateStoreVisitor visit)
        {
            ThrowIfClosed();
            foreach ((string key, string value) in disk.Read().Entries) visit(Convert.FromBase64String(key), Convert.FromBase64String(value));
        }

        public void Clear()
        {
            ThrowIfClosed();
            disk.Applied.Add((null, default));
        }

        public void Dispose()
        {
            if (disk.Owner == this) disk.Owner = null;
        }

        // A store that another one replaced is closed, whoever still holds it.
        private void ThrowIfClosed()
        {
            if (disk.Owner == this) return;
            misused();
            throw new ObjectDisposedException(nameof(IStateStore));
        }
    }
}
