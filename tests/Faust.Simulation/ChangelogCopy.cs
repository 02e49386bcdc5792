using Faust.Testing.Simulation;
using Faust.Transport;
using Faust.Transport.Embedded;

namespace Faust.Simulation;

/// <summary>All that was ever committed to the changelogs, also what compaction took since: what a table was at any offset.</summary>
internal sealed class ChangelogCopy(Func<IEnumerable<TopicPartition>> changelogs)
{
    private readonly Dictionary<TopicPartition, List<(long Offset, string Key, string? Value)>> _records = [];

    /// <summary>Takes over what is new. To be called before each cleaning.</summary>
    public void Update(EmbeddedLog log)
    {
        foreach (TopicPartition changelog in changelogs())
        {
            if (!_records.TryGetValue(changelog, out List<(long Offset, string Key, string? Value)>? records)) _records.Add(changelog, records = []);
            records.AddRange(Read(log, changelog, records.Count == 0 ? 0 : records[^1].Offset + 1));
        }
    }

    /// <summary>What is there is what readers have seen before; and all of it, unless it was compacted.</summary>
    public void Compare(EmbeddedLog log, bool mayBeCompacted)
    {
        foreach ((TopicPartition changelog, List<(long Offset, string Key, string? Value)> records) in _records)
        {
            if (records.Count == 0) continue;
            var seen = records.ToDictionary(r => r.Offset);
            var there = Read(log, changelog, 0).TakeWhile(r => r.Offset <= records[^1].Offset).ToList();
            if (there.FindIndex(r => !seen.TryGetValue(r.Offset, out var before) || before != r) is >= 0 and var other)
            {
                throw new SimulationException($"{changelog} has at {there[other].Offset} what no reader saw there before.");
            }

            if (!mayBeCompacted && there.Count < seen.Count) throw new SimulationException($"{changelog} has lost {seen.Count - there.Count} records that readers have seen.");
        }
    }

    /// <summary>The entries up to an offset; keys and values as Base64.</summary>
    public Dictionary<string, string> Fold(TopicPartition changelog, long upTo)
    {
        var entries = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((long offset, string key, string? value) in _records.GetValueOrDefault(changelog) ?? [])
        {
            if (offset >= upTo) break;
            if (value is null) entries.Remove(key);
            else entries[key] = value;
        }

        return entries;
    }

    /// <summary>The keys that were written again from an offset on: of those, compaction may have taken what was before it.</summary>
    public HashSet<string> KeysFrom(TopicPartition changelog, long offset) =>
        [.. (_records.GetValueOrDefault(changelog) ?? []).Where(r => r.Offset >= offset).Select(r => r.Key)];

    private static List<(long Offset, string Key, string? Value)> Read(EmbeddedLog log, TopicPartition changelog, long from) => LogReader.Read(
        log, changelog.Topic, changelog.Partition, static b => Convert.ToBase64String(b), static b => Convert.ToBase64String(b), from);
}
