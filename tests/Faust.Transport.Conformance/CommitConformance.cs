namespace Faust.Transport.Conformance;

/// <summary>Committed offsets, and who may commit them.</summary>
public abstract class CommitConformance : TransportConformance
{
    private static readonly TimeSpan Session = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task What_is_committed_is_where_the_next_member_begins()
    {
        string topic = await NewTopicAsync(2), group = Harness.NewName("group");
        TopicPartition[] both = All(topic, 2);
        foreach (TopicPartition partition in both) await SendAsync(partition, "a", "b", "c");
        Member first = NewMember(group, topic);
        await UntilAsync(() => first.Records.Count == 6, first);
        await first.Consumer.CommitAsync([new(both[0], 2)]);
        Assert.Equal([new(both[0], 2)], await first.Consumer.GetCommittedAsync(both));
        await first.Consumer.CommitAsync([new(both[0], 1), new(both[1], 3)]);
        await first.DisposeAsync();

        Member second = NewMember(group, topic);
        await UntilAsync(() => second.Records.Count == 2, second);
        Assert.Equal([(both[0], 1L), (both[0], 2L)], second.Records.Select(r => (r.TopicPartition, r.Offset)));
        Assert.Equal(
            [new(both[0], 1), new TopicPartitionOffset(both[1], 3)],
            (await second.Consumer.GetCommittedAsync(both)).OrderBy(o => o.TopicPartition));
    }

    [Fact]
    public async Task No_record_is_read_twice_when_each_revocation_commits()
    {
        const int perPartition = 40;
        string topic = await NewTopicAsync(4), group = Harness.NewName("group");
        await SendSomeAsync();
        Member[] members =
        [
            .. Enumerable.Range(0, 4).Select(_ => NewMember(new ConsumerSettings { GroupId = group, MaxBatchRecords = 3 }, topic)),
        ];
        foreach (Member member in members) member.CommitsOnRevoke = true;
        await UntilAsync(() => members[0].Records.Count >= 10, members[0]);
        await SendSomeAsync();
        await UntilAsync(() => members[1].Owned.Count > 0, members[..2]);
        await SendSomeAsync();
        await UntilAsync(() => members[1].Records.Count >= 10, members[..2]);
        await UntilAsync(() => members.Sum(m => m.Records.Count) >= 60, members[..3]);
        await SendSomeAsync();
        await members[1].CommitAsync(members[1].Owned);
        await members[1].DisposeAsync();
        Member[] left = [members[0], members[2], members[3]];
        await UntilAsync(() => members.Sum(m => m.Records.Count) == 4 * perPartition && left.All(m => m.Owned.Count > 0), left);
        Assert.Equal(4 * perPartition, members.SelectMany(m => m.Records).DistinctBy(r => (r.TopicPartition, r.Offset)).Count());
        foreach (Member member in members)
        {
            foreach (var read in member.Records.GroupBy(r => r.TopicPartition)) Assert.Equal(read.Select(r => r.Offset).Order(), read.Select(r => r.Offset));
        }

        async Task SendSomeAsync()
        {
            foreach (TopicPartition partition in All(topic, 4)) await SendAsync(partition, Enumerable.Range(0, perPartition / 4).Select(i => $"{i}"));
        }
    }

    [Fact]
    public async Task A_revoked_partition_may_be_committed_until_the_answer_and_not_behind_it()
    {
        string topic = await NewTopicAsync(2), group = Harness.NewName("group");
        Member first = NewMember(group, topic), second = NewMember(group, topic);
        await UntilAsync(() => first.Owned.Count == 2, first);
        first.AnswersRevocations = false;
        await UntilAsync(() => first.Unanswered.Count == 1, first, second);
        TopicPartition gone = first.Unanswered[0].Partitions.Single(), kept = first.Owned.Single();
        await first.Consumer.CommitAsync([new(gone, 5)]);
        await Assert.ThrowsAsync<StaleGenerationException>(async () => await second.Consumer.CommitAsync([new(gone, 9)]));
        first.Answer();
        await Assert.ThrowsAsync<StaleGenerationException>(async () => await first.Consumer.CommitAsync([new(kept, 7), new(gone, 6)]));
        Assert.Equal([new(gone, 5)], await first.Consumer.GetCommittedAsync([gone, kept]));
        await first.Consumer.CommitAsync([new(kept, 7)]);

        await UntilAsync(() => second.Owned.Contains(gone), first, second);
        await second.Consumer.CommitAsync([new(gone, 6)]);
        Assert.Equal([new(gone, 6)], await first.Consumer.GetCommittedAsync([gone]));
    }

