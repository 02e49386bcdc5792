using Microsoft.Extensions.Logging;

namespace Faust.Diagnostics;

/// <summary>The log messages of the runtime. Ids are kept for good: 1000-1099 worker, 1100-1199 tasks and commits, 1300-1399 tables.</summary>
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

    [LoggerMessage(1102, LogLevel.Error, "Task {Task} failed and is made again from its last commit in {Delay} ({Restarts} of {MaxRestarts} restarts): {Reason}")]
    public static partial void TaskRestarts(ILogger logger, Exception exception, string task, TimeSpan delay, int restarts, int maxRestarts, string reason);

    [LoggerMessage(1103, LogLevel.Warning, "The commit of task {Task} did not go through; it is made again from its last commit: {Reason}")]
    public static partial void TaskMadeAgain(ILogger logger, Exception exception, string task, string reason);

    [LoggerMessage(1104, LogLevel.Warning, "Task {Task} failed while its partitions were given up; whoever has them next does again what was not committed: {Reason}")]
    public static partial void TaskFailedAtEnd(ILogger logger, Exception exception, string task, string reason);

    [LoggerMessage(1105, LogLevel.Warning, "A transactional producer is given up")]
    public static partial void ProducerGivenUp(ILogger logger, Exception exception);

    [LoggerMessage(1106, LogLevel.Warning, "The log cannot be read at the moment: {Reason}")]
    public static partial void PollFailed(ILogger logger, Exception exception, string reason);

    [LoggerMessage(1300, LogLevel.Information, "Task {Task}: reading {Records} records back for {Tables}")]
    public static partial void RestoreStarted(ILogger logger, string task, long records, string tables);

    [LoggerMessage(1301, LogLevel.Information, "Task {Task}: {Percent:F0} % read back ({Records} of {Total} records), about {Remaining} to go")]
    public static partial void Restoring(ILogger logger, string task, double percent, long records, long total, TimeSpan remaining);

    [LoggerMessage(1302, LogLevel.Information, "Task {Task}: {Records} records read back in {Seconds:F1} s")]
    public static partial void Restored(ILogger logger, string task, long records, double seconds);

    [LoggerMessage(1303, LogLevel.Warning, "The store of table '{Table}', partition {Partition}, is emptied and read back from the changelog: {Reason}")]
    public static partial void StoreStartedAnew(ILogger logger, string table, int partition, string reason);

    [LoggerMessage(1304, LogLevel.Warning, "The standby copy of task {Task} failed and is made again")]
    public static partial void StandbyFailed(ILogger logger, Exception exception, string task);
}
