namespace Faust.Testing.Tests.Jepsen;

/// <summary>Who wrote and who read what, and in which order it lies.</summary>
internal sealed class HistoryIndex
{
    private readonly Dictionary<int, Operation> _writers = [];
    private readonly Dictionary<int, SendStep> _sends = [];
    private readonly Dictionary<int, List<Operation>> _readers = [];
    private readonly HashSet<(int Key, int Value)> _reads = [];
    private readonly SortedDictionary<int, VersionOrder> _orders = [];

    public HistoryIndex(History history)
    {
        History = history;
        foreach (Operation operation in history.Operations)
        {
            foreach (SendStep send in operation.Sends)
            {
                if (!_writers.TryAdd(send.Value, operation)) throw new ArgumentException($"v{send.Value} is sent twice: {operation}", nameof(history));
                _sends.Add(send.Value, send);
            }

            foreach (ReadStep read in operation.Reads)
            {
                _reads.Add((read.Key, read.Value));
                if (!_readers.TryGetValue(read.Value, out List<Operation>? readers)) _readers.Add(read.Value, readers = []);
                if (readers.Count == 0 || readers[^1] != operation) readers.Add(operation);
            }
        }

        foreach (Operation operation in history.Operations)
        {
            foreach (ReadStep read in operation.Reads) OrderOf(read.Key).Add(read.Offset, read.Value);
            if (!IsVisible(operation)) continue;
            foreach (SendStep send in operation.Sends)
            {
                if (send.Offset is { } offset) OrderOf(send.Key).Add(offset, send.Value);
            }
        }

        foreach (VersionOrder order in _orders.Values) order.Freeze();
    }

    public History History { get; }

    public IReadOnlyDictionary<int, VersionOrder> Orders => _orders;

    public Operation? WriterOf(int value) => _writers.GetValueOrDefault(value);

    public SendStep? SendOf(int value) => _sends.GetValueOrDefault(value);

    public IReadOnlyList<Operation> ReadersOf(int value) => _readers.TryGetValue(value, out List<Operation>? readers) ? readers : [];

    public bool IsRead(int key, int value) => _reads.Contains((key, value));

    /// <summary>The place of a value in its partition; -1 where it is not known.</summary>
    public int IndexOf(int key, int value) => _orders.TryGetValue(key, out VersionOrder? order) ? order.IndexOf(value) : -1;

    /// <summary>Whether what the operation sent must be there for readers: it says so, or somebody has read some of it.</summary>
    public bool IsVisible(Operation operation) => operation.Outcome switch
    {
        Outcome.Ok => true,
        Outcome.Failed => false,
        _ => operation.Sends.Any(s => IsRead(s.Key, s.Value)),
    };

    private VersionOrder OrderOf(int key)
    {
        if (!_orders.TryGetValue(key, out VersionOrder? order)) _orders.Add(key, order = new VersionOrder());
        return order;
    }
}
