using System.Runtime.CompilerServices;
using System.Text;
using Faust.Transport.Embedded;
using Microsoft.Extensions.Time.Testing;

namespace Faust.Transport;

public sealed class EmbeddedLogTests
{
    private static readonly TopicPartition Partition = new("topic", 0);

    [Fact]
    public async Task Writing_and_reading_allocate_nothing_in_the_steady_state()
    {
        EmbeddedLog log = await NewLogAsync();
        IProducer producer = log.CreateProducer(new ProducerSettings());
        IConsumer consumer = log.CreateConsumer(new ConsumerSettings { MaxBatchRecords = 100 });
        consumer.Assign([new(Partition, 0)]);
        ProducerBatch batch = Batch(500, 120);
        await RoundAsync(producer, consumer, batch, 50);

        // The least of several: a collection that other tests cause can count the unused rest of the thread's allocation buffer.
        long least = long.MaxValue;
        for (int attempt = 0; attempt < 5; attempt++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Equal(100_000, await RoundAsync(producer, consumer, batch, 200));
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        // What there is: an object and a new array of references for each new segment.
        Assert.True(least < 2048, $"{least} bytes for 100,000 records");
    }

    [Fact]
    public async Task A_wait_that_is_signalled_already_allocates_nothing()
    {
        EmbeddedLog log = await NewLogAsync();
        IConsumer consumer = log.CreateConsumer(new ConsumerSettings());
        consumer.Assign([new(Partition, 0)]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++) await consumer.WaitAsync(default);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000);
    }

    [Fact]
    public async Task A_consumer_that_is_not_closed_neither_keeps_its_log_nor_its_memory()
    {
        (WeakReference log, WeakReference segment) = await DropAsync();
        Collect();

        Assert.False(log.IsAlive);
        Assert.False(segment.IsAlive);
    }

    [Fact]
    public async Task Records_stay_readable_when_all_but_their_batch_is_dropped()
    {
        (RecordBatch batch, WeakReference segment) = await ReadAndDropAsync();
        Collect();

        Assert.True(segment.IsAlive);
        foreach (ref readonly LogRecord record in batch.Records) Assert.Equal(120, record.Value.Length);
        Assert.Equal(Enumerable.Repeat((byte)'x', 120), batch.Records[99].Value.ToArray());
        batch.Dispose();
        Assert.True(batch.Records.IsEmpty);
    }

    [Fact]
    public void Segments_grow_and_a_large_batch_gets_one_of_its_own()
    {
        var log = new PartitionLog(Partition, new EmbeddedLogOptions { FirstSegmentBytes = 1024, SegmentBytes = 4096 });
        ProducerBatch small = Batch(1, 900), large = Batch(1, 10_000);
        foreach (ProducerBatch batch in new[] { small, small, small, small, large, small }) log.Append(batch.Buffer.WrittenSpan, 1);
        var capacities = new List<int>();
        for (LogSegment? segment = log.FindSegment(0); segment is not null; segment = log.FindFollowing(segment)) capacities.Add(segment.Capacity);
        Assert.Equal([1024, 2048, 4096, 10_000 + ProducerBatch.FrameHeaderLength + LogBatchHeader.Length, 4096], capacities);
    }

    [Fact]
    public void Every_offset_is_found_wherever_it_lies()
    {
        var log = new PartitionLog(Partition, new EmbeddedLogOptions { FirstSegmentBytes = 1024, SegmentBytes = 64 * 1024 });
        for (int i = 0; i < 3000; i++)
        {
            ProducerBatch batch = Batch(1 + (i % 7), i % 90);
            Assert.Equal(log.End, log.Append(batch.Buffer.WrittenSpan, batch.Count));
        }

        var into = new EmbeddedRecordBatch(new RecordBatchPool());
        for (long offset = 0; offset < log.End; offset++)
        {
            var cursor = default(LogCursor);
            cursor.MoveTo(offset);
            Assert.True(cursor.Read(log, log.End, into, 3, 1 << 20));
            Assert.Equal(offset, into.Records[0].Offset);
            Assert.Equal(offset + into.Count, cursor.Offset);
        }
    }

    [Fact]
    public async Task Records_before_the_start_are_gone_and_reading_resets()
    {
        EmbeddedLog log = await NewLogAsync(new EmbeddedLogOptions { FirstSegmentBytes = 1024, SegmentBytes = 1024 });
        IConsumer consumer = log.CreateConsumer(new ConsumerSettings { MaxBatchRecords = 2 });
        consumer.Assign([new(Partition, 0)]);
        IProducer producer = log.CreateProducer(new ProducerSettings());
        for (int i = 0; i < 20; i++) await producer.SendAsync(Batch(2, 300));
        using RecordBatch first = consumer.Poll().Batch!;
        Assert.Equal(0, first.Records[0].Offset);

        PartitionLog partition = log.GetPartition(Partition);
        partition.AdvanceStart(25);
        using RecordBatch next = consumer.Poll().Batch!;
        Assert.Equal(25, next.Records[0].Offset);
        Assert.Equal(24, partition.FindSegment(0)!.BaseOffset);
        Assert.Equal(300, first.Records[1].Value.Length);
        Assert.Equal([new PartitionOffsets(Partition, 25, 40, 40)], await log.CreateAdmin().GetOffsetsAsync([Partition]));
    }

