using Faust.Processing;
using Faust.Records;
using Faust.Simulation.Shapes;
using Faust.Storage;
using Faust.Tables;
using Faust.Testing.Simulation;
using Faust.Transport;
using Faust.Transport.Embedded;

namespace Faust.Simulation;

/// <summary>Compares what a run left in the log with a sequential model of the committed input, record by record.</summary>
internal sealed partial class Verifier(
    Parameters parameters, SimulatedCluster cluster, string applicationId, FailurePlan failures, ChangelogCopy changelogs)
{
    private EmbeddedLog Log => cluster.Log;

    private bool IsExact => parameters.Guarantee == ProcessingGuarantee.ExactlyOnce;

    /// <param name="acknowledged">The inputs whose producer was told where they are.</param>
    public void Verify(IReadOnlyDictionary<(TopicPartition Partition, long Offset), long> acknowledged)
    {
        VerifyInputs(acknowledged);
        ReadDeadLetters();
        foreach (Flow flow in parameters.Parts.SelectMany(p => p.Flows)) Verify(flow);
    }

    /// <summary>All partitions of all topics, changelogs too.</summary>
    public IEnumerable<TopicPartition> Partitions() => parameters.Partitions.Keys
        .SelectMany(PartitionsOf)
        .Concat(Changelogs())
        .Concat(PartitionsOf(DeadLetterTopic));

    /// <summary>The changelogs there are by now.</summary>
    public IEnumerable<TopicPartition> Changelogs() => DeclaredChangelogs().SelectMany(c => PartitionsOf(c.Topic));

    /// <summary>The changelogs of this run, and their partitions.</summary>
    public IEnumerable<(string Topic, int Partitions)> DeclaredChangelogs() => parameters.Parts.SelectMany(p => p.Flows)
        .Where(f => f.Table is not null)
        .Select(f => (ChangelogOf(f.Table!), parameters.Partitions[f.Inputs[0]]));

    public PartitionOffsets Bounds(TopicPartition partition)
    {
        IAdmin admin = Log.CreateAdmin();
        PartitionOffsets bounds = admin.GetOffsetsAsync([partition]).AsTask().Result[0];
        _ = admin.DisposeAsync().AsTask();
        return bounds;
    }

    /// <summary>A store equals the changelog up to its own offset, whatever happened to the worker.</summary>
    public void VerifyStores(SimulatedStateStores stores, string machine)
    {
        changelogs.Update(Log);
        foreach (StateStoreId id in stores.Stores)
        {
            (Dictionary<string, string> entries, StateStorePosition? position) = stores.Read(id);
            if (position is not { ChangelogOffset: var offset }) continue;
            var changelog = new TopicPartition(ChangelogOf(id.Table), id.Partition);
            PartitionOffsets bounds = Bounds(changelog);
            if (offset > bounds.High) throw Wrong($"The store of {id.Table}-{id.Partition} on {machine} is at {offset}, its changelog ends at {bounds.High}.");
            // While an older transaction is open a committed reader does not come as far; it is compared at a later crash.
            if (offset > bounds.LastStable) continue;
            Compare(changelog, entries, $"The store of {id.Table}-{id.Partition} on {machine}", offset);
        }
    }

    /// <summary>A table's shard equals the changelog up to an offset.</summary>
    public void VerifyShard(TaskTable table, long offset, string whose)
    {
        // As with stores; a reader of what is committed cannot have come further.
        Table<int, Stats> codec = Catalog.Tables[table.Shard.TableName];
        var entries = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((int key, Stats value) in ((TableShard<int, Stats>)table.Shard).Entries())
        {
            var bytes = new ByteBuffer();
            codec.WriteKey(key, bytes);
            string text = Convert.ToBase64String(bytes.WrittenSpan);
            bytes.Clear();
            codec.WriteValue(value, bytes);
            entries.Add(text, Convert.ToBase64String(bytes.WrittenSpan));
        }

        Compare(table.Changelog, entries, $"{whose} {table.Shard.TableName}-{table.Changelog.Partition}", offset);
    }

    /// <summary>The table as the changelog tells it.</summary>
    public Dictionary<int, Stats> Rebuild(string table, int partitions)
    {
        var rebuilt = new Dictionary<int, Stats>();
        Table<int, Stats> codec = Catalog.Tables[table];
        for (int p = 0; p < partitions; p++)
        {
            foreach ((_, int key, Stats value) in LogReader.Read(
                Log, ChangelogOf(table), p, bytes => codec.ReadKey(bytes, null), bytes => codec.ReadValue(bytes, null)))
            {
                if (value == default) rebuilt.Remove(key);
                else rebuilt[key] = value;
            }
        }

        return rebuilt;
    }

    // At-least-once, a late write may overwrite a newer entry in the changelog, which is not fenced; and what two topics do to one table is
    // done in another order when it is done again.
    // Nor does at-least-once take back what a handler that was one of several at work had written when a commit came, and the process died.
    private bool HasDefiniteStates(Flow flow) => IsExact
        || (!parameters.LateWrites && parameters.Disk is null && flow.Inputs.Count == 1 && !IsLenient(flow)
            && (flow.Order == FlowOrder.Partition || parameters.FailureRate == 0));

    // At-least-once, a batch of which an event fails may have become dead letters at one time, and not at another.
    private bool IsLenient(Flow flow) => !IsExact && parameters.FailureRate > 0 && flow.Agents[0] is nameof(Batched) or nameof(Hoarding);

    private IEnumerable<TopicPartition> PartitionsOf(string topic) => Enumerable.Range(0, Log.PartitionsOf(topic)).Select(p => new TopicPartition(topic, p));

    private string ChangelogOf(string table) => $"{applicationId}-{table}-changelog";

    private static SimulationException Wrong(string what) => new(what);

    private void Verify(Flow flow)
    {
        // Of each input partition, the records in their order; of each output partition, where each of its records came from.
        var inputs = new Dictionary<TopicPartition, List<(long Offset, int Key, Item Value)>>();
        foreach (string topic in flow.Inputs)
        {
            for (int p = 0; p < parameters.Partitions[topic]; p++) inputs[new TopicPartition(topic, p)] = LogReader.ReadItems(Log, topic, p);
        }

        var tables = new Dictionary<int, Stats>();
        int partitions = parameters.Partitions[flow.Output];
        for (int q = 0; q < partitions; q++)
        {
            List<(TopicPartition From, long Offset, int Key, Stats? After)> outputs = ReadOutputs(flow, q);
            var there = outputs.Select(o => (o.From, o.Offset)).ToHashSet();
            foreach ((TopicPartition partition, List<(long Offset, int Key, Item Value)> records) in inputs)
            {
                (long Offset, int Key)[] expected =
                [
                    .. records
                        .Where(r => ComesOut(flow, partition, r.Offset, r.Value, there))
                        .Select(r => (r.Offset, Key: flow.KeyOf(r.Key, r.Value)))
                        .Where(r => PartitionOf(flow.Output, r.Key, partitions) == q),
                ];
                (long Offset, int Key)[] actual = [.. outputs.Where(o => o.From == partition).Select(o => (o.Offset, o.Key))];
                string where = $"{flow.Output}-{q} of {partition}";
                if (flow.Order == FlowOrder.PerKey)
                {
                    foreach (int key in expected.Concat(actual).Select(r => r.Key).Distinct().Order())
                    {
                        CompareOrigins(where, [.. expected.Where(r => r.Key == key)], [.. actual.Where(r => r.Key == key)], IsLenient(flow));
                    }

                    continue;
                }

                // Where there is no order, one is made.
                if (flow.Order == FlowOrder.None) Array.Sort(actual);
                CompareOrigins(where, expected, actual, IsLenient(flow));
            }

            if (flow.Table is not null && HasDefiniteStates(flow)) CompareStates(flow, q, inputs, outputs, tables);
        }

        if (flow.Table is not null && IsExact) CompareTables(flow.Table, tables, Rebuild(flow.Table, parameters.Partitions[flow.Inputs[0]]));
    }

    private void CompareOrigins(string where, (long Offset, int Key)[] expected, (long Offset, int Key)[] actual, bool isLenient)
    {
        if (IsExact)
        {
            for (int i = 0; i < Math.Max(expected.Length, actual.Length); i++)
            {
                if (i >= actual.Length) throw Wrong($"{where}: lost {expected[i]} and what follows ({expected.Length} expected, {actual.Length} there).");
                if (i >= expected.Length) throw Wrong($"{where}: {actual[i]} is too much ({expected.Length} expected, {actual.Length} there).");
                if (expected[i] == actual[i]) continue;
                string kind = actual[..i].Contains(actual[i]) ? "doubled" : actual[i..].Contains(expected[i]) ? "out of order" : "lost";
                throw Wrong($"{where}: {kind}: record {i} is {actual[i]}, not {expected[i]} (then {string.Join(' ', actual[i..].Take(8))}; expected {string.Join(' ', expected[i..].Take(8))}).");
            }

            return;
        }

        // Never fewer. It may go back and repeat, but does not go past one that was not there yet; unless a send failed, and the next one,
        // which was under way by then, did not.
        var place = new Dictionary<long, int>();
        for (int i = 0; i < expected.Length; i++) place[expected[i].Offset] = i;
        int reached = -1;
        foreach ((long Offset, int Key) record in actual)
        {
            if (!place.TryGetValue(record.Offset, out int i) || expected[i] != record) throw Wrong($"{where}: {record} is of no input record.");
            if (i > reached + 1 && !parameters.LateWrites && parameters.Disk is null && !isLenient) throw Wrong($"{where}: {record} came before {expected[reached + 1]}.");
            reached = Math.Max(reached, i);
        }

        HashSet<long> there = [.. actual.Select(r => r.Offset)];
        foreach ((long Offset, int Key) record in expected)
        {
            if (!there.Contains(record.Offset)) throw Wrong($"{where}: lost {record} ({expected.Length} expected, {there.Count} there).");
        }
    }

    /// <summary>Applies the inputs in the order in which the outputs name them: each output must tell the state after its input.</summary>
    private void CompareStates(
        Flow flow,
        int q,
        Dictionary<TopicPartition, List<(long Offset, int Key, Item Value)>> inputs,
        List<(TopicPartition From, long Offset, int Key, Stats? After)> outputs,
        Dictionary<int, Stats> tables)
    {
        var values = new Dictionary<(TopicPartition, long), int>();
        foreach ((TopicPartition partition, List<(long Offset, int Key, Item Value)> records) in inputs)
        {
            foreach ((long offset, _, Item value) in records) values[(partition, offset)] = value.Value;
        }

        var applied = new HashSet<(TopicPartition, long)>();
        foreach ((TopicPartition from, long offset, int key, Stats? after) in outputs)
        {
            if (!applied.Add((from, offset)) && !IsExact)
            {
                // A repetition: the state has this record at least once already.
                continue;
            }

            tables.TryGetValue(key, out Stats before);
            Stats expected = before.After(values[(from, offset)]);
            if (expected == default) tables.Remove(key);
            else tables[key] = expected;
            Stats actual = after!.Value;
            if (IsExact ? actual != expected : actual.Count < expected.Count || actual.Min > expected.Min || actual.Max < expected.Max) throw Fewer();

            SimulationException Fewer() =>
                Wrong($"{flow.Output}-{q}: after {from}@{offset} the entry of {key} is {after}, but the model's is {expected}.");
        }
    }

    /// <summary>What the changelog has of a key, and what of it was never committed.</summary>
    private string History(string table, int key)
    {
        Table<int, Stats> codec = Catalog.Tables[table];
        var lines = new List<string>();
        for (int p = 0; p < Log.PartitionsOf(ChangelogOf(table)); p++)
        {
            HashSet<long> committed = [.. Read(p, IsolationLevel.ReadCommitted).Select(r => r.Offset)];
            lines.AddRange(Read(p, IsolationLevel.ReadUncommitted).Where(r => r.Key == key).Select(r =>
                $"{p}@{r.Offset} count {r.Value.Count}{(committed.Contains(r.Offset) ? "" : " (aborted)")}"));
        }

        return string.Join(", ", lines);

        List<(long Offset, int Key, Stats Value)> Read(int partition, IsolationLevel isolation) => LogReader.Read(
            Log, ChangelogOf(table), partition, bytes => codec.ReadKey(bytes, null), bytes => codec.ReadValue(bytes, null), 0, isolation);
    }

    private void CompareTables(string table, Dictionary<int, Stats> expected, Dictionary<int, Stats> actual)
    {
        foreach (int key in expected.Keys.Union(actual.Keys).Order())
        {
            if (!expected.TryGetValue(key, out Stats right)) throw Wrong($"Table {table}: the changelog has key {key}, the model has not.");
            if (!actual.TryGetValue(key, out Stats there)) throw Wrong($"Table {table}: the changelog has no key {key}, the model has {right}.");
            if (right != there) throw Wrong($"Table {table}: the changelog's entry of {key} is {there}, the model's {right}. {History(table, key)}");
        }
    }

    private static int PartitionOf(string output, int key, int partitions) =>
        Catalog.Items.TryGetValue(output, out Topic<int, Item>? items)
            ? LogReader.PartitionOf(items, key, partitions)
            : LogReader.PartitionOf(Catalog.Results[output], key, partitions);

    private List<(TopicPartition From, long Offset, int Key, Stats? After)> ReadOutputs(Flow flow, int partition) =>
        Catalog.Items.TryGetValue(flow.Output, out Topic<int, Item>? items)
            ? LogReader.Read(Log, items, partition).ConvertAll(r => (new TopicPartition(r.Value.From, r.Value.Partition), r.Value.Offset, r.Key, (Stats?)null))
            : LogReader.Read(Log, Catalog.Results[flow.Output], partition).ConvertAll(r => (
                new TopicPartition(r.Value.From, r.Value.Partition),
                r.Value.Offset,
                r.Key,
                (Stats?)new Stats(r.Value.Count, r.Value.Sum, r.Value.Min, r.Value.Max)));
}
