using System.Text;

namespace Faust.Transport.Conformance;

/// <summary>What the suites share: a transport, and steps of a test that wait for signals instead of time.</summary>
public abstract class TransportConformance : IAsyncLifetime
{
    /// <summary>When a test that waits for something that does not come gives up.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly List<IAsyncDisposable> _open = [];
    private TransportHarness? _harness;
    private IProducer? _sender;

    protected TransportHarness Harness => _harness!;

    protected ITransport Transport => Harness.Transport;

    protected abstract ValueTask<TransportHarness> CreateTransportAsync();

    public async ValueTask InitializeAsync() => _harness = await CreateTransportAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (IAsyncDisposable open in Enumerable.Reverse(_open)) await open.DisposeAsync();
        await Harness.DisposeAsync();
    }

    protected static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    protected static TopicPartition[] All(string topic, int partitions) => [.. Enumerable.Range(0, partitions).Select(p => new TopicPartition(topic, p))];

    protected void Need(TransportCapabilities capability) =>
        Assert.SkipUnless(Harness.Capabilities.HasFlag(capability), $"{Transport.Description} has not: {capability}");

    protected async Task<string> NewTopicAsync(int partitions = 1, string kind = "topic")
    {
        string name = Harness.NewName(kind);
        await Admin().CreateTopicsAsync([new TopicSpecification(name, partitions)]);
        return name;
    }

    protected IAdmin Admin() => Opened(Transport.CreateAdmin());

    protected IProducer Producer(ProducerSettings? settings = null) => Opened(Transport.CreateProducer(settings ?? new ProducerSettings()));

    protected IConsumer Consumer(ConsumerSettings? settings = null) => Opened(Transport.CreateConsumer(settings ?? new ConsumerSettings()));

    /// <summary>A consumer of one partition, by hand, from the start.</summary>
    protected IConsumer ReaderOf(TopicPartition partition, ConsumerSettings? settings = null, long offset = 0)
    {
        IConsumer consumer = Consumer(settings);
        consumer.Assign([new TopicPartitionOffset(partition, offset)]);
        return consumer;
    }

    protected Member NewMember(string group, params string[] topics) => NewMember(new ConsumerSettings { GroupId = group }, topics);

    protected Member NewMember(ConsumerSettings settings, params string[] topics)
    {
        IConsumer consumer = Consumer(settings);
        consumer.Subscribe(topics);
        return new Member(consumer);
    }

    /// <summary>Lets a new producer send from here on, as one that saw its topic deleted may not know yet that it was made anew.</summary>
    protected void ForgetSender() => _sender = null;

    /// <summary>Sends one batch of records without key.</summary>
    protected async Task<long> SendAsync(TopicPartition partition, params IEnumerable<string> values)
    {
        var batch = new ProducerBatch(partition);
        foreach (string value in values) batch.Add(0, default, Bytes(value));
        // Where a producer has to connect first, the tests share one.
        if (!Harness.Capabilities.HasFlag(TransportCapabilities.Immediate)) return await LazyInitializer.EnsureInitialized(ref _sender, () => Producer()).SendAsync(batch);
        IProducer producer = Transport.CreateProducer(new ProducerSettings());
        await using (producer) return await producer.SendAsync(batch);
    }

    /// <summary>The next event that is one.</summary>
    protected static async Task<ConsumerEvent> NextAsync(IConsumer consumer)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            ConsumerEvent next = consumer.Poll();
            if (next.Kind != ConsumerEventKind.None) return next;
            await consumer.WaitAsync(patience.Token);
        }
    }

    /// <summary>Reads at least this many records, and no event but records.</summary>
    protected static async Task<List<ReadRecord>> ReadAsync(IConsumer consumer, int count)
    {
        var records = new List<ReadRecord>();
        while (records.Count < count)
        {
            ConsumerEvent next = await NextAsync(consumer);
            Assert.Equal(ConsumerEventKind.Records, next.Kind);
            using RecordBatch batch = next.Batch!;
            records.AddRange(ReadRecord.Copy(batch));
        }

        return records;
    }

    /// <summary>Steps the members until the condition holds, waiting while none of them has anything.</summary>
    protected static async Task UntilAsync(Func<bool> condition, params Member[] members)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!condition())
        {
            bool any = false;
            foreach (Member member in members) any |= await member.StepAsync();
            if (!any && !condition()) await AnyAsync(members, patience.Token);
        }
    }

    /// <summary>Steps the members until none of them has anything, which only an immediate transport can say.</summary>
    protected static async Task SettleAsync(params Member[] members)
    {
        bool any = true;
        while (any)
        {
            any = false;
            foreach (Member member in members) any |= await member.StepAsync();
        }
    }

    private static async Task AnyAsync(Member[] members, CancellationToken patience)
    {
        using var others = CancellationTokenSource.CreateLinkedTokenSource(patience);
        Task[] waits = [.. members.Select(m => m.Consumer.WaitAsync(others.Token).AsTask())];
        await Task.WhenAny(waits);
        await others.CancelAsync();
        foreach (Task wait in waits) await wait.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!patience.IsCancellationRequested) return;
        Assert.Fail("What was waited for did not come. " + string.Join(
            "; ", members.Select(m => $"{m.Consumer.GroupMetadata} has [{string.Join(", ", m.Owned)}], {m.Records.Count} records")));
    }

    private T Opened<T>(T open)
        where T : IAsyncDisposable
    {
        _open.Add(open);
        return open;
    }
}
