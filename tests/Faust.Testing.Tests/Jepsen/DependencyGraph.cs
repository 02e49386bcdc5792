namespace Faust.Testing.Tests.Jepsen;

/// <summary>Operations and what they depend on.</summary>
/// <remarks>
/// Nodes behind those of the operations are moments: what ended before one leads to it, and from it to what began after. So the edges of
/// real time are as many as there are events, and not the square of it.
/// </remarks>
internal sealed class DependencyGraph
{
    private readonly IReadOnlyList<Operation> _operations;
    private readonly List<List<(int To, Dependency Kind)>> _edges = [];

    public DependencyGraph(HistoryIndex index)
    {
        _operations = index.History.Operations;
        for (int i = 0; i < _operations.Count; i++) _edges.Add([]);
        AddTime();
        foreach ((int key, VersionOrder order) in index.Orders) AddWrites(index, key, order);
        foreach (Operation operation in _operations) AddReads(index, operation);
    }

    public int Count => _edges.Count;

    public IEnumerable<(int From, int To)> EdgesOf(Dependency kinds)
    {
        for (int from = 0; from < _edges.Count; from++)
        {
            foreach ((int to, Dependency kind) in _edges[from])
            {
                if ((kind & kinds) != 0) yield return (from, to);
            }
        }
    }

    public IEnumerable<int> From(int node, Dependency kinds) => _edges[node].Where(e => (e.Kind & kinds) != 0).Select(e => e.To);

    /// <summary>The circle's operations, one under another, each with what leads to it.</summary>
    public string Describe(IReadOnlyList<int> circle, Dependency kinds)
    {
        var lines = new List<string>();
        int start = circle.First(n => n < _operations.Count);
        int at = circle.ToList().IndexOf(start);
        lines.Add($"{_operations[start]}");
        bool waited = false;
        for (int i = 1; i <= circle.Count; i++)
        {
            int from = circle[(at + i - 1) % circle.Count];
            int to = circle[(at + i) % circle.Count];
            if (to >= _operations.Count)
            {
                waited = true;
                continue;
            }

            string how = waited ? nameof(Dependency.RealTime) : $"{_edges[from].First(e => e.To == to && (e.Kind & kinds) != 0).Kind}";
            lines.Add($"-{how}-> {(i == circle.Count ? $"#{start}" : _operations[to])}");
            waited = false;
        }

        return string.Join("\n  ", lines);
    }

    private void AddTime()
    {
        var events = _operations.Select(o => (Time: o.Invoked, Operation: o.Index, Ends: false))
            .Concat(_operations.Where(o => o.Completed != Operation.Never).Select(o => (Time: o.Completed, Operation: o.Index, Ends: true)))
            .OrderBy(e => e.Time);
        int moment = -1;
        foreach ((_, int operation, bool ends) in events)
        {
            if (!ends)
            {
                if (moment >= 0) Add(moment, operation, Dependency.RealTime);
                continue;
            }

            _edges.Add([]);
            if (moment >= 0) Add(moment, _edges.Count - 1, Dependency.RealTime);
            moment = _edges.Count - 1;
            Add(operation, moment, Dependency.RealTime);
        }
    }

    private void AddWrites(HistoryIndex index, int key, VersionOrder order)
    {
        for (int place = 1; place < order.Count; place++)
        {
            Operation? one = VisibleWriterOf(index, key, order.ValueAt(place - 1));
            Operation? two = VisibleWriterOf(index, key, order.ValueAt(place));
            if (one is not null && two is not null && one != two) Add(one.Index, two.Index, Dependency.WriteWrite);
        }
    }

    private void AddReads(HistoryIndex index, Operation operation)
    {
        foreach (IGrouping<int, ReadStep> ofKey in operation.Reads.GroupBy(r => r.Key))
        {
            VersionOrder order = index.Orders[ofKey.Key];
            // Not that of the highest alone: sends are not isolated, so that their order does not stand for the others.
            foreach (ReadStep read in ofKey)
            {
                Operation? writer = VisibleWriterOf(index, ofKey.Key, read.Value);
                if (writer is not null && writer != operation) Add(writer.Index, operation.Index, Dependency.WriteRead);
            }

            // That a read was overtaken only the last one shows: what lies behind an earlier one was read too.
            int next = ofKey.Max(r => order.IndexOf(r.Value)) + 1;
            Operation? overtaking = next < order.Count ? VisibleWriterOf(index, ofKey.Key, order.ValueAt(next)) : null;
            if (overtaking is not null && overtaking != operation) Add(operation.Index, overtaking.Index, Dependency.ReadWrite);
        }
    }

    private static Operation? VisibleWriterOf(HistoryIndex index, int key, int value) =>
        index.WriterOf(value) is { Outcome: not Outcome.Failed } writer && index.SendOf(value)!.Key == key ? writer : null;

    private void Add(int from, int to, Dependency kind)
    {
        List<(int To, Dependency Kind)> edges = _edges[from];
        int known = edges.FindIndex(e => e.To == to);
        if (known < 0) edges.Add((to, kind));
        else edges[known] = (to, edges[known].Kind | kind);
    }
}
