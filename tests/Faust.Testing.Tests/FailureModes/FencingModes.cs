using System.Reflection;
using Faust.Transport;
using Faust.Transport.Embedded;
using Microsoft.Extensions.Time.Testing;

namespace Faust.Testing.Tests.FailureModes;

/// <summary>Fencing that a call leaves out: a group's id alone fences nobody.</summary>
public sealed class FencingModes
{
    [Fact]
    public void Offsets_of_a_transaction_cannot_be_sent_without_the_consumers_standing()
    {
        MethodInfo[] overloads = [.. typeof(IProducer).GetMethods().Where(m => m.GetParameters().Any(p => typeof(IEnumerable<TopicPartitionOffset>).IsAssignableFrom(p.ParameterType)))];
        Assert.All(overloads, m => Assert.Contains(m.GetParameters(), p => p.ParameterType == typeof(ConsumerGroupMetadata) && !p.IsOptional));
        Assert.Single(overloads);
        // Nor can a standing be made of the id alone.
        Assert.Equal([3], typeof(ConsumerGroupMetadata).GetConstructors().Select(c => c.GetParameters().Count(p => !p.IsOptional)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("member")]
    [InlineData("nobody")]
    public async Task A_standing_without_member_or_generation_is_refused_while_the_group_has_members(string who)
    {
        var partition = new TopicPartition("topic", 0);
        var log = new EmbeddedLog(new FakeTimeProvider());
        log.CreateTopics([new TopicSpecification("topic", 1)]);
        IConsumer member = log.CreateConsumer(new ConsumerSettings { GroupId = "group" });
        member.Subscribe(["topic"]);
        while (member.GroupMetadata.MemberId.Length == 0 || log.GetGroup("group").Describe().Members is not [{ Partitions.Count: 1 }])
        {
            if (member.Poll() is { Kind: ConsumerEventKind.Assigned } assigned) member.CompleteRebalance(assigned.Epoch);
        }

        string id = who == "member" ? member.GroupMetadata.MemberId : who == "nobody" ? "nobody" : "";
        IProducer producer = log.CreateProducer(new ProducerSettings { TransactionalId = "tx" });
        await producer.InitializeTransactionsAsync();
        producer.BeginTransaction();
        await Assert.ThrowsAsync<StaleGenerationException>(
            () => producer.SendOffsetsToTransactionAsync([new(partition, 7)], new ConsumerGroupMetadata("group", -1, id)).AsTask());
        // And with it the whole transaction: it can only be aborted.
        await Assert.ThrowsAsync<InvalidOperationException>(() => producer.CommitTransactionAsync().AsTask());
        await producer.AbortTransactionAsync();
        Assert.Empty(await member.GetCommittedAsync([partition]));
    }
}
