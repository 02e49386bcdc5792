namespace Faust.Transport.Embedded.Disk;

/// <summary>What the entries of a journal come to.</summary>
internal sealed class JournalState
{
    public SortedDictionary<string, TopicSpecification> Topics { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, Dictionary<TopicPartition, long>> Groups { get; } = new(StringComparer.Ordinal);

    public Dictionary<TopicPartition, long> LogStarts { get; } = [];

    public Dictionary<TopicPartition, long> RecoveryPoints { get; } = [];

    public Dictionary<TopicPartition, long> Cleaned { get; } = [];

    public SortedDictionary<string, JournaledTransaction> Transactions { get; } = new(StringComparer.Ordinal);

    /// <summary>The greatest producer id that may be in use.</summary>
    public long ProducerIds { get; private set; } = -1;

    /// <summary>Whether the log was closed and not opened since.</summary>
    public bool IsClosed { get; private set; }

    public void Apply(ReadOnlySpan<byte> entry)
    {
        var from = new JournalEntryReader(entry);
        switch (from.Kind)
        {
            case JournalEntryKind.TopicCreated:
                Create(ref from);
                break;
            case JournalEntryKind.TopicDeleted:
                Delete(from.Text());
                break;
            case JournalEntryKind.Offsets:
                Commit(ref from);
                break;
            case JournalEntryKind.LogStart:
                Mark(LogStarts, ref from);
                break;
            case JournalEntryKind.Recovered:
                Mark(RecoveryPoints, ref from);
                break;
            case JournalEntryKind.Cleaned:
                Mark(Cleaned, ref from);
                break;
            case JournalEntryKind.ProducerIds:
                ProducerIds = Math.Max(ProducerIds, from.Int64());
                break;
            case JournalEntryKind.Session:
                Begin(ref from);
                break;
            case JournalEntryKind.Decided:
                Decide(ref from);
                break;
            case JournalEntryKind.Opened:
            case JournalEntryKind.Closed:
                IsClosed = from.Kind == JournalEntryKind.Closed;
                break;
            default:
                throw new TransportException($"The journal has an entry of kind {(byte)from.Kind}, which this version does not know: a newer one wrote it.");
        }
    }

    /// <summary>Entries that come to this state.</summary>
    public IEnumerable<byte[]> ToEntries()
    {
        foreach (TopicSpecification topic in Topics.Values) yield return JournalEntry.TopicCreated(topic);
        foreach ((TopicPartition partition, long offset) in LogStarts.OrderBy(m => m.Key)) yield return JournalEntry.LogStart(partition, offset);
        foreach ((TopicPartition partition, long offset) in RecoveryPoints.OrderBy(m => m.Key)) yield return JournalEntry.Recovered(partition, offset);
        foreach ((TopicPartition partition, long offset) in Cleaned.OrderBy(m => m.Key)) yield return JournalEntry.Cleaned(partition, offset);
        foreach ((string group, Dictionary<TopicPartition, long> offsets) in Groups)
        {
            yield return JournalEntry.Offsets(group, [.. offsets.OrderBy(o => o.Key).Select(o => new TopicPartitionOffset(o.Key, o.Value))]);
        }

        yield return JournalEntry.ProducerIds(ProducerIds);
        foreach ((string id, JournaledTransaction transaction) in Transactions)
        {
            yield return JournalEntry.Session(id, transaction.Session, transaction.Number);
            // The offsets are among the groups' already.
            if (transaction.Decision is { } commit) yield return JournalEntry.Decided(id, transaction.Session, commit, []);
        }

        yield return IsClosed ? JournalEntry.Closed() : JournalEntry.Opened();
    }

    private static void Mark(Dictionary<TopicPartition, long> marks, ref JournalEntryReader from)
    {
        TopicPartition partition = from.Partition();
        long offset = from.Int64();
        marks[partition] = Math.Max(offset, marks.GetValueOrDefault(partition));
    }

    private void Begin(ref JournalEntryReader from)
    {
        string id = from.Text();
        var session = new ProducerSession(from.Int64(), (short)from.Int32());
        Transactions[id] = new JournaledTransaction(session, from.Int64(), null);
    }

    private void Decide(ref JournalEntryReader from)
    {
        string id = from.Text();
        var session = new ProducerSession(from.Int64(), (short)from.Int32());
        bool commit = from.Int32() == 1;
        Transactions[id] = new JournaledTransaction(session, Transactions.GetValueOrDefault(id).Number, commit);
        // The decision and its offsets are one: neither is there without the other.
        for (int left = from.Int32(); left > 0; left--) Commit(ref from);
    }

    private void Create(ref JournalEntryReader from)
    {
        string name = from.Text();
        int partitions = from.Int32();
        var configuration = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int left = from.Int32(); left > 0; left--)
        {
            string key = from.Text();
            configuration[key] = from.Text();
        }

        Topics[name] = new TopicSpecification(name, partitions) { Configuration = configuration };
    }

    private void Delete(string topic)
    {
        Topics.Remove(topic);
        foreach (Dictionary<TopicPartition, long> marks in Groups.Values.Append(LogStarts).Append(RecoveryPoints).Append(Cleaned))
        {
            foreach (TopicPartition gone in marks.Keys.Where(p => p.Topic == topic).ToArray()) marks.Remove(gone);
        }
    }

    private void Commit(ref JournalEntryReader from)
    {
        string group = from.Text();
        if (!Groups.TryGetValue(group, out Dictionary<TopicPartition, long>? committed)) Groups.Add(group, committed = []);
        for (int left = from.Int32(); left > 0; left--)
        {
            TopicPartition partition = from.Partition();
            committed[partition] = from.Int64();
        }
    }
}
