using Faust.Transport;
using Faust.Transport.Embedded;

namespace Faust.Kills;

/// <summary>Compares a log with a sequential run of the inputs whose offsets are committed.</summary>
internal sealed class Verifier(EmbeddedLog log, RunOptions options)
{
    private bool IsExact => options.Guarantee == ProcessingGuarantee.ExactlyOnce;

    /// <returns>What was found, in a few words.</returns>
    /// <exception cref="KillsException">Something was lost, doubled or changed.</exception>
    public static async Task<string> RunAsync(RunOptions options, IReadOnlyList<long> acknowledged)
    {
        await using var log = new EmbeddedLog(TimeProvider.System, KilledProgram.LogOptions(options));
        var verifier = new Verifier(log, options);
        var inputs = (Count: 0L, Committed: 0L);
        long outputs = 0;
        // Killed before there were any.
        if (log.PartitionsOf(Flow.ChangelogOf(Flow.Latests.Name)) == 0) return "no topics yet";
        for (int p = 0; p < Flow.Partitions; p++)
        {
            long count = verifier.VerifyInputs(p, acknowledged[p]);
            long committed = await verifier.CommittedAsync(Flow.Inputs.Name, p);
            if (committed > count) throw new KillsException($"Partition {p} is committed up to {committed}, and has {count} inputs.");
            List<(long Offset, int Key, Output Value)> written = verifier.VerifyOutputs(p, committed);
            verifier.VerifyTotals(p, committed);
            verifier.VerifyLatests(p, written, await verifier.CommittedAsync(Flow.Outputs.Name, p));
            inputs = (inputs.Count + count, inputs.Committed + committed);
            outputs += written.Count;
        }

        return $"{inputs.Count} inputs, all acknowledged ones once, {inputs.Committed} committed, {outputs} outputs";
    }

    /// <summary>Each input is at the offset of its number, so none is missing and none there twice; every acknowledged one is there.</summary>
    private long VerifyInputs(int partition, long acknowledged)
    {
        long next = 0;
        foreach ((long offset, int key, Input value) in Read(
            Flow.Inputs.Name, partition, bytes => Flow.Inputs.ReadKey(bytes, null), bytes => Flow.Inputs.ReadValue(bytes, null)))
        {
            if (offset != next || (key, value) != Flow.InputOf(partition, next))
            {
                throw new KillsException($"Partition {partition} has {value} of key {key} at offset {offset}, where input {next} should be.");
            }

            next++;
        }

        if (next <= acknowledged) throw new KillsException($"Partition {partition} has {next} inputs, and {acknowledged} was acknowledged.");
        return next;
    }

    private List<(long Offset, int Key, Output Value)> VerifyOutputs(int partition, long committed)
    {
        List<(long Offset, int Key, Output Value)> written = Read(
            Flow.Outputs.Name, partition, bytes => Flow.Outputs.ReadKey(bytes, null), bytes => Flow.Outputs.ReadValue(bytes, null));
        if (IsExact)
        {
            (int, Output)[] expected = [.. Sequential(partition, committed)];
            for (int i = 0; i < Math.Max(expected.Length, written.Count); i++)
            {
                (int, Output)? found = i < written.Count ? (written[i].Key, written[i].Value) : null;
                (int, Output)? wanted = i < expected.Length ? expected[i] : null;
                if (found != wanted) throw new KillsException($"Output {i} of partition {partition} is {found}, and should be {wanted} ({committed} inputs are committed).");
            }
        }
        else
        {
            // Each is there, and counts no fewer than came before it.
            var best = new Dictionary<long, Output>();
            foreach ((_, _, Output value) in written)
            {
                if (!best.TryGetValue(value.Number, out Output other) || other.Count < value.Count) best[value.Number] = value;
            }

            foreach ((_, Output wanted) in Sequential(partition, committed))
            {
                if (best.TryGetValue(wanted.Number, out Output found) && found.Count >= wanted.Count && found.Sum >= wanted.Sum) continue;
                throw new KillsException($"Partition {partition} has {(best.ContainsKey(wanted.Number) ? found : null)}, and should have at least {wanted}.");
            }
        }

        return written;
    }

