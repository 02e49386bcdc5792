using Faust.Kafka.Broker;
using Faust.Transport;
using Faust.Transport.Conformance;

namespace Faust.Kafka;

/// <summary>The group protocol of brokers before 4.0: eager, so the suites of incremental groups do not hold for it; these do.</summary>
public sealed class ClassicGroupTests(BrokerFixture broker) : TransportConformance
{
    protected override async ValueTask<TransportHarness> CreateTransportAsync() =>
        new KafkaHarness(await broker.ServersAsync(), broker.NewPrefix(), KafkaGroupProtocol.Classic);

    [Fact]
    public async Task Members_come_and_go_and_no_record_is_read_twice_when_each_revocation_commits()
    {
        string a = await NewTopicAsync(4), b = await NewTopicAsync(4), group = Harness.NewName("group");
        TopicPartition[] all = [.. All(a, 4), .. All(b, 4)];
        Member[] members = [.. Enumerable.Range(0, 3).Select(_ => NewMember(new ConsumerSettings { GroupId = group, MaxBatchRecords = 3 }, a, b))];
        foreach (Member member in members) member.CommitsOnRevoke = true;
        for (int count = 1; count <= 3; count++)
        {
            Member[] joined = members[..count];
            foreach (TopicPartition partition in all) await SendAsync(partition, "x", "y", "z", "w");
            await UntilAsync(
                () => joined.Sum(m => m.Owned.Count) == 8 && joined.All(m => m.Owned.Count > 0) && members.Sum(m => m.Records.Count) == 32 * count, joined);
            // Co-partitioned: whoever has a partition of the one topic has that of the other.
            Assert.All(joined, m => Assert.Equal(m.Owned.Where(p => p.Topic == a).Select(p => p.Partition), m.Owned.Where(p => p.Topic == b).Select(p => p.Partition)));
        }

        await members[0].CommitAsync(members[0].Owned);
        await members[0].DisposeAsync();
        foreach (TopicPartition partition in all) await SendAsync(partition, "last");
        await UntilAsync(() => members.Sum(m => m.Records.Count) >= 104, members[1..]);
        Assert.Equal(104, members.SelectMany(m => m.Records).DistinctBy(r => (r.TopicPartition, r.Offset)).Count());
        Assert.Equal(104, members.Sum(m => m.Records.Count));
    }

    [Fact]
    public async Task A_missing_topic_is_told_and_a_member_that_left_is_fenced()
    {
        Member lost = NewMember(Harness.NewName("group"), Harness.NewName("missing"));
        var error = await Assert.ThrowsAsync<TransportException>(() => UntilAsync(() => false, lost));
        Assert.Contains("missing", error.Message, StringComparison.Ordinal);

        string topic = await NewTopicAsync();
        Member gone = NewMember(Harness.NewName("group"), topic);
        await UntilAsync(() => gone.Owned.Count == 1, gone);
        ConsumerGroupMetadata then = gone.Consumer.GroupMetadata;
        await gone.DisposeAsync();
        IProducer producer = Producer(new ProducerSettings { TransactionalId = Harness.NewName("tx") });
        await producer.InitializeTransactionsAsync();
        producer.BeginTransaction();
        await Assert.ThrowsAsync<StaleGenerationException>(async () => await producer.SendOffsetsToTransactionAsync([new(new(topic, 0), 5)], then));
        await producer.AbortTransactionAsync();
    }
}