    [Fact]
    public async Task A_reader_that_rests_in_a_segment_that_is_gone_keeps_only_that_one()
    {
        EmbeddedLog log = await NewLogAsync(new EmbeddedLogOptions { FirstSegmentBytes = 1024, SegmentBytes = 1024 });
        IConsumer consumer = log.CreateConsumer(new ConsumerSettings { MaxBatchRecords = 2 });
        consumer.Assign([new(Partition, 0)]);
        WeakReference passed = await PassAsync(log, consumer);
        Collect();

        Assert.False(passed.IsAlive);
        Assert.Equal(12, consumer.Poll().Batch!.Records[0].Offset);
    }

    [Fact]
    public async Task A_closed_log_wakes_who_waits_and_refuses_everything()
    {
        EmbeddedLog log = await NewLogAsync();
        IConsumer reader = log.CreateConsumer(new ConsumerSettings());
        reader.Assign([new(Partition, 0)]);
        IConsumer member = log.CreateConsumer(new ConsumerSettings { GroupId = "group" });
        member.Subscribe(["topic"]);
        Assert.Equal(ConsumerEventKind.Assigned, member.Poll().Kind);
        while (reader.Poll().Kind != ConsumerEventKind.None || member.Poll().Kind != ConsumerEventKind.None) { }
        Task[] waits = [reader.WaitAsync(default).AsTask(), member.WaitAsync(default).AsTask()];
        await log.DisposeAsync();
        await log.DisposeAsync();
        await Task.WhenAll(waits);
        Assert.Throws<ObjectDisposedException>(() => reader.Poll());
        Assert.Throws<ObjectDisposedException>(() => log.CreateAdmin());
        await member.DisposeAsync();
    }

    [Fact]
    public async Task Member_ids_are_the_same_in_every_run()
    {
        EmbeddedLog log = await NewLogAsync();
        IConsumer[] members = [.. Enumerable.Range(0, 3).Select(i => log.CreateConsumer(new ConsumerSettings { GroupId = "group", ClientId = $"c{i}" }))];
        foreach (IConsumer member in members)
        {
            member.Subscribe(["topic"]);
            member.Poll();
        }

        Assert.Equal(["c0-1", "c1-2", "c2-3"], members.Select(m => m.GroupMetadata.MemberId));
    }

    private static async ValueTask<long> RoundAsync(IProducer producer, IConsumer consumer, ProducerBatch batch, int times)
    {
        long records = 0;
        for (int i = 0; i < times; i++)
        {
            await producer.SendAsync(batch);
            for (ConsumerEvent next = consumer.Poll(); next.Kind == ConsumerEventKind.Records; next = consumer.Poll())
            {
                records += next.Batch!.Count;
                next.Batch.Dispose();
            }
        }

        return records;
    }

    private static void Collect()
    {
        for (int i = 0; i < 5; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    private static ProducerBatch Batch(int records, int valueLength)
    {
        var batch = new ProducerBatch(Partition);
        byte[] value = Encoding.UTF8.GetBytes(new string('x', valueLength));
        for (int i = 0; i < records; i++) batch.Add(i, default, value);
        return batch;
    }

    private static async Task<EmbeddedLog> NewLogAsync(EmbeddedLogOptions? options = null)
    {
        var log = new EmbeddedLog(new FakeTimeProvider(), options);
        await log.CreateAdmin().CreateTopicsAsync([new TopicSpecification("topic", 1)]);
        return log;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<(WeakReference Log, WeakReference Segment)> DropAsync()
    {
        // The system's clock: its timers are roots.
        var log = new EmbeddedLog();
        await log.CreateAdmin().CreateTopicsAsync([new TopicSpecification("topic", 1)]);
        await log.CreateProducer(new ProducerSettings()).SendAsync(Batch(10, 10));
        IConsumer consumer = log.CreateConsumer(new ConsumerSettings { GroupId = "group" });
        consumer.Subscribe(["topic"]);
        consumer.CompleteRebalance(consumer.Poll().Epoch);
        Assert.Equal(ConsumerEventKind.Records, consumer.Poll().Kind);
        return (new WeakReference(log), new WeakReference(log.GetPartition(Partition).FindSegment(0)));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> PassAsync(EmbeddedLog log, IConsumer consumer)
    {
        for (int i = 0; i < 20; i++) await log.CreateProducer(new ProducerSettings()).SendAsync(Batch(2, 300));
        consumer.Poll().Batch!.Dispose();
        PartitionLog partition = log.GetPartition(Partition);
        var passed = new WeakReference(partition.FindSegment(5));
        partition.AdvanceStart(12);
        return passed;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<(RecordBatch Batch, WeakReference Segment)> ReadAndDropAsync()
    {
        EmbeddedLog log = await NewLogAsync();
        await log.CreateProducer(new ProducerSettings()).SendAsync(Batch(100, 120));
        IConsumer consumer = log.CreateConsumer(new ConsumerSettings());
        consumer.Assign([new(Partition, 0)]);
        RecordBatch batch = consumer.Poll().Batch!;
        var segment = new WeakReference(log.GetPartition(Partition).FindSegment(0));
        await consumer.DisposeAsync();
        return (batch, segment);
    }
}
