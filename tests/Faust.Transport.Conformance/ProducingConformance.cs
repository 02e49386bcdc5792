namespace Faust.Transport.Conformance;

public abstract class ProducingConformance : TransportConformance
{
    [Fact]
    public async Task Offsets_begin_at_zero_and_have_no_gaps()
    {
        TopicPartition partition = new(await NewTopicAsync(), 0);
        Assert.Equal(0, await SendAsync(partition, "a", "b", "c"));
        Assert.Equal(3, await SendAsync(partition, "d"));
        Assert.Equal(4, await SendAsync(partition, "e", "f"));

        List<ReadRecord> records = await ReadAsync(ReaderOf(partition), 6);
        Assert.Equal([0, 1, 2, 3, 4, 5], records.Select(r => r.Offset));
        Assert.Equal(["a", "b", "c", "d", "e", "f"], records.Select(r => r.Text));
    }

    [Fact]
    public async Task Missing_and_empty_keys_and_values_are_told_apart()
    {
        TopicPartition partition = new(await NewTopicAsync(), 0);
        var batch = new ProducerBatch(partition);
        foreach ((bool hasKey, string key, bool hasValue, string value) in
                 new[] { (false, "", true, "v"), (true, "", true, ""), (true, "k", false, ""), (false, "", false, ""), (true, "k", true, "v") })
        {
            batch.BeginRecord(7);
            batch.Buffer.Write(Bytes(key));
            batch.EndKey(hasKey);
            batch.Buffer.Write(Bytes(value));
            batch.EndRecord(hasValue);
        }

        await Producer().SendAsync(batch);
        List<ReadRecord> records = await ReadAsync(ReaderOf(partition), 5);
        Assert.Equal([null, [], Bytes("k"), null, Bytes("k")], records.Select(r => r.Key));
        Assert.Equal([Bytes("v"), [], null, null, Bytes("v")], records.Select(r => r.Value));
    }

    [Fact]
    public async Task Headers_are_kept_in_order_with_repeated_names_and_missing_values()
    {
        TopicPartition partition = new(await NewTopicAsync(), 0);
        byte[] headers = ReadRecord.EncodeHeaders(("a", Bytes("1")), ("b", null), ("a", Bytes("")), ("é", [0, 255]));
        var batch = new ProducerBatch(partition);
        batch.Add(1, Bytes("k"), Bytes("v"), headers);
        batch.Add(1, Bytes("k"), Bytes("w"));
        await Producer().SendAsync(batch);

        List<ReadRecord> records = await ReadAsync(ReaderOf(partition), 2);
        Assert.Equal(headers, records[0].Headers);
        Assert.Equal("v", records[0].Text);
        Assert.Empty(records[1].Headers);
        Assert.Equal("w", records[1].Text);
    }

    [Fact]
    public async Task Timestamps_are_kept_whatever_their_order()
    {
        TopicPartition partition = new(await NewTopicAsync(), 0);
        long least = Harness.Capabilities.HasFlag(TransportCapabilities.EpochTimestamps) ? 0 : 1;
        long[] timestamps = [1_700_000_000_000, least, 1_699_999_999_999, 253_402_300_799_999];
        var batch = new ProducerBatch(partition);
        foreach (long timestamp in timestamps) batch.Add(timestamp, default, default);
        await Producer().SendAsync(batch);
        Assert.Equal(timestamps, (await ReadAsync(ReaderOf(partition), 4)).Select(r => r.Timestamp));
    }

    [Fact]
    public async Task Large_records_are_kept_whole_between_small_ones()
    {
        Need(TransportCapabilities.LargeRecords);
        TopicPartition partition = new(await NewTopicAsync(), 0);
        byte[] large = new byte[5 << 20];
        for (int i = 0; i < large.Length; i++) large[i] = (byte)(i * 31);
        await SendAsync(partition, "before");
        var batch = new ProducerBatch(partition);
        batch.Add(1, Bytes("small"), Bytes("s"));
        batch.Add(1, Bytes("large"), large);
        batch.Add(1, Bytes("small"), Bytes("s"));
        await Producer().SendAsync(batch);
        await SendAsync(partition, "behind");

        List<ReadRecord> records = await ReadAsync(ReaderOf(partition), 5);
        Assert.Equal([6, 1, large.Length, 1, 6], records.Select(r => r.Value!.Length));
        Assert.Equal(large, records[2].Value);
    }

    [Fact]
    public async Task A_batch_may_be_used_again_when_the_call_has_returned()
    {
        TopicPartition partition = new(await NewTopicAsync(), 0);
        IProducer producer = Producer();
        var batch = new ProducerBatch(partition);
        var sends = new List<Task<long>>();
        for (int i = 0; i < 50; i++)
        {
            batch.Add(i, Bytes($"key {i}"), Bytes($"value {i}"));
            sends.Add(producer.SendAsync(batch).AsTask());
            batch.Clear();
        }

        Assert.Equal(Enumerable.Range(0, 50).Select(i => (long)i), await Task.WhenAll(sends));
        List<ReadRecord> records = await ReadAsync(ReaderOf(partition), 50);
        Assert.Equal(Enumerable.Range(0, 50).Select(i => $"value {i}"), records.Select(r => r.Text));
    }

