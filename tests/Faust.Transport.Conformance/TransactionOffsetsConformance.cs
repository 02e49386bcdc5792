namespace Faust.Transport.Conformance;

/// <summary>Consumed offsets as part of a transaction.</summary>
public abstract class TransactionOffsetsConformance : TransportConformance
{
    [Fact]
    public async Task Offsets_count_with_the_commit_and_not_with_an_abort()
    {
        string topic = await NewTopicAsync(2);
        TopicPartition[] both = All(topic, 2);
        Member member = NewMember(Harness.NewName("group"), topic);
        await UntilAsync(() => member.Owned.Count == 2, member);
        IProducer producer = await InitializedAsync();
        producer.BeginTransaction();
        await producer.SendOffsetsToTransactionAsync([new(both[0], 3)], member.Consumer.GroupMetadata);
        await producer.CommitTransactionAsync();
        Assert.Equal([new(both[0], 3)], await CommittedAsync(member, both));

        producer.BeginTransaction();
        await producer.SendOffsetsToTransactionAsync([new(both[0], 8), new(both[1], 8)], member.Consumer.GroupMetadata);
        await producer.AbortTransactionAsync();
        producer.BeginTransaction();
        await producer.SendOffsetsToTransactionAsync([new(both[1], 1)], member.Consumer.GroupMetadata);
        await producer.SendOffsetsToTransactionAsync([new(both[1], 2)], member.Consumer.GroupMetadata);
        await producer.CommitTransactionAsync();
        Assert.Equal([new(both[0], 3), new TopicPartitionOffset(both[1], 2)], await CommittedAsync(member, both));
    }

    [Fact]
    public async Task A_member_cannot_commit_what_it_lost()
    {
        string topic = await NewTopicAsync(2), group = Harness.NewName("group");
        Member zombie = NewMember(group, topic), other = NewMember(group, topic);
        await UntilAsync(() => zombie.Owned.Count == 2, zombie);
        ConsumerGroupMetadata then = zombie.Consumer.GroupMetadata;
        await UntilAsync(() => other.Owned.Count == 1, zombie, other);
        TopicPartition lost = other.Owned.Single();
        IProducer producer = await InitializedAsync();
        producer.BeginTransaction();
        await Assert.ThrowsAsync<StaleGenerationException>(async () => await producer.SendOffsetsToTransactionAsync([new(lost, 5)], then));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await producer.CommitTransactionAsync());
        await producer.AbortTransactionAsync();
        Assert.Empty(await CommittedAsync(other, [lost]));
    }

    [Fact]
    public async Task A_member_that_left_cannot_commit()
    {
        string topic = await NewTopicAsync(), group = Harness.NewName("group");
        TopicPartition partition = new(topic, 0);
        Member gone = NewMember(group, topic);
        await UntilAsync(() => gone.Owned.Count == 1, gone);
        ConsumerGroupMetadata then = gone.Consumer.GroupMetadata;
        await gone.DisposeAsync();
        IProducer producer = await InitializedAsync();
        producer.BeginTransaction();
        await Assert.ThrowsAsync<StaleGenerationException>(async () => await producer.SendOffsetsToTransactionAsync([new(partition, 5)], then));
        await producer.AbortTransactionAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_new_holder_does_not_begin_before_the_offsets_of_the_old_one_are_decided(bool commit)
    {
        string topic = await NewTopicAsync(), group = Harness.NewName("group");
        TopicPartition partition = new(topic, 0);
        await SendAsync(partition, "a", "b", "c");
        Member first = NewMember(group, topic);
        await UntilAsync(() => first.Records.Count == 3, first);
        IProducer producer = await InitializedAsync();
        producer.BeginTransaction();
        await producer.SendOffsetsToTransactionAsync([new(partition, 2)], first.Consumer.GroupMetadata);
        await first.DisposeAsync();
        Member second = NewMember(group, topic);
        if (Harness.Capabilities.HasFlag(TransportCapabilities.Immediate)) await SettleAsync(second);
        Assert.Empty(second.Records);

        if (commit) await producer.CommitTransactionAsync();
        else await producer.AbortTransactionAsync();
        await UntilAsync(() => second.Records.Count == (commit ? 1 : 3), second);
        Assert.Equal(commit ? 2 : 0, second.Records[0].Offset);
    }

    [Fact]
    public async Task A_new_holder_waits_no_longer_than_the_transaction_may()
    {
        Need(TransportCapabilities.ControlledTime);
        string topic = await NewTopicAsync(), group = Harness.NewName("group");
        TopicPartition partition = new(topic, 0);
        Member first = NewMember(group, topic);
        await UntilAsync(() => first.Owned.Count == 1, first);
        IProducer producer = await InitializedAsync();
        producer.BeginTransaction();
        await producer.SendOffsetsToTransactionAsync([new(partition, 2)], first.Consumer.GroupMetadata);
        await first.DisposeAsync();
        Member second = NewMember(group, topic);
        await Harness.AdvanceTimeAsync(TimeSpan.FromSeconds(40));
        await SettleAsync(second);
        Assert.Empty(second.Owned);
        await Harness.AdvanceTimeAsync(TimeSpan.FromSeconds(21));
        await UntilAsync(() => second.Owned.Count == 1, second);
        Assert.Empty(await CommittedAsync(second, [partition]));
    }

    private static async Task<IEnumerable<TopicPartitionOffset>> CommittedAsync(Member member, TopicPartition[] partitions) =>
        (await member.Consumer.GetCommittedAsync(partitions)).OrderBy(o => o.TopicPartition);

    private async Task<IProducer> InitializedAsync()
    {
        IProducer producer = Producer(new ProducerSettings { TransactionalId = Harness.NewName("tx"), TransactionTimeout = TimeSpan.FromMinutes(1) });
        await producer.InitializeTransactionsAsync();
        return producer;
    }
}
