using System.Text;
using Faust.Transport.Embedded;
using Microsoft.Extensions.Time.Testing;

namespace Faust.Transport;

/// <summary>Requests that come again, late, or never.</summary>
public sealed class EmbeddedLinkTests
{
    private static readonly TopicPartition Partition = new("topic", 0);
    private static readonly TopicPartition Other = new("topic", 1);
    private readonly FakeTimeProvider _time = new();
    private readonly TestLink _link = new();
    private readonly EmbeddedLog _log;
    private readonly ITransport _client;

    public EmbeddedLinkTests()
    {
        _log = new EmbeddedLog(_time, new EmbeddedLogOptions { FirstSegmentBytes = 1024, SegmentBytes = 1024 });
        _log.CreateTopics([new TopicSpecification("topic", 2)]);
        _client = _log.Over(_link);
    }

    [Fact]
    public async Task A_repeated_send_is_in_the_log_once()
    {
        IProducer producer = _client.CreateProducer(new ProducerSettings());
        for (int i = 0; i < 9; i++)
        {
            Assert.Equal(i, await SendAsync(producer, $"{i}"));
            _link.Requests[^1]();
        }

        Assert.Equal(9, _log.GetPartition(Partition).End);
        Assert.Throws<TransportException>(_link.Requests[0]);
        Assert.Equal(9, _log.GetPartition(Partition).End);
    }

    [Fact]
    public async Task A_lost_send_does_not_come_behind_what_followed_it()
    {
        IProducer producer = _client.CreateProducer(new ProducerSettings());
        await SendAsync(producer, "a");
        _link.Next = TestLink.Fate.IsLost;
        Assert.True((await Assert.ThrowsAsync<TransportException>(() => SendAsync(producer, "lost"))).IsIndefinite);
        await SendAsync(producer, "b");
        Assert.Throws<ProducerFencedException>(_link.Requests[1]);
        Assert.Equal(["a", "b"], Texts());
    }

