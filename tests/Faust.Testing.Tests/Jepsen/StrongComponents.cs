namespace Faust.Testing.Tests.Jepsen;

/// <summary>Tarjan's algorithm, with a stack of its own: a chain of real time is as long as the history.</summary>
internal static class StrongComponents
{
    /// <summary>The components of two nodes or more.</summary>
    public static List<List<int>> Of(DependencyGraph graph, Dependency kinds)
    {
        var components = new List<List<int>>();
        int[] order = new int[graph.Count];
        int[] low = new int[graph.Count];
        bool[] onStack = new bool[graph.Count];
        var stack = new Stack<int>();
        var calls = new Stack<(int Node, IEnumerator<int> Next)>();
        int counter = 0;
        for (int root = 0; root < graph.Count; root++)
        {
            if (order[root] != 0) continue;
            Enter(root);
            while (calls.TryPeek(out var call))
            {
                if (call.Next.MoveNext())
                {
                    int to = call.Next.Current;
                    if (order[to] == 0) Enter(to);
                    else if (onStack[to]) low[call.Node] = Math.Min(low[call.Node], order[to]);
                    continue;
                }

                calls.Pop();
                if (calls.TryPeek(out var caller)) low[caller.Node] = Math.Min(low[caller.Node], low[call.Node]);
                if (low[call.Node] == order[call.Node]) Leave(call.Node);
            }
        }

        return components;

        void Enter(int node)
        {
            order[node] = low[node] = ++counter;
            onStack[node] = true;
            stack.Push(node);
            calls.Push((node, graph.From(node, kinds).GetEnumerator()));
        }

        void Leave(int root)
        {
            var component = new List<int>();
            int node;
            do
            {
                node = stack.Pop();
                onStack[node] = false;
                component.Add(node);
            }
            while (node != root);
            if (component.Count > 1) components.Add(component);
        }
    }
}
