using System.Text;
using Faust.Simulation.Shapes;
using Faust.Transport;

namespace Faust.Simulation;

// What comes in, and what does not come out.
internal sealed partial class Verifier
{
    private readonly Dictionary<(string? Agent, TopicPartition From, long Offset), int> _deadLetters = [];

    private string DeadLetterTopic => $"{applicationId}-dead-letters";

    private void Compare(TopicPartition changelog, Dictionary<string, string> actual, string whose, long offset)
    {
        Dictionary<string, string> expected = changelogs.Fold(changelog, offset);
        // Who reads a compacted changelog does not come by what was overwritten behind his position.
        HashSet<string> later = parameters.Compaction || parameters.Outages ? changelogs.KeysFrom(changelog, offset) : [];
        foreach (string key in expected.Keys.Union(actual.Keys).Where(k => !later.Contains(k)))
        {
            if (expected.GetValueOrDefault(key) == actual.GetValueOrDefault(key)) continue;
            throw Wrong($"{whose} differs from its changelog up to {offset}: {Text(key)} is {Text(actual.GetValueOrDefault(key))}, not {Text(expected.GetValueOrDefault(key))}.");
        }

        static string Text(string? bytes) => bytes is null ? "missing" : Encoding.UTF8.GetString(Convert.FromBase64String(bytes));
    }

    /// <summary>What was acknowledged is where it was said to be.</summary>
    private void VerifyInputs(IReadOnlyDictionary<(TopicPartition Partition, long Offset), long> acknowledged)
    {
        foreach (TopicPartition partition in parameters.Parts.SelectMany(p => p.Inputs).SelectMany(PartitionsOf))
        {
            var there = LogReader.ReadItems(Log, partition.Topic, partition.Partition).ToDictionary(r => r.Offset, r => r.Value.Offset);
            foreach (((TopicPartition of, long offset), long id) in acknowledged)
            {
                if (of != partition || (there.TryGetValue(offset, out long found) && found == id)) continue;
                throw Wrong($"The producer was told that input {id} is at {partition}@{offset}, but it is not.");
            }
        }
    }

    /// <summary>Each dead letter is one that had to be, and each that had to be is there: exactly once, or at least once.</summary>
    private void ReadDeadLetters()
    {
        foreach (TopicPartition partition in PartitionsOf(DeadLetterTopic))
        {
            foreach ((string? Agent, TopicPartition From, long Offset) letter in LogReader.ReadDeadLetters(Log, partition))
            {
                _deadLetters[letter] = _deadLetters.GetValueOrDefault(letter) + 1;
            }
        }

        var open = _deadLetters.Keys.ToHashSet();
        foreach (string topic in parameters.Parts.SelectMany(p => p.Inputs.Concat(p.Between)))
        {
            foreach (TopicPartition partition in PartitionsOf(topic))
            {
                foreach ((long offset, _, Item item) in LogReader.ReadItems(Log, topic, partition.Partition))
                {
                    if (LogReader.IsUndecodable(item))
                    {
                        Expect((null, partition, offset), parameters.OnUndecodable == OnError.DeadLetter);
                        continue;
                    }

                    foreach (string agent in Catalog.Readers[topic])
                    {
                        bool must = parameters.OnError == OnError.DeadLetter && failures.FailsForGood(agent, topic, partition.Partition, offset);
                        // Others may have been in the batch of one that failed.
                        if (agent is nameof(Batched) or nameof(Hoarding) && !must && parameters.OnError == OnError.DeadLetter) AtMostOnce((agent, partition, offset));
                        else Expect((agent, partition, offset), must);
                    }
                }
            }
        }

        if (open.Count > 0) throw Wrong($"The dead letter {open.First()} is of no input.");

        void Expect((string? Agent, TopicPartition From, long Offset) letter, bool must)
        {
            if (must && !_deadLetters.ContainsKey(letter)) throw Wrong($"The dead letter {letter} is missing.");
            if (!must && _deadLetters.ContainsKey(letter)) throw Wrong($"The dead letter {letter} is too much.");
            AtMostOnce(letter);
        }

        void AtMostOnce((string? Agent, TopicPartition From, long Offset) letter)
        {
            open.Remove(letter);
            if (IsExact && _deadLetters.GetValueOrDefault(letter) > 1) throw Wrong($"The dead letter {letter} is there {_deadLetters[letter]} times.");
        }
    }

    private bool ComesOut(Flow flow, TopicPartition from, long offset, Item item, HashSet<(TopicPartition, long)> there)
    {
        if (LogReader.IsUndecodable(item)) return false;
        string agent = flow.Agents[flow.Inputs.ToList().IndexOf(from.Topic)];
        if (failures.FailsForGood(agent, from.Topic, from.Partition, offset)) return false;
        return !_deadLetters.ContainsKey((agent, from, offset)) || (!IsExact && there.Contains((from, offset)));
    }
}
