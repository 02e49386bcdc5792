using Microsoft.Extensions.Logging;

namespace Faust.RocksDb;

/// <summary>The log messages of stores. Ids are kept for good: 1350-1399, in the range of tables.</summary>
internal static partial class Log
{
    [LoggerMessage(1350, LogLevel.Warning, "The store of table '{Table}', partition {Partition}, is damaged. It is deleted, and the table is read back from its changelog: {Reason}")]
    public static partial void DamagedStoreDeleted(ILogger logger, string table, int partition, string reason);

    [LoggerMessage(1351, LogLevel.Warning, "What the store in {Path} had in memory could not be written to the disk; it is read back from the changelog")]
    public static partial void FlushFailed(ILogger logger, Exception exception, string path);

    [LoggerMessage(1352, LogLevel.Warning, "The damaged store in {Path} could not be marked: {Reason}")]
    public static partial void NotMarked(ILogger logger, string path, string reason);
}
