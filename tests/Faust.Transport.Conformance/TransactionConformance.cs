namespace Faust.Transport.Conformance;

/// <summary>Transactions: what each isolation level sees, and who may write.</summary>
public abstract class TransactionConformance : TransportConformance
{
    [Theory]
    [InlineData(IsolationLevel.ReadCommitted)]
    [InlineData(IsolationLevel.ReadUncommitted)]
    public async Task Aborted_records_are_seen_by_uncommitted_readers_alone(IsolationLevel level)
    {
        TopicPartition partition = new(await NewTopicAsync(), 0);
        IProducer producer = await InitializedAsync(Harness.NewName("tx"));
        await InTransactionAsync(producer, commit: false, (partition, "a"), (partition, "b"));
        await SendAsync(partition, "c");
        await InTransactionAsync(producer, commit: true, (partition, "d"));
        await InTransactionAsync(producer, commit: false, (partition, "e"));
        string[] expected = level == IsolationLevel.ReadCommitted ? ["c", "d"] : ["a", "b", "c", "d", "e"];
        Assert.Equal(expected, await TextsAsync(partition, level));
    }

    [Fact]
    public async Task The_mark_of_a_transaction_has_an_offset()
    {
        TopicPartition partition = new(await NewTopicAsync(), 0);
        IProducer producer = await InitializedAsync(Harness.NewName("tx"));
        await InTransactionAsync(producer, commit: true, (partition, "a"), (partition, "b"));
        Assert.Equal(["a", "b"], await TextsAsync(partition, IsolationLevel.ReadCommitted));
        // a, b, the mark, and the end that was sent by reading.
        Assert.Equal(4, (await Admin().GetOffsetsAsync([partition]))[0].High);
    }

    [Fact]
    public async Task Committed_readers_wait_for_the_oldest_open_transaction()
    {
        TopicPartition partition = new(await NewTopicAsync(), 0);
        IProducer slow = await InitializedAsync(Harness.NewName("tx")), quick = await InitializedAsync(Harness.NewName("tx"));
        IConsumer committed = ReaderOf(partition);
        await SendAsync(partition, "a");
        slow.BeginTransaction();
        long first = await SendAsync(slow, partition, "slow");
        await InTransactionAsync(quick, commit: true, (partition, "b"));
        await SendAsync(partition, "c");
        Assert.Equal(["a"], (await ReadAsync(committed, 1)).Select(r => r.Text));
        PartitionOffsets bounds = (await Admin().GetOffsetsAsync([partition]))[0];
        Assert.Equal(first, bounds.LastStable);
        Assert.True(bounds.High > first + 2);
        IConsumer uncommitted = ReaderOf(partition, new ConsumerSettings { IsolationLevel = IsolationLevel.ReadUncommitted });
        Assert.Equal(["a", "slow", "b", "c"], (await ReadAsync(uncommitted, 4)).Select(r => r.Text));
        if (Harness.Capabilities.HasFlag(TransportCapabilities.Immediate)) Assert.Equal(ConsumerEventKind.None, committed.Poll().Kind);

        await slow.CommitTransactionAsync();
        Assert.Equal(["slow", "b", "c"], (await ReadAsync(committed, 3)).Select(r => r.Text));
    }

    [Fact]
    public async Task A_transaction_spans_partitions()
    {
        string topic = await NewTopicAsync(3);
        TopicPartition[] all = All(topic, 3);
        IProducer producer = await InitializedAsync(Harness.NewName("tx"));
        await InTransactionAsync(producer, commit: true, (all[0], "a"), (all[1], "b"), (all[0], "c"));
        await InTransactionAsync(producer, commit: false, (all[1], "x"), (all[2], "y"));
        Assert.Equal(["a", "c"], await TextsAsync(all[0], IsolationLevel.ReadCommitted));
        Assert.Equal(["b"], await TextsAsync(all[1], IsolationLevel.ReadCommitted));
        Assert.Empty(await TextsAsync(all[2], IsolationLevel.ReadCommitted));
    }

    [Fact]
    public async Task The_producer_initialized_last_fences_the_others_and_ends_what_they_left()
    {
        TopicPartition partition = new(await NewTopicAsync(), 0);
        string id = Harness.NewName("tx");
        IProducer zombie = await InitializedAsync(id);
        zombie.BeginTransaction();
        await SendAsync(zombie, partition, "zombie");
        IProducer next = await InitializedAsync(id);
        await InTransactionAsync(next, commit: true, (partition, "a"));

        await Assert.ThrowsAsync<ProducerFencedException>(async () =>
        {
            await SendAsync(zombie, partition, "again");
            await zombie.CommitTransactionAsync();
        });
        await InTransactionAsync(next, commit: true, (partition, "b"));
        Assert.Equal(["a", "b"], await TextsAsync(partition, IsolationLevel.ReadCommitted));
    }

