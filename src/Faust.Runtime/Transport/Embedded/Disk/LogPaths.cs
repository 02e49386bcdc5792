using System.Globalization;
using System.Text;

namespace Faust.Transport.Embedded.Disk;

/// <summary>What the log's files are called.</summary>
/// <remarks>
/// No name of a topic has '~' or '=', which so mark what is the log's own. Directories of topics that differ in case alone are different on
/// every file system: a capital is written as '=' and the small letter.
/// </remarks>
internal static class LogPaths
{
    public const string Journal = "journal";
    public const string NewJournal = "journal.new";
    public const string Segment = ".log";
    public const string Index = ".index";
    public const string NewIndex = ".index.new";

    /// <summary>What a partition knows of its producers (<see cref="ProducerSnapshot"/>).</summary>
    public const string Producers = "producers";
    public const string NewProducers = "producers.new";

    /// <summary>A compacted segment that is being written.</summary>
    public const string Cleaned = ".cleaned";

    /// <summary>What is given up; a name for it, as a file that is mapped cannot be deleted everywhere.</summary>
    public const string Deleted = "~deleted";

    public static string Topic(string topic)
    {
        var name = new StringBuilder(topic.Length + 1);
        foreach (char c in topic) _ = char.IsAsciiLetterUpper(c) ? name.Append('=').Append(char.ToLowerInvariant(c)) : name.Append(c);
        // Names that are devices on Windows, that it cuts, or that are files of the log.
        if (topic.EndsWith('.') || IsReserved(topic)) name.Append('=');
        return name.ToString();
    }

    public static string Partition(TopicPartition partition) => string.Create(CultureInfo.InvariantCulture, $"{Topic(partition.Topic)}/{partition.Partition}");

    public static string File(long baseOffset, string extension) => baseOffset.ToString("D20", CultureInfo.InvariantCulture) + extension;

    /// <summary>The offset a file is named by; <see langword="null"/> for one of another kind.</summary>
    public static long? BaseOffset(string name, string extension) =>
        name.EndsWith(extension, StringComparison.Ordinal)
        && long.TryParse(name.AsSpan(0, name.Length - extension.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long offset)
            ? offset
            : null;

    private static bool IsReserved(string topic)
    {
        ReadOnlySpan<char> stem = topic.AsSpan();
        int dot = stem.IndexOf('.');
        if (dot >= 0) stem = stem[..dot];
        return stem.Equals("journal", StringComparison.OrdinalIgnoreCase) || stem.Equals("lock", StringComparison.OrdinalIgnoreCase)
            || stem.Equals("con", StringComparison.OrdinalIgnoreCase) || stem.Equals("prn", StringComparison.OrdinalIgnoreCase)
            || stem.Equals("aux", StringComparison.OrdinalIgnoreCase) || stem.Equals("nul", StringComparison.OrdinalIgnoreCase)
            || (stem.Length == 4 && char.IsAsciiDigit(stem[3])
                && (stem.StartsWith("com", StringComparison.OrdinalIgnoreCase) || stem.StartsWith("lpt", StringComparison.OrdinalIgnoreCase)));
    }
}
