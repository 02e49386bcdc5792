using System.Globalization;
using System.Text;
using Faust.Records;
using Faust.Transport;

namespace Faust.Processing;

/// <summary>
/// The headers of a dead letter: those of the record, and behind them what Kafka Connect and Kafka Streams (KIP-1034) note of theirs, named
/// as they name it, as UTF-8 text.
/// </summary>
internal static class DeadLetter
{
    public const string Prefix = "__faust.errors.";

    // An exception may quote whatever it was given; the headers share the record's limit with the value.
    private const int MaxMessageLength = 1024;

    public static ReadOnlySpan<byte> Headers(in LogRecord record, TaskError error, string application, IReadOnlyList<ClassifiedMember> classified)
    {
        var headers = new ByteBuffer(record.Headers.Length + 512);
        headers.Write(record.Headers);
        Add(headers, "application", application);
        Add(headers, "topic", error.Partition.Topic);
        Add(headers, "partition", error.Partition.Partition.ToString(CultureInfo.InvariantCulture));
        Add(headers, "offset", record.Offset.ToString(CultureInfo.InvariantCulture));
        Add(headers, "timestamp", record.Timestamp.ToString(CultureInfo.InvariantCulture));
        Add(headers, "stage", error.Agent is null ? "decode" : "handle");
        if (error.Agent is not null) Add(headers, "agent", error.Agent);
        Add(headers, "attempts", error.Attempts.ToString(CultureInfo.InvariantCulture));
        Add(headers, "exception", error.Exception.GetType().FullName ?? "");
        Add(headers, "message", Bounded(error.Exception.Message));
        string names = string.Join(',', classified.Where(m => m.WireName.Length > 0).Select(m => m.WireName));
        if (names.Length > 0) Add(headers, "classified", names);
        return headers.WrittenSpan;
    }

    private static string Bounded(string message)
    {
        if (message.Length <= MaxMessageLength) return message;
        // Not between the halves of a character.
        int length = char.IsHighSurrogate(message[MaxMessageLength - 1]) ? MaxMessageLength - 1 : MaxMessageLength;
        return string.Concat(message.AsSpan(0, length), "…");
    }

    private static void Add(ByteBuffer headers, string name, string value) =>
        RecordHeaders.Write(headers, Prefix + name, Encoding.UTF8.GetBytes(value));
}