    [Fact]
    public async Task An_abandoned_record_leaves_nothing_behind()
    {
        TopicPartition partition = new(await NewTopicAsync(), 0);
        var batch = new ProducerBatch(partition);
        batch.Add(1, Bytes("a"), Bytes("kept"));
        batch.BeginRecord(2);
        batch.Buffer.Write(Bytes("half a key"));
        batch.AbandonRecord();
        batch.Add(3, Bytes("b"), Bytes("too"));
        await Producer().SendAsync(batch);
        Assert.Equal(["kept", "too"], (await ReadAsync(ReaderOf(partition), 2)).Select(r => r.Text));
    }

    [Fact]
    public async Task A_batch_without_records_or_with_an_open_one_is_refused()
    {
        TopicPartition partition = new(await NewTopicAsync(), 0);
        IProducer producer = Producer();
        var batch = new ProducerBatch(partition);
        await Assert.ThrowsAsync<ArgumentException>(async () => await producer.SendAsync(batch));
        batch.Add(1, default, Bytes("a"));
        batch.BeginRecord(1);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await producer.SendAsync(batch));
        batch.AbandonRecord();
        Assert.Equal(0, await producer.SendAsync(batch));
    }

    [Fact]
    public async Task An_unknown_topic_or_partition_is_named_in_the_error()
    {
        string topic = await NewTopicAsync(2);
        string missing = Harness.NewName("missing");
        var noTopic = await Assert.ThrowsAsync<TransportException>(() => SendAsync(new TopicPartition(missing, 0), "a"));
        Assert.Contains(missing, noTopic.Message, StringComparison.Ordinal);
        var noPartition = await Assert.ThrowsAsync<TransportException>(() => SendAsync(new TopicPartition(topic, 2), "a"));
        Assert.Contains(topic, noPartition.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<TransportException>(() => SendAsync(new TopicPartition(topic, -1), "a"));
    }

    [Fact]
    public async Task A_disposed_producer_and_a_cancelled_send_write_nothing()
    {
        TopicPartition partition = new(await NewTopicAsync(), 0);
        IProducer producer = Producer();
        var batch = new ProducerBatch(partition);
        batch.Add(1, default, Bytes("a"));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await producer.SendAsync(batch, new CancellationToken(true)));
        await producer.DisposeAsync();
        await producer.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await producer.SendAsync(batch));
        Assert.Equal(0, await SendAsync(partition, "first"));
    }

    [Fact]
    public async Task Concurrent_producers_interleave_whole_batches_and_lose_nothing()
    {
        const int producers = 4, size = 7;
        int batches = Harness.Capabilities.HasFlag(TransportCapabilities.Immediate) ? 5000 : 200;
        using var start = new Barrier(2);
        TopicPartition partition = new(await NewTopicAsync(), 0);
        long[][] firsts = await Task.WhenAll(Enumerable.Range(0, producers).Select(p => Task.Run(async () =>
        {
            IProducer producer = Transport.CreateProducer(new ProducerSettings());
            var offsets = new long[batches];
            var batch = new ProducerBatch(partition);
            // Two at least at the same time, whatever the machine's load.
            if (p < 2) start.SignalAndWait();
            for (int b = 0; b < batches; b++)
            {
                for (int i = 0; i < size; i++) batch.Add(i, default, Bytes($"{p}/{b}/{i}"));
                offsets[b] = await producer.SendAsync(batch);
                batch.Clear();
            }

            await producer.DisposeAsync();
            return offsets;
        })));

        List<ReadRecord> records = await ReadAsync(ReaderOf(partition), producers * batches * size);
        Assert.Equal(Enumerable.Range(0, producers * batches * size).Select(i => (long)i), records.Select(r => r.Offset));
        bool whole = Harness.Capabilities.HasFlag(TransportCapabilities.WholeBatches);
        for (int p = 0; p < producers; p++)
        {
            Assert.Equal(firsts[p].Order(), firsts[p]);
            // Where the records of a send may lie apart, they are still in order, and the send told where the first is.
            string[] own = [.. records.Select(r => r.Text).Where(t => t.StartsWith($"{p}/", StringComparison.Ordinal))];
            Assert.Equal(Enumerable.Range(0, batches * size).Select(i => $"{p}/{i / size}/{i % size}"), own);
            Assert.Equal(Enumerable.Range(0, batches).Select(b => $"{p}/{b}/0"), firsts[p].Select(first => records[(int)first].Text));
            if (!whole) continue;
            for (int b = 0; b < batches; b++)
            {
                for (int i = 0; i < size; i++) Assert.Equal($"{p}/{b}/{i}", records[(int)firsts[p][b] + i].Text);
            }
        }
    }
}