    private void VerifyTotals(int partition, long committed)
    {
        var expected = new Dictionary<int, Total>();
        foreach ((int key, Output value) in Sequential(partition, committed)) expected[key] = new Total(value.Count, value.Sum);
        Compare(
            partition, Flow.Totals.Name, expected,
            Read(Flow.ChangelogOf(Flow.Totals.Name), partition, bytes => Flow.Totals.ReadKey(bytes, null), bytes => Flow.Totals.ReadValue(bytes, null)),
            (found, wanted) => found.Count >= wanted.Count && found.Sum >= wanted.Sum);
    }

    private void VerifyLatests(int partition, List<(long Offset, int Key, Output Value)> written, long committed)
    {
        var expected = new Dictionary<int, Latest>();
        foreach ((long offset, int key, Output value) in written)
        {
            if (offset < committed) expected[key] = new Latest(expected.GetValueOrDefault(key).Count + 1, value);
        }

        Compare(
            partition, Flow.Latests.Name, expected,
            Read(Flow.ChangelogOf(Flow.Latests.Name), partition, bytes => Flow.Latests.ReadKey(bytes, null), bytes => Flow.Latests.ReadValue(bytes, null)),
            (found, wanted) => found.Count >= wanted.Count);
    }

    /// <summary>A table as its changelog has it: equal, or with at-least-once no less.</summary>
    private void Compare<T>(
        int partition, string table, Dictionary<int, T> expected, List<(long Offset, int Key, T Value)> changelog, Func<T, T, bool> isEnough)
        where T : struct, IEquatable<T>
    {
        var found = new Dictionary<int, T>();
        foreach ((_, int key, T value) in changelog) found[key] = value;
        foreach (int key in expected.Keys.Union(found.Keys))
        {
            bool has = found.TryGetValue(key, out T value), wants = expected.TryGetValue(key, out T wanted);
            bool fine = IsExact ? has && wants && value.Equals(wanted) : !wants || (has && isEnough(value, wanted));
            if (!fine) throw new KillsException($"Table '{table}' of partition {partition} has {(has ? value : "nothing")} for key {key}, and should have {(wants ? wanted : "nothing")}.");
        }
    }

    /// <summary>The outputs of a partition's first inputs, taken one after the other.</summary>
    private static IEnumerable<(int Key, Output Value)> Sequential(int partition, long count)
    {
        var totals = new Dictionary<int, Total>();
        for (long number = 0; number < count; number++)
        {
            (int key, Input input) = Flow.InputOf(partition, number);
            Total before = totals.GetValueOrDefault(key);
            Total total = totals[key] = new Total(before.Count + 1, before.Sum + input.Value);
            yield return (key, new Output(number, total.Count, total.Sum));
        }
    }

    private async Task<long> CommittedAsync(string topic, int partition)
    {
        await using IConsumer consumer = log.CreateConsumer(new ConsumerSettings { GroupId = Flow.ApplicationId });
        IReadOnlyList<TopicPartitionOffset> committed = await consumer.GetCommittedAsync([new TopicPartition(topic, partition)]);
        return committed.Count == 0 ? 0 : committed[0].Offset;
    }

    private List<(long Offset, int Key, TValue Value)> Read<TValue>(
        string topic, int partition, Func<ReadOnlySpan<byte>, int> readKey, Func<ReadOnlySpan<byte>, TValue> readValue)
    {
        var found = new TopicPartition(topic, partition);
        IConsumer consumer = log.CreateConsumer(new ConsumerSettings());
        consumer.Assign([new TopicPartitionOffset(found, log.GetPartition(found).Start)]);
        var records = new List<(long, int, TValue)>();
        long next = 0;
        while (consumer.Poll() is { Kind: ConsumerEventKind.Records } e)
        {
            using RecordBatch batch = e.Batch!;
            foreach (ref readonly LogRecord record in batch.Records) records.Add((record.Offset, readKey(record.Key), readValue(record.Value)));
            next = batch.NextOffset;
        }

        // A log that was opened has no open transaction: everything is decided, and readers come to its end.
        if (next < log.GetPartition(found).End) throw new KillsException($"{found} is read up to {next} only, of {log.GetPartition(found).End}.");
        return records;
    }
}