    [Fact]
    public async Task A_silent_member_is_expelled_and_fenced_and_told()
    {
        Need(TransportCapabilities.ControlledTime);
        string topic = await NewTopicAsync(2);
        var settings = new ConsumerSettings { GroupId = Harness.NewName("group"), SessionTimeout = Session };
        Member zombie = NewMember(settings, topic), other = NewMember(settings, topic);
        await UntilAsync(() => zombie.Owned.Count == 1 && other.Owned.Count == 1, zombie, other);
        TopicPartition lost = zombie.Owned.Single();
        string id = zombie.Consumer.GroupMetadata.MemberId;

        for (int i = 0; i < 11; i++)
        {
            await Harness.AdvanceTimeAsync(TimeSpan.FromSeconds(1));
            await other.StepAsync();
        }

        await UntilAsync(() => other.Owned.Count == 2, other);
        await Assert.ThrowsAsync<StaleGenerationException>(async () => await zombie.Consumer.CommitAsync([new(lost, 3)]));
        Assert.Empty(await other.Consumer.GetCommittedAsync([lost]));

        await zombie.StepAsync();
        Assert.Equal(ConsumerEventKind.Lost, zombie.Events[^1].Kind);
        Assert.Equal([lost], zombie.Events[^1].Partitions);
        await Assert.ThrowsAsync<StaleGenerationException>(async () => await zombie.Consumer.CommitAsync([new(lost, 3)]));
        await UntilAsync(() => zombie.Owned.Count == 1 && other.Owned.Count == 1, zombie, other);
        Assert.NotEqual(id, zombie.Consumer.GroupMetadata.MemberId);
        await zombie.Consumer.CommitAsync([new(zombie.Owned.Single(), 3)]);
    }

    [Fact]
    public async Task Polling_keeps_a_member_alive_and_so_does_waiting()
    {
        Need(TransportCapabilities.ControlledTime);
        string topic = await NewTopicAsync(2);
        var settings = new ConsumerSettings { GroupId = Harness.NewName("group"), SessionTimeout = Session };
        Member polling = NewMember(settings, topic), waiting = NewMember(settings, topic);
        await UntilAsync(() => polling.Owned.Count == 1 && waiting.Owned.Count == 1, polling, waiting);
        await SettleAsync(polling, waiting);
        using var end = new CancellationTokenSource();
        Task wait = waiting.Consumer.WaitAsync(end.Token).AsTask();
        for (int i = 0; i < 10; i++)
        {
            await Harness.AdvanceTimeAsync(TimeSpan.FromSeconds(6));
            Assert.False(await polling.StepAsync());
            Assert.False(wait.IsCompleted);
        }

        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
        await Harness.AdvanceTimeAsync(TimeSpan.FromSeconds(9));
        await SettleAsync(polling, waiting);
        Assert.Equal([1, 1], new[] { polling, waiting }.Select(m => m.Owned.Count));
    }

