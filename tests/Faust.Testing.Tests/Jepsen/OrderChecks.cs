namespace Faust.Testing.Tests.Jepsen;

/// <summary>Whether processes read on without gaps and backward steps, and whether sends lie in the order in which they were made.</summary>
internal static class OrderChecks
{
    public static IEnumerable<Anomaly> Run(HistoryIndex index) => [.. Polls(index), .. SendsOfOne(index), .. SendsInTime(index)];

    private static IEnumerable<Anomaly> Polls(HistoryIndex index)
    {
        var last = new Dictionary<(int Process, int Key), (Operation Operation, ReadStep Read)>();
        foreach (Operation operation in index.History.Operations)
        {
            foreach (Step step in operation.Steps)
            {
                if (step is ResetStep reset)
                {
                    foreach (int key in reset.Keys) last.Remove((operation.Process, key));
                }

                if (step is not ReadStep read) continue;
                if (last.TryGetValue((operation.Process, read.Key), out var before) && Compare(index, before, (operation, read)) is { } found)
                {
                    yield return found;
                }

                last[(operation.Process, read.Key)] = (operation, read);
            }
        }
    }

    private static Anomaly? Compare(HistoryIndex index, (Operation Operation, ReadStep Read) one, (Operation Operation, ReadStep Read) two)
    {
        VersionOrder order = index.Orders[two.Read.Key];
        int from = order.PlaceOf(one.Read.Offset);
        int to = order.PlaceOf(two.Read.Offset);
        if (to == from + 1) return null;
        bool inside = one.Operation == two.Operation;
        string evidence = $"{one.Read}, then {two.Read}, in\n  {one.Operation}{(inside ? "" : $"\n  {two.Operation}")}";
        if (to <= from) return new(inside ? AnomalyKind.InternalNonmonotonicPoll : AnomalyKind.NonmonotonicPoll, evidence);
        int skipped = order.ValueAt(from + 1);
        return new(
            inside ? AnomalyKind.InternalPollSkip : AnomalyKind.PollSkip,
            $"{evidence}\n  between them is v{skipped}, sent by\n  {index.WriterOf(skipped)?.ToString() ?? "nobody"}");
    }

    private static IEnumerable<Anomaly> SendsOfOne(HistoryIndex index)
    {
        foreach (Operation operation in index.History.Operations)
        {
            foreach (IGrouping<int, SendStep> ofKey in operation.Sends.GroupBy(s => s.Key))
            {
                SendStep? before = null;
                foreach (SendStep send in ofKey)
                {
                    int from = before is null ? -1 : index.IndexOf(ofKey.Key, before.Value);
                    int to = index.IndexOf(ofKey.Key, send.Value);
                    string evidence = $"{before}, then {send}, in\n  {operation}";
                    if (from >= 0 && to >= 0 && to <= from) yield return new(AnomalyKind.InternalNonmonotonicSend, evidence);
                    if (from >= 0 && to > from + 1)
                    {
                        yield return new(operation.Kind == OperationKind.Transaction ? AnomalyKind.SendSkip : AnomalyKind.TornBatch, evidence);
                    }

                    before = send;
                }
            }
        }
    }

    /// <summary>No send that ended before another began lies behind it.</summary>
    private static IEnumerable<Anomaly> SendsInTime(HistoryIndex index)
    {
        var placed = new SortedDictionary<int, SortedDictionary<long, Operation>>();
        var first = new Dictionary<int, (int Key, long Offset)>();
        foreach (Operation operation in index.History.Operations)
        {
            foreach (SendStep send in operation.Sends) Note(send.Value, send.Key, send.Offset);
            // Where a send had no answer, its readers know the offset.
            foreach (ReadStep read in operation.Reads) Note(read.Value, read.Key, read.Offset);
        }

        foreach ((int value, (int key, long offset)) in first)
        {
            if (index.WriterOf(value) is not { } writer) continue;
            if (!placed.TryGetValue(key, out SortedDictionary<long, Operation>? sends)) placed.Add(key, sends = []);
            sends.TryAdd(offset, writer);
        }

        foreach ((int key, SortedDictionary<long, Operation> sends) in placed)
        {
            KeyValuePair<long, Operation>? earliest = null;
            foreach (KeyValuePair<long, Operation> send in sends.Reverse())
            {
                if (earliest is { } behind && behind.Value.Completed < send.Value.Invoked)
                {
                    yield return new(
                        AnomalyKind.NonmonotonicSend, $"k{key}@{send.Key} lies before k{key}@{behind.Key}, but was sent when that had ended:\n  {behind.Value}\n  {send.Value}");
                    break;
                }

                if (earliest is null || send.Value.Completed < earliest.Value.Value.Completed) earliest = send;
            }
        }

        // What is there twice is a duplicate, and not in the wrong place too.
        void Note(int value, int key, long? offset)
        {
            if (offset is not { } at || (first.TryGetValue(value, out var known) && known.Offset <= at)) return;
            first[value] = (key, at);
        }
    }
}
