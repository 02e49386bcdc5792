namespace Faust.Transport.Conformance;

public abstract class AdminConformance : TransportConformance
{
    [Fact]
    public async Task Topics_are_described_and_missing_ones_left_out()
    {
        string one = await NewTopicAsync(1), three = await NewTopicAsync(3);
        IReadOnlyList<TopicDescription> found = await Admin().DescribeTopicsAsync([one, Harness.NewName("missing"), three]);
        Assert.Equal([new TopicDescription(one, 1), new TopicDescription(three, 3)], found.OrderBy(t => t.Partitions));
    }

    [Fact]
    public async Task Creating_a_topic_again_leaves_it_as_it_is()
    {
        string topic = await NewTopicAsync(2);
        await SendAsync(new TopicPartition(topic, 1), "kept");
        await Admin().CreateTopicsAsync([new TopicSpecification(topic, 5)]);
        Assert.Equal([new TopicDescription(topic, 2)], await Admin().DescribeTopicsAsync([topic]));
        Assert.Equal("kept", (await ReadAsync(ReaderOf(new TopicPartition(topic, 1)), 1))[0].Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("with space")]
    [InlineData("slash/")]
    [InlineData("ümlaut")]
    [InlineData("250")]
    public async Task Names_that_Kafka_refuses_are_refused(string name)
    {
        if (name == "250") name = new string('x', 250);
        await Assert.ThrowsAsync<TransportException>(async () => await Admin().CreateTopicsAsync([new TopicSpecification(name, 1)]));
        if (name.Length > 0) Assert.Empty(await Admin().DescribeTopicsAsync([name]));
    }

    [Fact]
    public async Task Names_that_Kafka_takes_are_taken()
    {
        string[] names = [Harness.NewName("Az09._-"), Harness.NewName("long").PadRight(249, 'x')];
        await Admin().CreateTopicsAsync([.. names.Select(n => new TopicSpecification(n, 1))]);
        Assert.Equal(2, (await Admin().DescribeTopicsAsync(names)).Count);
    }

    [Fact]
    public async Task Names_that_differ_in_dots_and_underscores_alone_collide()
    {
        string name = Harness.NewName("a.b");
        await Admin().CreateTopicsAsync([new TopicSpecification(name, 1)]);
        await Assert.ThrowsAsync<TransportException>(
            async () => await Admin().CreateTopicsAsync([new TopicSpecification(name.Replace("a.b", "a_b", StringComparison.Ordinal), 1)]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task A_topic_needs_a_partition(int partitions) =>
        await Assert.ThrowsAsync<TransportException>(
            async () => await Admin().CreateTopicsAsync([new TopicSpecification(Harness.NewName("none"), partitions)]));

    [Fact]
    public async Task Offsets_bound_what_there_is()
    {
        string topic = await NewTopicAsync(2);
        await SendAsync(new TopicPartition(topic, 1), "a", "b", "c");
        IReadOnlyList<PartitionOffsets> offsets = await Admin().GetOffsetsAsync(All(topic, 2));
        Assert.Equal([new PartitionOffsets(new(topic, 0), 0, 0, 0), new PartitionOffsets(new(topic, 1), 0, 3, 3)], offsets.OrderBy(o => o.TopicPartition));
    }

    [Fact]
    public async Task Offsets_of_what_does_not_exist_are_an_error()
    {
        string topic = await NewTopicAsync(2);
        await Assert.ThrowsAsync<TransportException>(async () => await Admin().GetOffsetsAsync([new TopicPartition(topic, 2)]));
        await Assert.ThrowsAsync<TransportException>(async () => await Admin().GetOffsetsAsync([new TopicPartition(Harness.NewName("no"), 0)]));
    }

    [Fact]
    public async Task A_deleted_topic_is_gone_with_its_records_and_may_be_made_anew()
    {
        string topic = await NewTopicAsync(2);
        await SendAsync(new TopicPartition(topic, 1), "a", "b");
        await Admin().DeleteTopicsAsync([topic, Harness.NewName("missing")]);
        Assert.Empty(await Admin().DescribeTopicsAsync([topic]));
        await Assert.ThrowsAsync<TransportException>(() => SendAsync(new TopicPartition(topic, 1), "c"));

        await Admin().CreateTopicsAsync([new TopicSpecification(topic, 3)]);
        ForgetSender();
        Assert.Equal([new TopicDescription(topic, 3)], await Admin().DescribeTopicsAsync([topic]));
        Assert.Equal(0, await SendAsync(new TopicPartition(topic, 1), "new"));
        Assert.Equal("new", (await ReadAsync(ReaderOf(new TopicPartition(topic, 1)), 1))[0].Text);
    }

    [Fact]
    public async Task Calls_may_be_cancelled_and_fail_after_dispose()
    {
        IAdmin admin = Admin();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await admin.DescribeTopicsAsync(["a"], new CancellationToken(true)));
        await admin.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await admin.DescribeTopicsAsync(["a"]));
    }
}
