namespace Faust.Testing.Tests.Jepsen;

/// <summary>
/// Finds in a history what a log of Kafka's kind must not do, from outside: it knows nothing but what the processes asked and were told.
/// </summary>
/// <remarks>
/// The anomalies are those of Jepsen's workload for such logs; what is added is that sends are in the order of real time, that reads come
/// after the writes in real time, and that a group finishes every record once.
/// </remarks>
internal static class HistoryChecker
{
    /// <summary>Everything found, also what is allowed.</summary>
    public static IReadOnlyList<Anomaly> FindAll(History history)
    {
        var index = new HistoryIndex(history);
        return [.. ValueChecks.Run(index), .. OrderChecks.Run(index), .. GroupChecks.Run(index), .. CycleChecks.Run(index)];
    }

    /// <summary>What must not be.</summary>
    public static IReadOnlyList<Anomaly> FindErrors(History history)
    {
        var index = new HistoryIndex(history);
        return
        [
            .. ValueChecks.Run(index), .. OrderChecks.Run(index).Where(a => !a.IsAllowed), .. GroupChecks.Run(index),
            .. CycleChecks.RunForErrors(index),
        ];
    }
}
