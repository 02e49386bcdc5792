namespace Faust.Testing.Tests.Jepsen;

/// <summary>What was read against what was sent.</summary>
internal static class ValueChecks
{
    public static IEnumerable<Anomaly> Run(HistoryIndex index) =>
        [.. Reads(index), .. Offsets(index), .. Lost(index), .. Torn(index)];

    private static IEnumerable<Anomaly> Reads(HistoryIndex index)
    {
        foreach (Operation operation in index.History.Operations)
        {
            foreach (ReadStep read in operation.Reads)
            {
                Operation? writer = index.WriterOf(read.Value);
                if (writer is null || index.SendOf(read.Value)!.Key != read.Key)
                {
                    yield return new(AnomalyKind.Phantom, $"{read} in\n  {operation}\n  was sent by {writer?.ToString() ?? "nobody"}");
                }
                else if (writer == operation)
                {
                    yield return new(AnomalyKind.PrecommittedRead, $"{read} in\n  {operation}\n  is its own");
                }
                else if (writer.Outcome == Outcome.Failed)
                {
                    yield return new(AnomalyKind.AbortedRead, $"{read} in\n  {operation}\n  was sent by\n  {writer}");
                }
            }
        }
    }

    private static IEnumerable<Anomaly> Offsets(HistoryIndex index)
    {
        // An aborted record keeps its offset, so that what was acknowledged counts whatever became of it.
        var values = new SortedDictionary<(int Key, long Offset), SortedSet<int>>();
        var offsets = new SortedDictionary<(int Key, int Value), SortedSet<long>>();
        foreach (Operation operation in index.History.Operations)
        {
            foreach (ReadStep read in operation.Reads) Note(read.Key, read.Offset, read.Value);
            foreach (SendStep send in operation.Sends.Where(s => s.Offset is not null)) Note(send.Key, send.Offset!.Value, send.Value);
        }

        foreach (((int key, long offset), SortedSet<int> found) in values)
        {
            if (found.Count < 2) continue;
            yield return new(AnomalyKind.InconsistentOffset, $"k{key}@{offset} is {string.Join(" and ", found.Select(v => Story(index, v)))}");
        }

        foreach (((int key, int value), SortedSet<long> found) in offsets)
        {
            if (found.Count > 1) yield return new(AnomalyKind.Duplicate, $"k{key} has v{value} at {string.Join(", ", found)}:{Story(index, value)}");
        }

        void Note(int key, long offset, int value)
        {
            if (!values.TryGetValue((key, offset), out SortedSet<int>? there)) values.Add((key, offset), there = []);
            there.Add(value);
            if (!offsets.TryGetValue((key, value), out SortedSet<long>? places)) offsets.Add((key, value), places = []);
            places.Add(offset);
        }
    }

    private static IEnumerable<Anomaly> Lost(HistoryIndex index)
    {
        foreach ((int key, VersionOrder order) in index.Orders)
        {
            long last = order.Offsets.Where(o => o.Value.Any(v => index.IsRead(key, v))).Select(o => o.Key).DefaultIfEmpty(-1).Max();
            foreach ((long offset, SortedSet<int> values) in order.Offsets)
            {
                foreach (int value in values)
                {
                    if (index.IsRead(key, value)) continue;
                    Operation writer = index.WriterOf(value)!;
                    if (writer.Outcome != Outcome.Ok) continue;
                    if (offset <= last)
                    {
                        yield return new(
                            AnomalyKind.LostWrite, $"nobody read k{key} v{value}@{offset}, but k{key}@{last} was read; it was sent by\n  {writer}");
                    }
                    else if (index.History.IsDrained)
                    {
                        yield return new(
                            AnomalyKind.Unseen, $"nobody read k{key} v{value}@{offset}, the last that was read is k{key}@{last}; it was sent by\n  {writer}");
                    }
                }
            }
        }
    }

    /// <summary>Transactions whose end nobody was told, and which are there in part.</summary>
    private static IEnumerable<Anomaly> Torn(HistoryIndex index)
    {
        if (!index.History.IsDrained) yield break;
        foreach (Operation operation in index.History.Operations)
        {
            if (operation.Outcome != Outcome.Unknown || !index.IsVisible(operation)) continue;
            foreach (SendStep send in operation.Sends)
            {
                if (index.IsRead(send.Key, send.Value)) continue;
                SendStep seen = operation.Sends.First(s => index.IsRead(s.Key, s.Value));
                yield return new(
                    AnomalyKind.TornTransaction,
                    $"nobody read k{send.Key} v{send.Value}, but k{seen.Key} v{seen.Value} was read by\n  {index.ReadersOf(seen.Value)[0]}\n  of\n  {operation}");
            }
        }
    }

    private static string Story(HistoryIndex index, int value)
    {
        string reader = index.ReadersOf(value) is [var first, ..] ? $"read by {first}" : "read by nobody";
        return $"\n  v{value}, sent by {index.WriterOf(value)?.ToString() ?? "nobody"}\n    {reader}";
    }
}
