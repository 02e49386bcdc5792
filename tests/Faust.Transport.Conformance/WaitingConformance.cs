namespace Faust.Transport.Conformance;

/// <summary>Wake-ups: none is lost, and a wait without reason goes on.</summary>
public abstract class WaitingConformance : TransportConformance
{
    [Fact]
    public async Task A_reader_and_a_writer_that_answer_each_other_never_miss_a_wake_up()
    {
        int rounds = Harness.Capabilities.HasFlag(TransportCapabilities.Immediate) ? 2000 : 100;
        string there = await NewTopicAsync(), back = await NewTopicAsync();
        Task echoing = Task.Run(async () =>
        {
            IConsumer consumer = ReaderOf(new TopicPartition(there, 0));
            for (int i = 0; i < rounds; i++)
            {
                await ReadAsync(consumer, 1);
                await SendAsync(new TopicPartition(back, 0), "pong");
            }
        });
        IConsumer consumer = ReaderOf(new TopicPartition(back, 0));
        for (int i = 0; i < rounds; i++)
        {
            await SendAsync(new TopicPartition(there, 0), "ping");
            await ReadAsync(consumer, 1);
        }

        await echoing;
    }

    [Fact]
    public async Task A_record_that_comes_while_the_reader_finds_nothing_wakes_it()
    {
        Need(TransportCapabilities.Immediate);
        const int rounds = 20_000;
        TopicPartition partition = new(await NewTopicAsync(), 0);
        int seen = 0;
        Task writing = Task.Run(async () =>
        {
            IProducer producer = Transport.CreateProducer(new ProducerSettings());
            var batch = new ProducerBatch(partition);
            batch.Add(0, default, default);
            for (int i = 0; i < rounds; i++)
            {
                // As the reader goes from the last record to its next look, a spin of varying length makes the send meet it anywhere.
                var spin = default(SpinWait);
                while (Volatile.Read(ref seen) < i) spin.SpinOnce(sleep1Threshold: -1);
                Thread.SpinWait(i % 25);
                await producer.SendAsync(batch);
            }

            await producer.DisposeAsync();
        });
        IConsumer consumer = ReaderOf(partition);
        while (seen < rounds)
        {
            (await NextAsync(consumer)).Batch!.Dispose();
            Volatile.Write(ref seen, seen + 1);
        }

        await writing;
    }

    [Fact]
    public async Task A_wait_ends_when_a_record_comes()
    {
        TopicPartition partition = new(await NewTopicAsync(), 0);
        IConsumer consumer = ReaderOf(partition);
        Task wait = await QuietWaitAsync(consumer);
        await SendAsync(partition, "a");
        await wait;
        Assert.Single(await ReadAsync(consumer, 1));
    }

    [Fact]
    public async Task A_poll_beside_a_pending_wait_does_not_make_it_deaf()
    {
        TopicPartition partition = new(await NewTopicAsync(), 0);
        IConsumer consumer = ReaderOf(partition);
        Task wait = await QuietWaitAsync(consumer);
        Assert.Equal(ConsumerEventKind.None, consumer.Poll().Kind);
        await SendAsync(partition, "a");
        await wait;
    }

    [Fact]
    public async Task A_wait_ends_when_a_partition_is_resumed()
    {
        TopicPartition partition = new(await NewTopicAsync(), 0);
        IConsumer consumer = ReaderOf(partition);
        consumer.Pause([partition]);
        await SendAsync(partition, "a");
        Task wait = await QuietWaitAsync(consumer);
        await Task.Run(() => consumer.Resume([partition]));
        await wait;
        Assert.Single(await ReadAsync(consumer, 1));
    }

    [Fact]
    public async Task A_wait_ends_when_the_group_has_news()
    {
        string topic = await NewTopicAsync(2), group = Harness.NewName("group");
        Member first = NewMember(group, topic);
        await UntilAsync(() => first.Owned.Count == 2, first);
        Task wait = await QuietWaitAsync(first.Consumer);
        Member second = NewMember(group, topic);
        await second.StepAsync();
        await wait;
        await UntilAsync(() => first.Owned.Count == 1 && second.Owned.Count == 1, first, second);
    }

    [Fact]
    public async Task A_wait_ends_when_another_gave_up_its_partitions()
    {
        string topic = await NewTopicAsync(2), group = Harness.NewName("group");
        Member first = NewMember(group, topic), second = NewMember(group, topic);
        await UntilAsync(() => first.Owned.Count == 2, first);
        first.AnswersRevocations = false;
        await UntilAsync(() => first.Unanswered.Count > 0, first, second);
        Task wait = await QuietWaitAsync(second.Consumer);
        first.Answer();
        await wait;
        await UntilAsync(() => second.Owned.Count == 1, first, second);
    }

    [Fact]
    public async Task A_wait_can_be_cancelled_and_begun_again()
    {
        TopicPartition partition = new(await NewTopicAsync(), 0);
        int rounds = Harness.Capabilities.HasFlag(TransportCapabilities.Immediate) ? 500 : 100;
        IConsumer consumer = ReaderOf(partition);
        await QuietWaitAsync(consumer, cancelled: true);
        for (int i = 0; i < rounds; i++)
        {
            using var cancellation = new CancellationTokenSource();
            Task wait = consumer.WaitAsync(cancellation.Token).AsTask();
            Task sending = i % 2 == 0 ? SendAsync(partition, "a") : Task.CompletedTask;
            await cancellation.CancelAsync();
            await sending;
            await wait.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Assert.True(wait.IsCanceled || wait.IsCompletedSuccessfully);
            if (i % 2 == 0) Assert.Single(await ReadAsync(consumer, 1));
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await consumer.WaitAsync(new CancellationToken(true)));
    }

    [Fact]
    public async Task There_is_one_waiter_at_a_time()
    {
        IConsumer consumer = ReaderOf(new TopicPartition(await NewTopicAsync(), 0));
        Task wait = await QuietWaitAsync(consumer);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await consumer.WaitAsync(default));
        await consumer.DisposeAsync();
        await wait.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Waits until a wait does not end at once: the consumer has nothing more to tell.</summary>
    private static async Task<Task> QuietWaitAsync(IConsumer consumer, bool cancelled = false)
    {
        using var cancellation = new CancellationTokenSource();
        while (true)
        {
            Assert.Equal(ConsumerEventKind.None, consumer.Poll().Kind);
            ValueTask wait = consumer.WaitAsync(cancelled ? cancellation.Token : default);
            if (wait.IsCompleted)
            {
                await wait;
                continue;
            }

            Task waiting = wait.AsTask();
            if (!cancelled) return waiting;
            await cancellation.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
            return waiting;
        }
    }
}
