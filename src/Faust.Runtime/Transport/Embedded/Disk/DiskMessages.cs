using Microsoft.Extensions.Logging;

namespace Faust.Transport.Embedded.Disk;

/// <summary>The log messages of the log on disk: 1400-1499.</summary>
internal static partial class DiskMessages
{
    [LoggerMessage(1400, LogLevel.Warning, "The journal in {Directory} ended in the middle of an entry, as after a crash: {Bytes} bytes from byte {At} on were cut")]
    public static partial void JournalCut(ILogger logger, string directory, int at, int bytes);

    [LoggerMessage(1401, LogLevel.Warning, "{Partition} was cut at offset {Offset}, as after a crash: {Bytes} bytes of batches that were not whole")]
    public static partial void TailCut(ILogger logger, TopicPartition partition, long offset, long bytes);

    [LoggerMessage(1402, LogLevel.Warning, "Group {Group} had committed offset {Offset} of {Partition}, which ends at {End} since a crash: the commit is set to its end")]
    public static partial void OffsetBehindEnd(ILogger logger, string group, TopicPartition partition, long offset, long end);

    [LoggerMessage(1403, LogLevel.Error, "Retention and compaction of {Partition} failed; they are tried again")]
    public static partial void CleaningFailed(ILogger logger, TopicPartition partition, Exception exception);
}
