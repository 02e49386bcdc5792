namespace Faust.Transport.Conformance;

/// <summary>Assignment by hand, pause, resume, seek, and where reading starts.</summary>
public abstract class PositionConformance : TransportConformance
{
    [Fact]
    public async Task An_assignment_by_hand_starts_where_it_says_and_replaces_the_one_before()
    {
        string topic = await NewTopicAsync(2);
        foreach (TopicPartition partition in All(topic, 2)) await SendAsync(partition, "a", "b", "c", "d");
        IConsumer consumer = Consumer();
        consumer.Assign([new(new(topic, 0), 2)]);
        Assert.Equal([2, 3], (await ReadAsync(consumer, 2)).Select(r => r.Offset));
        consumer.Assign([new(new(topic, 1), 1)]);
        List<ReadRecord> records = await ReadAsync(consumer, 3);
        Assert.All(records, r => Assert.Equal(1, r.TopicPartition.Partition));
        Assert.Equal([1, 2, 3], records.Select(r => r.Offset));
        consumer.Assign([]);
        Assert.Equal(ConsumerEventKind.None, consumer.Poll().Kind);
    }

    [Fact]
    public async Task A_consumer_is_subscribed_or_assigned_but_not_both()
    {
        string topic = await NewTopicAsync();
        IConsumer assigned = Consumer(new ConsumerSettings { GroupId = Harness.NewName("group") });
        assigned.Assign([new(new(topic, 0), 0)]);
        Assert.Throws<InvalidOperationException>(() => assigned.Subscribe([topic]));
        IConsumer subscribed = Consumer(new ConsumerSettings { GroupId = Harness.NewName("group") });
        subscribed.Subscribe([topic]);
        Assert.Throws<InvalidOperationException>(() => subscribed.Assign([new(new(topic, 0), 0)]));
        Assert.Throws<InvalidOperationException>(() => Consumer().Subscribe([topic]));
    }

    [Fact]
    public async Task A_consumer_without_subscription_has_nothing()
    {
        await SendAsync(new TopicPartition(await NewTopicAsync(), 0), "a");
        IConsumer consumer = Consumer(new ConsumerSettings { GroupId = "g" });
        Assert.Equal(ConsumerEventKind.None, consumer.Poll().Kind);
        Assert.Equal(new ConsumerGroupMetadata("g", -1, ""), consumer.GroupMetadata);
        Assert.Equal(new ConsumerGroupMetadata("", -1, ""), Consumer().GroupMetadata);
    }

    [Fact]
    public async Task Paused_partitions_are_silent_and_keep_their_position()
    {
        string topic = await NewTopicAsync(2);
        TopicPartition[] both = All(topic, 2);
        IConsumer consumer = Consumer(new ConsumerSettings { MaxBatchRecords = 2 });
        consumer.Assign([.. both.Select(p => new TopicPartitionOffset(p, 0))]);
        await SendAsync(both[0], "0", "1", "2", "3");
        Assert.Equal([0, 1], (await ReadAsync(consumer, 2)).Select(r => r.Offset));

        consumer.Pause([both[0]]);
        await SendAsync(both[0], "4");
        await SendAsync(both[1], "0");
        Assert.Equal(both[1], Assert.Single(await ReadAsync(consumer, 1)).TopicPartition);
        Assert.Equal(ConsumerEventKind.None, consumer.Poll().Kind);

        consumer.Resume([both[0]]);
        Assert.Equal([2, 3, 4], (await ReadAsync(consumer, 3)).Select(r => r.Offset));
    }

    [Fact]
    public async Task Pausing_what_is_not_assigned_does_nothing()
    {
        string topic = await NewTopicAsync();
        IConsumer consumer = ReaderOf(new TopicPartition(topic, 0));
        consumer.Pause([new(topic, 5)]);
        consumer.Resume([new(topic, 5)]);
        await SendAsync(new TopicPartition(topic, 0), "a");
        Assert.Single(await ReadAsync(consumer, 1));
    }

