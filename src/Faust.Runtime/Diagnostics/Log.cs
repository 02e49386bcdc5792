using Microsoft.Extensions.Logging;

namespace Faust.Diagnostics;

/// <summary>The log messages of the runtime. Ids are kept for good: 1000-1099 worker, 1100-1199 tasks and commits.</summary>
internal static partial class Log
{
    [LoggerMessage(1000, LogLevel.Information, "Worker of '{Application}' started on {Transport}: {Agents} agents, {Tables} tables")]
    public static partial void WorkerStarted(ILogger logger, string application, string transport, int agents, int tables);

    [LoggerMessage(1001, LogLevel.Information, "Worker of '{Application}' stopped")]
    public static partial void WorkerStopped(ILogger logger, string application);

    [LoggerMessage(1002, LogLevel.Critical, "Worker of '{Application}' failed and stops: {Reason}")]
    public static partial void WorkerFailed(ILogger logger, Exception exception, string application, string reason);

    [LoggerMessage(1003, LogLevel.Information, "Created topic '{Topic}' with {Partitions} partitions")]
    public static partial void TopicCreated(ILogger logger, string topic, int partitions);

    [LoggerMessage(1004, LogLevel.Warning, "Application '{Application}' has no agents: call AddDeclared in AddFaust, or register the modules of your assemblies")]
    public static partial void NothingToRead(ILogger logger, string application);

    [LoggerMessage(1005, LogLevel.Information, "{Count} partitions assigned (generation {Epoch}): {Partitions}")]
    public static partial void Assigned(ILogger logger, int count, int epoch, string partitions);

    [LoggerMessage(1006, LogLevel.Information, "{Count} partitions revoked (generation {Epoch}): {Partitions}")]
    public static partial void Revoked(ILogger logger, int count, int epoch, string partitions);

    [LoggerMessage(1007, LogLevel.Warning, "{Count} partitions lost (generation {Epoch}): the worker was silent for longer than its session, and another one has them now")]
    public static partial void Lost(ILogger logger, int count, int epoch);

    [LoggerMessage(1100, LogLevel.Warning, "Task {Task} did not finish within {Seconds} s; its handlers are cancelled")]
    public static partial void DrainTimedOut(ILogger logger, string task, double seconds);

    [LoggerMessage(1101, LogLevel.Warning, "The offsets of {Count} partitions were not committed: the group has moved on")]
    public static partial void CommitFenced(ILogger logger, Exception exception, int count);
}
