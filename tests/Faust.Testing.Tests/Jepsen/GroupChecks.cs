namespace Faust.Testing.Tests.Jepsen;

/// <summary>Whether a group finished every record, and in transactions only once.</summary>
internal static class GroupChecks
{
    public static IEnumerable<Anomaly> Run(HistoryIndex index)
    {
        foreach (IGrouping<string, Operation> group in index.History.Operations.Where(o => o.Group is not null).GroupBy(o => o.Group!))
        {
            foreach ((int key, VersionOrder order) in index.Orders)
            {
                foreach (Anomaly anomaly in Check(group.Key, key, order, group)) yield return anomaly;
            }
        }
    }

    private static IEnumerable<Anomaly> Check(string group, int key, VersionOrder order, IEnumerable<Operation> operations)
    {
        var finished = new Dictionary<int, Operation>();
        var maybeFinished = new HashSet<int>();
        var before = new Dictionary<int, Operation>();
        int last = -1;
        foreach (Operation operation in operations)
        {
            if (operation.Outcome == Outcome.Failed) continue;
            foreach (int place in operation.Reads.Where(r => r.Key == key).Select(r => order.IndexOf(r.Value)).Distinct())
            {
                maybeFinished.Add(place);
                if (operation.Outcome != Outcome.Ok) continue;
                last = Math.Max(last, place);
                finished.TryAdd(place, operation);
                if (operation.Kind != OperationKind.Transaction || before.TryAdd(place, operation)) continue;
                yield return new(
                    AnomalyKind.DoubleConsumption, $"{group} finished k{key} v{order.ValueAt(place)} twice:\n  {before[place]}\n  {operation}");
            }
        }

        for (int place = 0; place < last; place++)
        {
            if (maybeFinished.Contains(place)) continue;
            yield return new(
                AnomalyKind.ConsumptionSkip, $"{group} finished k{key} v{order.ValueAt(last)} and never v{order.ValueAt(place)} before it:\n  {finished[last]}");
        }
    }
}