    [Fact]
    public async Task Seek_goes_on_from_any_offset_forwards_and_backwards_and_also_while_paused()
    {
        TopicPartition partition = new(await NewTopicAsync(), 0);
        for (int i = 0; i < 300; i++) await SendAsync(partition, Enumerable.Range(0, 1 + (i % 5)).Select(n => new string('x', 40)));
        long end = (await Admin().GetOffsetsAsync([partition]))[0].High;
        IConsumer consumer = ReaderOf(partition, new ConsumerSettings { MaxBatchRecords = 3 });
        for (long i = 0; i < end; i += 7)
        {
            long offset = i * 31 % end;
            if (i % 2 == 0) consumer.Pause([partition]);
            consumer.Seek(new(partition, offset));
            if (i % 2 == 0) consumer.Resume([partition]);
            Assert.Equal(offset, (await ReadAsync(consumer, 1))[0].Offset);
        }

        consumer.Seek(new(partition, end));
        Assert.Equal(ConsumerEventKind.None, consumer.Poll().Kind);
        await SendAsync(partition, "next");
        Assert.Equal(end, (await ReadAsync(consumer, 1))[0].Offset);
        Assert.Throws<InvalidOperationException>(() => consumer.Seek(new(new(partition.Topic, 9), 0)));
    }

    [Fact]
    public async Task An_offset_that_is_gone_resets_as_the_settings_say()
    {
        TopicPartition partition = new(await NewTopicAsync(), 0);
        await SendAsync(partition, "a", "b");
        IConsumer earliest = ReaderOf(partition, new ConsumerSettings { OffsetReset = OffsetReset.Earliest }, offset: 10);
        Assert.Equal(0, (await ReadAsync(earliest, 1))[0].Offset);

        IConsumer latest = ReaderOf(partition, new ConsumerSettings { OffsetReset = OffsetReset.Latest }, offset: 10);
        Assert.Equal(ConsumerEventKind.None, latest.Poll().Kind);
        if (Harness.Capabilities.HasFlag(TransportCapabilities.Immediate))
        {
            await SendAsync(partition, "c");
            Assert.Equal(2, (await ReadAsync(latest, 1))[0].Offset);
        }

        IConsumer error = ReaderOf(partition, new ConsumerSettings { OffsetReset = OffsetReset.Error }, offset: 10);
        var refused = await Assert.ThrowsAsync<TransportException>(() => NextAsync(error));
        Assert.Contains(partition.ToString(), refused.Message, StringComparison.Ordinal);
        error.Seek(new(partition, 1));
        Assert.Equal(1, (await ReadAsync(error, 1))[0].Offset);
    }

    [Fact]
    public async Task A_group_without_committed_offset_starts_as_the_settings_say()
    {
        string topic = await NewTopicAsync();
        TopicPartition partition = new(topic, 0);
        await SendAsync(partition, "a", "b");
        foreach (OffsetReset reset in Enum.GetValues<OffsetReset>())
        {
            await using Member member = NewMember(new ConsumerSettings { GroupId = Harness.NewName("group"), OffsetReset = reset }, topic);
            await UntilAsync(() => member.Owned.Count == 1, member);
            if (reset == OffsetReset.Error)
            {
                await Assert.ThrowsAsync<TransportException>(() => UntilAsync(() => false, member));
                member.Consumer.Seek(new(partition, 1));
            }

            // Where it starts is looked up behind the answer: what comes meanwhile may come before it.
            if (reset == OffsetReset.Latest && !Harness.Capabilities.HasFlag(TransportCapabilities.Immediate)) continue;
            long behind = await SendAsync(partition, "c");
            await UntilAsync(() => member.Records.Count > 0, member);
            long expected = reset switch { OffsetReset.Earliest => 0, OffsetReset.Latest => behind, _ => 1 };
            Assert.Equal(expected, member.Records[0].Offset);
        }
    }

    [Fact]
    public async Task One_partition_that_cannot_be_read_does_not_silence_the_others()
    {
        string topic = await NewTopicAsync(2);
        await SendAsync(new(topic, 1), "a");
        IConsumer consumer = Consumer(new ConsumerSettings { OffsetReset = OffsetReset.Error });
        consumer.Assign([new(new(topic, 0), 99), new(new(topic, 1), 0)]);
        ConsumerEvent next = default;
        int errors = 0;
        while (next.Kind == ConsumerEventKind.None)
        {
            try
            {
                next = await NextAsync(consumer);
            }
            catch (TransportException)
            {
                Assert.True(++errors < 10);
            }
        }

        next.Batch!.Dispose();
        await Assert.ThrowsAsync<TransportException>(() => NextAsync(consumer));
    }
}