    [Fact]
    public async Task An_expelled_member_that_never_answered_does_not_hold_up_the_group()
    {
        Need(TransportCapabilities.ControlledTime);
        string topic = await NewTopicAsync(2);
        var settings = new ConsumerSettings { GroupId = Harness.NewName("group"), SessionTimeout = Session };
        Member stuck = NewMember(settings, topic), other = NewMember(settings, topic);
        await UntilAsync(() => stuck.Owned.Count == 2, stuck);
        stuck.AnswersRevocations = false;
        await UntilAsync(() => stuck.Unanswered.Count == 1, stuck, other);
        for (int i = 0; i < 11; i++)
        {
            await Harness.AdvanceTimeAsync(TimeSpan.FromSeconds(1));
            await other.StepAsync();
        }

        await UntilAsync(() => other.Owned.Count == 2, other);
        stuck.Answer();
        await stuck.StepAsync();
        Assert.Equal(ConsumerEventKind.Lost, stuck.Events[^1].Kind);
        Assert.Equal(All(topic, 2), stuck.Events[^1].Partitions);
    }

    [Fact]
    public async Task A_member_that_polls_and_does_not_answer_is_expelled_too()
    {
        Need(TransportCapabilities.ControlledTime);
        string topic = await NewTopicAsync(2);
        var settings = new ConsumerSettings { GroupId = Harness.NewName("group"), SessionTimeout = Session, RebalanceTimeout = 3 * Session };
        Member stuck = NewMember(settings, topic), other = NewMember(settings, topic);
        await UntilAsync(() => stuck.Owned.Count == 2, stuck);
        stuck.AnswersRevocations = false;
        await UntilAsync(() => stuck.Unanswered.Count == 1, stuck, other);
        for (int i = 0; i < 29; i++)
        {
            await Harness.AdvanceTimeAsync(TimeSpan.FromSeconds(1));
            await stuck.StepAsync();
            await other.StepAsync();
        }

        Assert.Empty(other.Owned);
        await Harness.AdvanceTimeAsync(TimeSpan.FromSeconds(2));
        await UntilAsync(() => other.Owned.Count > 0, other);
        await stuck.StepAsync();
        Assert.Equal(ConsumerEventKind.Lost, stuck.Events[^1].Kind);
    }

    [Fact]
    public async Task Only_members_commit_and_only_what_they_have()
    {
        string topic = await NewTopicAsync(1), group = Harness.NewName("group");
        TopicPartition partition = new(topic, 0);
        Member member = NewMember(group, topic);
        await Assert.ThrowsAsync<StaleGenerationException>(async () => await member.Consumer.CommitAsync([new(partition, 1)]));
        await UntilAsync(() => member.Owned.Count == 1, member);
        await Assert.ThrowsAsync<StaleGenerationException>(async () => await member.Consumer.CommitAsync([new(new(topic, 7), 1)]));

        IConsumer byHand = ReaderOf(partition, new ConsumerSettings { GroupId = group });
        await Assert.ThrowsAsync<StaleGenerationException>(async () => await byHand.CommitAsync([new(partition, 1)]));
        await member.DisposeAsync();
        await byHand.CommitAsync([new(partition, 1)]);
        Assert.Equal([new(partition, 1)], await byHand.GetCommittedAsync([partition]));

        IConsumer groupless = ReaderOf(partition);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await groupless.CommitAsync([new(partition, 1)]));
    }

    [Fact]
    public async Task Commits_may_come_from_any_thread_while_the_consumer_polls()
    {
        int rounds = Harness.Capabilities.HasFlag(TransportCapabilities.Immediate) ? 500 : 100;
        string topic = await NewTopicAsync(1);
        TopicPartition partition = new(topic, 0);
        Member member = NewMember(Harness.NewName("group"), topic);
        await UntilAsync(() => member.Owned.Count == 1, member);
        Task committing = Task.Run(async () =>
        {
            for (int i = 1; i <= rounds; i++)
            {
                await SendAsync(partition, "a");
                await member.Consumer.CommitAsync([new(partition, i)]);
                member.Consumer.Pause([partition]);
                member.Consumer.Resume([partition]);
            }
        });
        await UntilAsync(() => member.Records.Count == rounds, member);
        await committing;
        Assert.Equal(Enumerable.Range(0, rounds).Select(i => (long)i), member.Records.Select(r => r.Offset));
        Assert.Equal([new(partition, rounds)], await member.Consumer.GetCommittedAsync([partition]));
    }
}
