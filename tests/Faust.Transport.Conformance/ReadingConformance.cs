namespace Faust.Transport.Conformance;

public abstract class ReadingConformance : TransportConformance
{
    [Fact]
    public async Task A_batch_describes_itself()
    {
        TopicPartition partition = new(await NewTopicAsync(2), 1);
        var sent = new ProducerBatch(partition);
        sent.Add(1, Bytes("key"), Bytes("value"), ReadRecord.EncodeHeaders(("h", Bytes("x"))));
        sent.Add(2, Bytes("k"), Bytes("v"));
        await Producer().SendAsync(sent);

        ConsumerEvent next = await NextAsync(ReaderOf(partition));
        using RecordBatch batch = next.Batch!;
        Assert.Equal(ConsumerEventKind.Records, next.Kind);
        Assert.Equal(partition, batch.TopicPartition);
        Assert.Equal(next.Epoch, batch.Epoch);
        Assert.Equal(2, batch.Count);
        Assert.Equal(2, batch.Records.Length);
        Assert.Equal(2, batch.NextOffset);
        Assert.Equal(3 + 5 + 10 + 1 + 1, batch.SizeInBytes);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task Batches_hold_no_more_records_than_asked_for(int most)
    {
        TopicPartition partition = new(await NewTopicAsync(), 0);
        foreach (int size in new[] { 1, 20, 3, 50 }) await SendAsync(partition, Enumerable.Range(0, size).Select(i => $"{i}"));
        IConsumer consumer = ReaderOf(partition, new ConsumerSettings { MaxBatchRecords = most });
        long expected = 0;
        while (expected < 74)
        {
            using RecordBatch batch = (await NextAsync(consumer)).Batch!;
            Assert.InRange(batch.Count, 1, most);
            foreach (ref readonly LogRecord record in batch.Records) Assert.Equal(expected++, record.Offset);
            Assert.Equal(expected, batch.NextOffset);
        }
    }

    [Fact]
    public async Task Batches_hold_no_more_bytes_than_asked_for_but_a_larger_record_comes_alone()
    {
        TopicPartition partition = new(await NewTopicAsync(), 0);
        int[] sizes = [40, 40, 20, 1, 300, 99, 1, 1, 500, 501, 10];
        await SendAsync(partition, sizes.Select(s => new string('x', s)));
        IConsumer consumer = ReaderOf(partition, new ConsumerSettings { MaxBatchBytes = 100 });
        var read = new List<int>();
        while (read.Count < sizes.Length)
        {
            using RecordBatch batch = (await NextAsync(consumer)).Batch!;
            int[] lengths = new int[batch.Count];
            for (int i = 0; i < lengths.Length; i++) lengths[i] = batch.Records[i].Value.Length;
            Assert.Equal(lengths.Sum(), batch.SizeInBytes);
            Assert.True(lengths.Sum() <= 100 || lengths.Length == 1);
            read.AddRange(lengths);
        }

        Assert.Equal(sizes, read);
    }

    [Fact]
    public async Task Small_batches_of_the_log_are_joined()
    {
        Need(TransportCapabilities.Immediate);
        TopicPartition partition = new(await NewTopicAsync(), 0);
        for (int i = 0; i < 10; i++) await SendAsync(partition, $"{i}");
        using RecordBatch batch = (await NextAsync(ReaderOf(partition))).Batch!;
        Assert.Equal(10, batch.Count);
    }

    [Fact]
    public async Task Several_batches_may_be_held_and_given_back_in_any_order_from_any_thread()
    {
        TopicPartition partition = new(await NewTopicAsync(), 0);
        await SendAsync(partition, Enumerable.Range(0, 40).Select(i => $"value {i}"));
        IConsumer consumer = ReaderOf(partition, new ConsumerSettings { MaxBatchRecords = 10 });
        var held = new List<RecordBatch>();
        for (int i = 0; i < 4; i++) held.Add((await NextAsync(consumer)).Batch!);
        Assert.Equal(4, held.Distinct().Count());
        await Task.Run(held[2].Dispose);
        await SendAsync(partition, Enumerable.Range(40, 10).Select(i => $"value {i}"));
        held[2] = (await NextAsync(consumer)).Batch!;
        Assert.Equal(["value 0", "value 10", "value 40", "value 30"], held.Select(b => ReadRecord.Copy(b)[0].Text));
        held.ForEach(b => b.Dispose());
    }

    [Fact]
    public async Task A_batch_outlives_its_consumer_and_its_topic_and_may_be_disposed_twice()
    {
        string topic = await NewTopicAsync();
        await SendAsync(new TopicPartition(topic, 0), "still here");
        IConsumer consumer = ReaderOf(new TopicPartition(topic, 0));
        RecordBatch batch = (await NextAsync(consumer)).Batch!;
        await Admin().DeleteTopicsAsync([topic]);
        await consumer.DisposeAsync();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.Equal("still here", ReadRecord.Copy(batch)[0].Text);
        batch.Dispose();
        batch.Dispose();
    }

    [Fact]
    public async Task Partitions_with_records_take_turns()
    {
        Need(TransportCapabilities.Immediate);
        string topic = await NewTopicAsync(4);
        foreach (int p in new[] { 0, 1, 3 }) await SendAsync(new TopicPartition(topic, p), Enumerable.Range(0, 30).Select(i => $"{i}"));
        IConsumer consumer = Consumer(new ConsumerSettings { MaxBatchRecords = 10 });
        consumer.Assign([.. All(topic, 4).Select(p => new TopicPartitionOffset(p, 0))]);
        var turns = new List<int>();
        for (int i = 0; i < 9; i++)
        {
            using RecordBatch batch = (await NextAsync(consumer)).Batch!;
            turns.Add(batch.TopicPartition.Partition);
        }

        for (int round = 0; round < 3; round++) Assert.Equal([0, 1, 3], turns.Skip(round * 3).Take(3).Order());
    }

    [Fact]
    public async Task A_reader_beside_writers_sees_each_record_once_and_in_order()
    {
        const int count = 30_000;
        TopicPartition partition = new(await NewTopicAsync(), 0);
        Task writing = Task.Run(async () =>
        {
            IProducer producer = Transport.CreateProducer(new ProducerSettings());
            var batch = new ProducerBatch(partition);
            for (int i = 0; i < count;)
            {
                for (int n = 0; n < 1 + (i % 13) && i < count; n++) batch.Add(i + 1, Bytes($"{i}"), Bytes($"value {i++}"));
                await producer.SendAsync(batch);
                batch.Clear();
            }

            await producer.DisposeAsync();
        });

        IConsumer consumer = ReaderOf(partition, new ConsumerSettings { MaxBatchRecords = 17 });
        long expected = 0;
        while (expected < count)
        {
            using RecordBatch batch = (await NextAsync(consumer)).Batch!;
            foreach (ref readonly LogRecord record in batch.Records)
            {
                if (record.Offset != expected || record.Timestamp != expected + 1 || !record.Value.SequenceEqual(Bytes($"value {expected}")))
                {
                    Assert.Fail($"Expected record {expected}, read offset {record.Offset}.");
                }

                expected++;
            }
        }

        await writing;
        if (Harness.Capabilities.HasFlag(TransportCapabilities.Immediate)) Assert.Equal(ConsumerEventKind.None, consumer.Poll().Kind);
    }

    [Fact]
    public async Task Reading_an_unknown_topic_or_partition_names_it()
    {
        string topic = await NewTopicAsync();
        string missing = Harness.NewName("missing");
        IConsumer noTopic = ReaderOf(new TopicPartition(missing, 0));
        Assert.Contains(missing, (await Assert.ThrowsAsync<TransportException>(() => NextAsync(noTopic))).Message, StringComparison.Ordinal);
        IConsumer noPartition = ReaderOf(new TopicPartition(topic, 1));
        Assert.Contains(topic, (await Assert.ThrowsAsync<TransportException>(() => NextAsync(noPartition))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_of_a_deleted_topic_is_woken_and_told()
    {
        string topic = await NewTopicAsync();
        IConsumer consumer = ReaderOf(new TopicPartition(topic, 0));
        Task<ConsumerEvent> next = NextAsync(consumer);
        Assert.False(next.IsCompleted);
        await Admin().DeleteTopicsAsync([topic]);
        Assert.Contains(topic, (await Assert.ThrowsAsync<TransportException>(() => next)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disposed_consumer_says_so()
    {
        TopicPartition partition = new(await NewTopicAsync(), 0);
        IConsumer consumer = ReaderOf(partition);
        await consumer.DisposeAsync();
        await consumer.DisposeAsync();
        Assert.Throws<ObjectDisposedException>(() => consumer.Poll());
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await consumer.WaitAsync(default));
        Assert.Throws<ObjectDisposedException>(() => consumer.Assign([]));
    }
}
