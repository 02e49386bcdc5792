using Microsoft.Extensions.Logging;

namespace Faust.Diagnostics;

/// <summary>The log messages of the runtime. Ids are kept for good: 1000-1099 worker, 1100-1199 tasks and commits, 1200-1299 failures of
/// agents, 1300-1399 tables, 1400-1499 the embedded log. <c>docs/hosting.md</c> has them all.</summary>
internal static partial class Log
{
    [LoggerMessage(1000, LogLevel.Information, "Worker of '{Application}' started on {Transport}, {Guarantee}: {Agents} agents, {Tables} tables")]
    public static partial void WorkerStarted(ILogger logger, string application, string transport, string guarantee, int agents, int tables);

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

    [LoggerMessage(1107, LogLevel.Warning, "The log cannot be asked at the moment {Question}; it is asked again: {Reason}")]
    public static partial void RequestFailed(ILogger logger, Exception exception, string question, string reason);

    [LoggerMessage(1108, LogLevel.Warning, "A transactional producer cannot be made at the moment; it is tried again: {Reason}")]
    public static partial void ProducerNotMade(ILogger logger, Exception exception, string reason);

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

    [LoggerMessage(1200, LogLevel.Warning, "Agent '{Agent}' failed on {Topic}-{Partition}@{Offset} (attempt {Attempt}); it is tried again in {Milliseconds} ms")]
    public static partial void RetriedLater(
        ILogger logger, Exception exception, string agent, string topic, int partition, long offset, int attempt, double milliseconds);

    [LoggerMessage(1201, LogLevel.Error, "Agent '{Agent}' failed on {Topic}-{Partition}@{Offset} (attempt {Attempt}); {Records} records are skipped")]
    public static partial void Skipped(
        ILogger logger, Exception exception, string agent, string topic, int partition, long offset, int attempt, int records);

    [LoggerMessage(1202, LogLevel.Error, "Agent '{Agent}' failed on {Topic}-{Partition}@{Offset} (attempt {Attempt}); {Records} records go to the dead letters")]
    public static partial void DeadLettered(
        ILogger logger, Exception exception, string agent, string topic, int partition, long offset, int attempt, int records);

    [LoggerMessage(1203, LogLevel.Error, "The record at {Topic}-{Partition}@{Offset} cannot be decoded; it is skipped")]
    public static partial void UndecodableSkipped(ILogger logger, Exception exception, string topic, int partition, long offset);

    [LoggerMessage(1204, LogLevel.Error, "The record at {Topic}-{Partition}@{Offset} cannot be decoded; it goes to the dead letters")]
    public static partial void UndecodableDeadLettered(ILogger logger, Exception exception, string topic, int partition, long offset);
}
