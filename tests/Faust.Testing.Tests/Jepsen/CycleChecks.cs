namespace Faust.Testing.Tests.Jepsen;

/// <summary>Circles of operations that depend on one another.</summary>
internal static class CycleChecks
{
    private const Dependency ReadsInTime = Dependency.WriteRead | Dependency.RealTime;
    private const Dependency Writes = Dependency.WriteRead | Dependency.WriteWrite;

    public static IEnumerable<Anomaly> RunForErrors(HistoryIndex index)
    {
        var graph = new DependencyGraph(index);
        return Find(graph, ReadsInTime, AnomalyKind.G1c);
    }

    public static IEnumerable<Anomaly> Run(HistoryIndex index)
    {
        var graph = new DependencyGraph(index);
        return
        [
            .. Find(graph, ReadsInTime, AnomalyKind.G1c),
            .. Find(graph, Dependency.WriteWrite, AnomalyKind.G0),
            .. Find(graph, Writes, AnomalyKind.G1cOfWrites, Dependency.WriteRead),
            .. Single(graph),
            .. Several(graph),
        ];
    }

    /// <summary>One circle of each component: the shortest through one of its nodes.</summary>
    private static IEnumerable<Anomaly> Find(DependencyGraph graph, Dependency kinds, AnomalyKind anomaly, Dependency through = Dependency.None)
    {
        foreach (List<int> component in StrongComponents.Of(graph, kinds))
        {
            var nodes = component.ToHashSet();
            List<int>? shortest = null;
            foreach (int from in component)
            {
                foreach (int to in graph.From(from, through == Dependency.None ? kinds : through).Where(nodes.Contains))
                {
                    List<int>? back = Path(graph, to, from, kinds, nodes);
                    if (back is not null && (shortest is null || back.Count < shortest.Count)) shortest = back;
                }
            }

            if (shortest is not null) yield return new(anomaly, graph.Describe(shortest, kinds));
        }
    }

    private static IEnumerable<Anomaly> Single(DependencyGraph graph)
    {
        foreach ((int from, int to) in graph.EdgesOf(Dependency.ReadWrite))
        {
            if (Path(graph, to, from, Writes, nodes: null) is not { } back) continue;
            yield return new(AnomalyKind.GSingle, graph.Describe(back, Writes | Dependency.ReadWrite));
            yield break;
        }
    }

    /// <summary>A component that needs two reads that were overtaken, shown by a circle of reads that were overtaken and of others.</summary>
    private static IEnumerable<Anomaly> Several(DependencyGraph graph)
    {
        foreach (List<int> component in StrongComponents.Of(graph, Writes | Dependency.ReadWrite))
        {
            var nodes = component.ToHashSet();
            foreach ((int from, int to) in graph.EdgesOf(Dependency.ReadWrite).Where(e => nodes.Contains(e.From) && nodes.Contains(e.To)))
            {
                if (Path(graph, to, from, Writes, nodes) is not null) continue;
                if (Path(graph, to, from, Writes | Dependency.ReadWrite, nodes) is not { } back) continue;
                yield return new(AnomalyKind.G2, graph.Describe(back, Writes | Dependency.ReadWrite));
                yield break;
            }
        }
    }

    /// <summary>The shortest way, its nodes from the first to the last.</summary>
    private static List<int>? Path(DependencyGraph graph, int from, int to, Dependency kinds, HashSet<int>? nodes)
    {
        var cameFrom = new Dictionary<int, int> { [from] = -1 };
        var queue = new Queue<int>([from]);
        while (queue.TryDequeue(out int node))
        {
            if (node == to)
            {
                var path = new List<int>();
                for (int at = to; at >= 0; at = cameFrom[at]) path.Add(at);
                path.Reverse();
                return path;
            }

            foreach (int next in graph.From(node, kinds))
            {
                if ((nodes is null || nodes.Contains(next)) && cameFrom.TryAdd(next, node)) queue.Enqueue(next);
            }
        }

        return null;
    }
}