    [Fact]
    public async Task Calls_out_of_turn_are_refused()
    {
        TopicPartition partition = new(await NewTopicAsync(), 0);
        IProducer plain = Producer(), producer = Producer(new ProducerSettings { TransactionalId = Harness.NewName("tx") });
        Assert.Throws<InvalidOperationException>(plain.BeginTransaction);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await plain.InitializeTransactionsAsync());
        Assert.Throws<InvalidOperationException>(producer.BeginTransaction);
        await producer.InitializeTransactionsAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await SendAsync(producer, partition, "a"));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await producer.CommitTransactionAsync());
        producer.BeginTransaction();
        Assert.Throws<InvalidOperationException>(producer.BeginTransaction);
        await producer.CommitTransactionAsync();
        await InTransactionAsync(producer, commit: false);
        await InTransactionAsync(producer, commit: true, (partition, "b"));
        Assert.Equal(["b"], await TextsAsync(partition, IsolationLevel.ReadCommitted));
    }

    [Fact]
    public async Task An_open_transaction_times_out()
    {
        Need(TransportCapabilities.ControlledTime);
        TopicPartition partition = new(await NewTopicAsync(), 0);
        IProducer dead = await InitializedAsync(Harness.NewName("tx"), TimeSpan.FromSeconds(30));
        dead.BeginTransaction();
        await SendAsync(dead, partition, "dead");
        await SendAsync(partition, "a");
        await Harness.AdvanceTimeAsync(TimeSpan.FromSeconds(29));
        Assert.Equal(0, (await Admin().GetOffsetsAsync([partition]))[0].LastStable);
        await Harness.AdvanceTimeAsync(TimeSpan.FromSeconds(2));
        Assert.Equal(["a"], await TextsAsync(partition, IsolationLevel.ReadCommitted));
        await Assert.ThrowsAsync<ProducerFencedException>(async () => await dead.CommitTransactionAsync());
    }

    [Fact]
    public async Task A_record_that_is_too_large_is_refused_and_fails_its_transaction()
    {
        TopicPartition partition = new(await NewTopicAsync(), 0);
        IProducer producer = await InitializedAsync(Harness.NewName("tx"));
        producer.BeginTransaction();
        await SendAsync(producer, partition, "a");
        var batch = new ProducerBatch(partition);
        batch.Add(0, default, Bytes("small"));
        batch.Add(0, default, new byte[producer.MaxRecordBytes + 1]);
        await Assert.ThrowsAsync<RecordTooLargeException>(async () => await producer.SendAsync(batch));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await producer.CommitTransactionAsync());
        await producer.AbortTransactionAsync();
        await InTransactionAsync(producer, commit: true, (partition, "b"));
        Assert.Equal(["b"], await TextsAsync(partition, IsolationLevel.ReadCommitted));
    }

    protected async Task<IProducer> InitializedAsync(string id, TimeSpan? timeout = null)
    {
        IProducer producer = Producer(new ProducerSettings { TransactionalId = id, TransactionTimeout = timeout ?? TimeSpan.FromMinutes(1) });
        await producer.InitializeTransactionsAsync();
        return producer;
    }

    protected static async Task<long> SendAsync(IProducer producer, TopicPartition partition, string value)
    {
        var batch = new ProducerBatch(partition);
        batch.Add(0, default, Bytes(value));
        return await producer.SendAsync(batch);
    }

    private static async Task InTransactionAsync(IProducer producer, bool commit, params (TopicPartition Partition, string Value)[] records)
    {
        producer.BeginTransaction();
        foreach ((TopicPartition partition, string value) in records) await SendAsync(producer, partition, value);
        if (commit) await producer.CommitTransactionAsync();
        else await producer.AbortTransactionAsync();
    }

    /// <summary>What a new reader sees before an end that is sent here.</summary>
    private async Task<List<string>> TextsAsync(TopicPartition partition, IsolationLevel level)
    {
        await SendAsync(partition, "end");
        IConsumer reader = ReaderOf(partition, new ConsumerSettings { IsolationLevel = level });
        var texts = new List<string>();
        while (texts.LastOrDefault() != "end") texts.AddRange((await ReadAsync(reader, 1)).Select(r => r.Text));
        return texts[..^1];
    }
}