    [Fact]
    public void A_gap_is_refused()
    {
        PartitionLog partition = _log.GetPartition(Partition);
        var session = new ProducerSession(77, 0);
        ProducerBatch batch = Batch("a");
        Assert.Equal(0, partition.Append(batch.Buffer.WrittenSpan, 1, session, 0));
        Assert.Throws<TransportException>(() => partition.Append(batch.Buffer.WrittenSpan, 1, session, 2));
        Assert.Throws<TransportException>(() => partition.Append(batch.Buffer.WrittenSpan, 1, session with { Epoch = 1 }, 1));
        Assert.Equal(1, partition.Append(batch.Buffer.WrittenSpan, 1, session with { Epoch = 1 }, 0));
        Assert.Throws<ProducerFencedException>(() => partition.Append(batch.Buffer.WrittenSpan, 1, session, 1));
        Assert.Equal(2, partition.End);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_late_send_of_an_ended_transaction_does_not_come_into_the_next(bool commit)
    {
        IProducer producer = await InitializedAsync();
        producer.BeginTransaction();
        await SendAsync(producer, "a");
        _link.Next = TestLink.Fate.IsLost;
        await Assert.ThrowsAsync<TransportException>(() => SendAsync(producer, "lost"));
        Action late = _link.Requests[^1];
        await producer.AbortTransactionAsync();
        Assert.Throws<ProducerFencedException>(late);
        producer.BeginTransaction();
        await SendAsync(producer, "b");
        Assert.Throws<ProducerFencedException>(late);
        if (commit) await producer.CommitTransactionAsync();
        else await producer.AbortTransactionAsync();
        Assert.Throws<ProducerFencedException>(late);
        Assert.Equal(commit ? ["b"] : [], Texts());
    }

    [Fact]
    public async Task The_end_of_a_transaction_may_be_repeated_and_never_ends_the_next()
    {
        IProducer producer = await InitializedAsync();
        producer.BeginTransaction();
        await SendAsync(producer, "a");
        await producer.CommitTransactionAsync();
        Action end = _link.Requests[^1];
        long marked = _log.GetPartition(Partition).End;
        end();
        Assert.Equal(marked, _log.GetPartition(Partition).End);

        producer.BeginTransaction();
        await SendAsync(producer, "b");
        Assert.Throws<ProducerFencedException>(end);
        Assert.Equal(["a"], Texts());
        await producer.AbortTransactionAsync();
        Assert.Throws<ProducerFencedException>(end);
        Assert.Equal(["a"], Texts());
    }

    [Fact]
    public async Task A_commit_whose_answer_was_lost_is_not_undone()
    {
        IProducer producer = await InitializedAsync();
        producer.BeginTransaction();
        await SendAsync(producer, "a");
        _link.Next = TestLink.Fate.AnswerIsLost;
        Assert.True((await Assert.ThrowsAsync<TransportException>(() => producer.CommitTransactionAsync().AsTask())).IsIndefinite);
        await Assert.ThrowsAsync<InvalidOperationException>(() => producer.CommitTransactionAsync().AsTask());
        await Assert.ThrowsAsync<TransportException>(() => producer.AbortTransactionAsync().AsTask());
        Assert.Equal(["a"], Texts());
        IProducer next = await InitializedAsync();
        // Repeats of what the old producer asked bring it no further.
        Assert.Throws<ProducerFencedException>(_link.Requests[2]);
        next.BeginTransaction();
        await SendAsync(next, "b");
        await next.CommitTransactionAsync();
        Assert.Equal(["a", "b"], Texts());
    }

    [Fact]
    public async Task A_late_initialization_does_not_fence_who_came_after_it()
    {
        IProducer old = _client.CreateProducer(new ProducerSettings { TransactionalId = "tx" });
        _link.Next = TestLink.Fate.IsLost;
        await Assert.ThrowsAsync<TransportException>(() => old.InitializeTransactionsAsync().AsTask());
        IProducer producer = await InitializedAsync();
        Action own = _link.Requests[^1];
        producer.BeginTransaction();
        await SendAsync(producer, "a");
        Assert.Throws<ProducerFencedException>(_link.Requests[0]);
        own();
        await producer.CommitTransactionAsync();
        Assert.Equal(["a"], Texts());
    }

    [Fact]
    public async Task Late_offsets_undo_no_later_ones_and_come_into_no_later_transaction()
    {
        var group = new ConsumerGroupMetadata("group", -1, "");
        IProducer producer = await InitializedAsync();
        producer.BeginTransaction();
        await producer.SendOffsetsToTransactionAsync([new(Partition, 5)], group);
        Action late = _link.Requests[^1];
        await producer.SendOffsetsToTransactionAsync([new(Partition, 7)], group);
        late();
        await producer.CommitTransactionAsync();
        Assert.Throws<ProducerFencedException>(late);
        Assert.Equal([new(Partition, 7)], _log.GetGroup("group").GetCommitted([Partition]));
    }

    [Fact]
    public async Task A_late_commit_undoes_no_later_one()
    {
        IConsumer consumer = _client.CreateConsumer(new ConsumerSettings { GroupId = "group" });
        consumer.Assign([new(Partition, 0)]);
        await consumer.CommitAsync([new(Partition, 3)]);
        await consumer.CommitAsync([new(Partition, 5)]);
        _link.Requests[0]();
        Assert.Equal([new(Partition, 5)], await consumer.GetCommittedAsync([Partition]));
    }

    [Fact]
    public async Task A_late_commit_of_an_earlier_holding_is_refused()
    {
        IConsumer first = Member(_client), second = Member(_log);
        HashSet<TopicPartition> owned = [], others = [];
        Settle((first, owned));
        Assert.Equal(2, owned.Count);
        _link.Next = TestLink.Fate.IsLost;
        await Assert.ThrowsAsync<TransportException>(() => first.CommitAsync([new(Partition, 3), new(Other, 3)]).AsTask());
        Action late = _link.Requests[^1];
        Settle((first, owned), (second, others));
        Assert.Single(others);
        Assert.Throws<StaleGenerationException>(late);
        await second.DisposeAsync();
        Settle((first, owned));
        Assert.Equal(2, owned.Count);
        Assert.Throws<StaleGenerationException>(late);
        Assert.Empty(await first.GetCommittedAsync([Partition, Other]));
    }

    [Fact]
    public async Task A_consumer_that_is_cut_off_is_silent_and_comes_back()
    {
        IConsumer cut = Member(_client), other = Member(_log);
        HashSet<TopicPartition> owned = [], others = [];
        Settle((cut, owned), (other, others));
        Assert.Equal([1, 1], [owned.Count, others.Count]);
        TopicPartition lost = owned.Single();
        await SendAsync(_log.CreateProducer(new ProducerSettings()), "a");
        _link.IsConnected = false;
        Task wait = Task.CompletedTask;
        for (int i = 0; i < 46; i++)
        {
            Assert.Equal(ConsumerEventKind.None, cut.Poll().Kind);
            wait = cut.WaitAsync(default).AsTask();
            _time.Advance(TimeSpan.FromSeconds(1));
            await wait;
            Settle((other, others));
        }

        Assert.Equal(2, others.Count);
        _link.IsConnected = true;
        ConsumerEvent told = cut.Poll();
        Assert.Equal(ConsumerEventKind.Lost, told.Kind);
        Assert.Equal([lost], told.Partitions);
    }

    [Fact]
    public async Task Epochs_that_are_used_up_are_followed_by_another_producer_id()
    {
        IProducer producer = await InitializedAsync(_log);
        IConsumer reader = _log.CreateConsumer(new ConsumerSettings());
        reader.Assign([new(Partition, 0)]);
        ProducerBatch batch = Batch("a");
        int seen = 0;
        for (int i = 0; i < 40_000; i++)
        {
            producer.BeginTransaction();
            await producer.SendAsync(batch);
            if (i % 2 == 0) await producer.CommitTransactionAsync();
            else await producer.AbortTransactionAsync();
            for (ConsumerEvent next = reader.Poll(); next.Kind != ConsumerEventKind.None; next = reader.Poll())
            {
                using RecordBatch read = next.Batch!;
                seen += read.Count;
                Assert.Equal(_log.GetPartition(Partition).End, read.NextOffset);
            }
        }

        Assert.Equal(20_000, seen);
    }

    [Fact]
    public void What_a_member_prefers_comes_to_it_when_nobody_holds_it()
    {
        var group = new ConsumerGroup("group", _log, _time);
        _log.CreateTopics([new TopicSpecification("wide", 6)]);
        GroupMember[] members =
        [
            .. Enumerable.Range(0, 3).Select(i => group.Join(
                new ConsumerSettings { ClientId = $"m{i}" }, ["wide"], i == 2 ? [new("wide", 0), new("wide", 1)] : [], new WakeSignal(_time))),
        ];
        // Nobody holds anything but by prospect: the first joined had all, and what it keeps is not taken for a preference.
        IReadOnlyList<TopicPartition> PartitionsOf(string id) => group.Describe().Members.Single(m => m.MemberId == id).Partitions;
        TopicPartition[] before = [.. PartitionsOf("m0-1")];
        group.Prefer(members[2], before);
        group.Leave(members[0]);
        Assert.Equal(3, PartitionsOf("m2-3").Count);
        Assert.Contains(PartitionsOf("m2-3"), before.Contains);
        group.Prefer(members[2], [.. PartitionsOf("m1-2")]);
        Assert.Equal(3, PartitionsOf("m1-2").Count);
        Assert.Equal(-1, _log.FindGroup("none")?.Describe().Generation ?? -1);
    }

    private static IConsumer Member(ITransport transport)
    {
        IConsumer consumer = transport.CreateConsumer(new ConsumerSettings { GroupId = "group" });
        consumer.Subscribe(["topic"]);
        return consumer;
    }

    private static void Settle(params (IConsumer Consumer, HashSet<TopicPartition> Owned)[] members)
    {
        // Twice quiet: a member that joins brings nothing itself, and something for those before it.
        for (int quiet = 0; quiet < 2; quiet++)
        {
            foreach ((IConsumer consumer, HashSet<TopicPartition> owned) in members)
            {
                ConsumerEvent next = consumer.Poll();
                if (next.Kind == ConsumerEventKind.None) continue;
                quiet = -1;
                next.Batch?.Dispose();
                if (next.Kind == ConsumerEventKind.Assigned) owned.UnionWith(next.Partitions);
                if (next.Kind is ConsumerEventKind.Revoked or ConsumerEventKind.Lost) owned.ExceptWith(next.Partitions);
                if (next.Kind is ConsumerEventKind.Assigned or ConsumerEventKind.Revoked) consumer.CompleteRebalance(next.Epoch);
            }
        }
    }

    private static ProducerBatch Batch(string value)
    {
        var batch = new ProducerBatch(Partition);
        batch.Add(0, default, Encoding.UTF8.GetBytes(value));
        return batch;
    }

    private static async Task<long> SendAsync(IProducer producer, string value) => await producer.SendAsync(Batch(value));

    private async Task<IProducer> InitializedAsync(ITransport? transport = null)
    {
        IProducer producer = (transport ?? _client).CreateProducer(new ProducerSettings { TransactionalId = "tx" });
        await producer.InitializeTransactionsAsync();
        return producer;
    }

    private List<string> Texts()
    {
        IConsumer reader = _log.CreateConsumer(new ConsumerSettings());
        reader.Assign([new(Partition, 0)]);
        var texts = new List<string>();
        for (ConsumerEvent next = reader.Poll(); next.Kind != ConsumerEventKind.None; next = reader.Poll())
        {
            using RecordBatch batch = next.Batch!;
            foreach (ref readonly LogRecord record in batch.Records) texts.Add(Encoding.UTF8.GetString(record.Value));
        }

        return texts;
    }
}
