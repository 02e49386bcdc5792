namespace Faust.Transport.Conformance;

/// <summary>Who gets which partition, and how they change hands.</summary>
public abstract class GroupConformance : TransportConformance
{
    [Fact]
    public async Task A_lone_member_gets_everything_and_only_after_answering_reads()
    {
        string topic = await NewTopicAsync(3);
        foreach (TopicPartition partition in All(topic, 3)) await SendAsync(partition, "a");
        Member member = NewMember(Harness.NewName("group"), topic);
        member.AnswersAssignments = false;
        await UntilAsync(() => member.Owned.Count == 3, member);
        Assert.Equal(ConsumerEventKind.None, member.Consumer.Poll().Kind);
        Assert.Equal(All(topic, 3), member.Events.Single().Partitions);

        ConsumerGroupMetadata metadata = member.Consumer.GroupMetadata;
        Assert.Equal(member.Events[0].Epoch, metadata.Generation);
        string prefix = Harness.Capabilities.HasFlag(TransportCapabilities.NamedMembers) ? new ConsumerSettings().ClientId : "";
        Assert.StartsWith(prefix, metadata.MemberId, StringComparison.Ordinal);
        Assert.NotEmpty(metadata.MemberId);

        member.Answer();
        await UntilAsync(() => member.Records.Count == 3, member);
        Assert.All(member.Records, r => Assert.Equal(member.Events[0].Epoch, r.Epoch));
    }

    [Fact]
    public async Task Members_split_the_partitions_evenly()
    {
        string topic = await NewTopicAsync(8), group = Harness.NewName("group");
        Member[] members = [.. Enumerable.Range(0, 3).Select(_ => NewMember(group, topic))];
        await UntilAsync(() => Split(topic, 8, members), members);
        Assert.Equal([2, 3, 3], members.Select(m => m.Owned.Count).Order());
        Assert.Equal(3, members.Select(m => m.Consumer.GroupMetadata.MemberId).Distinct().Count());
    }

    [Fact]
    public async Task A_member_that_joins_takes_only_what_it_needs_and_only_once_it_is_given_up()
    {
        string topic = await NewTopicAsync(4), group = Harness.NewName("group");
        Member first = NewMember(group, topic), second = NewMember(group, topic);
        await UntilAsync(() => first.Owned.Count == 4, first);
        int generation = first.Consumer.GroupMetadata.Generation;

        first.AnswersRevocations = false;
        await UntilAsync(() => first.Unanswered.Count > 0, first, second);
        (_, TopicPartition[] revoked, int epoch) = first.Unanswered.Single();
        Assert.Equal(2, revoked.Length);
        Assert.True(epoch > generation);
        if (Harness.Capabilities.HasFlag(TransportCapabilities.Immediate)) await SettleAsync(first, second);
        Assert.Empty(second.Owned);

        // What stays is read on meanwhile; what goes is not.
        foreach (TopicPartition partition in All(topic, 4)) await SendAsync(partition, "a");
        if (Harness.Capabilities.HasFlag(TransportCapabilities.ReadsWhileRevoking)) await UntilAsync(() => first.Records.Count == 2, first, second);
        else first.Answer();
        await UntilAsync(() => first.Records.Count == 2, first, second);
        Assert.Equal(first.Owned, first.Records.Select(r => r.TopicPartition).Order());

        first.Answer();
        await UntilAsync(() => second.Records.Count == 2, first, second);
        Assert.Equal(revoked, second.Owned);
        Assert.Equal(2, first.Events.Count);
        Assert.True(second.Events.Single().Epoch >= epoch);
    }

    [Fact]
    public async Task A_member_that_still_makes_ready_may_be_asked_for_a_part_of_it()
    {
        string topic = await NewTopicAsync(4), group = Harness.NewName("group");
        Member first = NewMember(group, topic), second = NewMember(group, topic);
        first.AnswersAssignments = false;
        await UntilAsync(() => first.Owned.Count == 4, first);
        await UntilAsync(() => second.Owned.Count == 2, first, second);
        Assert.Equal(2, first.Owned.Count);
        foreach (TopicPartition partition in All(topic, 4)) await SendAsync(partition, "a");
        await UntilAsync(() => second.Records.Count == 2, first, second);
        Assert.Empty(first.Records);
        first.Answer();
        await UntilAsync(() => first.Records.Count == 2, first, second);
        Assert.Equal(first.Owned, first.Records.Select(r => r.TopicPartition).Order());
    }

    [Fact]
    public async Task Members_keep_what_they_have_when_others_come_and_go()
    {
        string topic = await NewTopicAsync(6), group = Harness.NewName("group");
        Member[] members = [.. Enumerable.Range(0, 3).Select(_ => NewMember(group, topic))];
        for (int count = 1; count <= 3; count++)
        {
            Member[] joined = members[..count];
            await UntilAsync(() => Split(topic, 6, joined) && joined.All(m => m.Owned.Count == 6 / count), joined);
        }

        // Who was there already only gave.
        Need(TransportCapabilities.StickyAssignment);
        Assert.Equal([ConsumerEventKind.Assigned, ConsumerEventKind.Revoked, ConsumerEventKind.Revoked], members[0].Events.Select(e => e.Kind));
        Assert.Equal([ConsumerEventKind.Assigned, ConsumerEventKind.Revoked], members[1].Events.Select(e => e.Kind));

        await members[0].DisposeAsync();
        Member[] left = members[1..];
        await UntilAsync(() => Split(topic, 6, left), left);
        Assert.All(left, m => Assert.Equal(3, m.Owned.Count));
        Assert.All(left, m => Assert.Equal(ConsumerEventKind.Assigned, m.Events[^1].Kind));
        Assert.All(left, m => Assert.Single(m.Events[^1].Partitions));
    }

    [Fact]
    public async Task Partitions_of_one_index_stay_together_across_topics()
    {
        string a = await NewTopicAsync(4), b = await NewTopicAsync(4), c = await NewTopicAsync(2), group = Harness.NewName("group");
        Member[] members = [.. Enumerable.Range(0, 3).Select(_ => NewMember(group, a, b, c))];
        foreach (int count in new[] { 1, 2, 3 })
        {
            Member[] polling = members[..count];
            await UntilAsync(
                () => polling.Sum(m => m.Owned.Count) == 10 && polling.All(m => m.Owned.Count > 0)
                    && polling.Max(m => m.Owned.Count(p => p.Topic == a)) - polling.Min(m => m.Owned.Count(p => p.Topic == a)) <= 1,
                polling);
            foreach (Member member in polling)
            {
                Assert.Equal(member.Owned.Where(p => p.Topic == a).Select(p => p.Partition), member.Owned.Where(p => p.Topic == b).Select(p => p.Partition));
                // Nobody needs it of topics that differ in their number of partitions.
                if (!Harness.Capabilities.HasFlag(TransportCapabilities.StickyAssignment)) continue;
                foreach (int index in member.Owned.Select(p => p.Partition).Distinct())
                {
                    Assert.Equal(index < 2 ? 3 : 2, member.Owned.Count(p => p.Partition == index));
                }
            }
        }
    }

    [Fact]
    public async Task Members_get_only_what_they_subscribed_to()
    {
        string a = await NewTopicAsync(4), b = await NewTopicAsync(4), group = Harness.NewName("group");
        Member both = NewMember(group, a, b), one = NewMember(group, a);
        await UntilAsync(() => both.Owned.Count == 6 && one.Owned.Count == 2, both, one);
        Assert.All(one.Owned, p => Assert.Equal(a, p.Topic));
        Assert.Equal(All(b, 4), both.Owned.Where(p => p.Topic == b));
    }

    [Fact]
    public async Task A_new_subscription_replaces_the_old()
    {
        string a = await NewTopicAsync(2), b = await NewTopicAsync(2);
        Member member = NewMember(Harness.NewName("group"), a);
        await UntilAsync(() => member.Owned.Count == 2, member);
        member.Consumer.Subscribe([b]);
        await UntilAsync(() => member.Owned.SetEquals(All(b, 2)), member);
        Assert.Equal([ConsumerEventKind.Assigned, ConsumerEventKind.Revoked, ConsumerEventKind.Assigned], member.Events.Select(e => e.Kind));
        member.Consumer.Subscribe([a, b]);
        await UntilAsync(() => member.Owned.Count == 4, member);
        Assert.Equal(All(a, 2), member.Events[^1].Partitions);
    }

    [Fact]
    public async Task Unanswered_events_have_epochs_of_their_own()
    {
        string a = await NewTopicAsync(2), b = await NewTopicAsync(2);
        Member member = NewMember(Harness.NewName("group"), a);
        member.AnswersRevocations = member.AnswersAssignments = false;
        await UntilAsync(() => member.Unanswered.Count == 1, member);
        member.Consumer.Subscribe([b]);
        await UntilAsync(() => member.Unanswered.Count == 2, member);
        member.Consumer.CompleteRebalance(member.Unanswered[0].Epoch);
        if (Harness.Capabilities.HasFlag(TransportCapabilities.Immediate)) await SettleAsync(member);
        Assert.Distinct(member.Unanswered.Select(e => e.Epoch));
        member.Answer();
        await UntilAsync(() => member.Owned.SetEquals(All(b, 2)), member);
        member.Answer();
        await SendAsync(new(b, 1), "a");
        await UntilAsync(() => member.Records.Count == 1, member);
    }

    [Fact]
    public async Task More_members_than_partitions_leave_some_idle_until_needed()
    {
        string topic = await NewTopicAsync(1), group = Harness.NewName("group");
        Member first = NewMember(group, topic), spare = NewMember(group, topic);
        await UntilAsync(() => first.Owned.Count == 1, first);
        if (Harness.Capabilities.HasFlag(TransportCapabilities.Immediate)) await SettleAsync(first, spare);
        Assert.Empty(spare.Events);
        await first.DisposeAsync();
        await UntilAsync(() => spare.Owned.Count == 1, spare);
    }

    [Fact]
    public async Task A_group_can_be_described()
    {
        string topic = await NewTopicAsync(4), group = Harness.NewName("group");
        IAdmin admin = Admin();
        Assert.Empty((await admin.DescribeGroupAsync(group)).Members);
        Member[] members = [NewMember(new ConsumerSettings { GroupId = group, ClientId = "a" }, topic), NewMember(group, topic)];
        await UntilAsync(() => Split(topic, 4, members), members);

        GroupDescription described = await admin.DescribeGroupAsync(group);
        Assert.Equal(group, described.GroupId);
        if (Harness.Capabilities.HasFlag(TransportCapabilities.DescribedGenerations))
        {
            Assert.Equal(members.Max(m => m.Consumer.GroupMetadata.Generation), described.Generation);
        }

        Assert.Equal(members.Select(m => m.Consumer.GroupMetadata.MemberId).Order(StringComparer.Ordinal), described.Members.Select(m => m.MemberId));
        Assert.Equal(["a", "faust"], described.Members.Select(m => m.ClientId).Order(StringComparer.Ordinal));
        foreach (Member member in members)
        {
            Assert.Equal(member.Owned, described.Members.Single(m => m.MemberId == member.Consumer.GroupMetadata.MemberId).Partitions);
        }
    }

    [Fact]
    public async Task Two_groups_know_nothing_of_each_other()
    {
        string topic = await NewTopicAsync(2);
        foreach (TopicPartition partition in All(topic, 2)) await SendAsync(partition, "a");
        Member one = NewMember(Harness.NewName("group"), topic), other = NewMember(Harness.NewName("group"), topic);
        await UntilAsync(() => one.Records.Count == 2 && other.Records.Count == 2, one, other);
        await one.CommitAsync(one.Owned);
        Assert.Equal(2, (await one.Consumer.GetCommittedAsync(All(topic, 2))).Count);
        Assert.Empty(await other.Consumer.GetCommittedAsync(All(topic, 2)));
    }

    [Fact]
    public async Task Seeking_before_the_answer_decides_where_to_read()
    {
        string topic = await NewTopicAsync();
        TopicPartition partition = new(topic, 0);
        await SendAsync(partition, "a", "b", "c");
        Member member = NewMember(Harness.NewName("group"), topic);
        member.AnswersAssignments = false;
        await UntilAsync(() => member.Owned.Count == 1, member);
        member.Consumer.Seek(new(partition, 2));
        member.Answer();
        await UntilAsync(() => member.Records.Count == 1, member);
        Assert.Equal(2, member.Records[0].Offset);
    }

    [Fact]
    public async Task Subscribing_to_a_topic_that_does_not_exist_is_an_error_until_it_does()
    {
        string missing = Harness.NewName("missing");
        Member member = NewMember(Harness.NewName("group"), missing);
        var error = await Assert.ThrowsAsync<TransportException>(() => UntilAsync(() => false, member));
        Assert.Contains(missing, error.Message, StringComparison.Ordinal);
        await Admin().CreateTopicsAsync([new TopicSpecification(missing, 2)]);
        await UntilAsync(() => member.Owned.Count == 2, member);
    }

    [Fact]
    public async Task A_deleted_topics_partitions_are_lost()
    {
        string kept = await NewTopicAsync(), deleted = await NewTopicAsync();
        Member member = NewMember(Harness.NewName("group"), kept, deleted);
        await UntilAsync(() => member.Owned.Count == 2, member);
        await member.Consumer.CommitAsync([new(new(deleted, 0), 1)]);
        await Admin().DeleteTopicsAsync([deleted]);
        var error = await Assert.ThrowsAsync<TransportException>(() => UntilAsync(() => false, member));
        Assert.Contains(deleted, error.Message, StringComparison.Ordinal);
        if (!Harness.Capabilities.HasFlag(TransportCapabilities.DeletionLoses)) return;
        Assert.Equal(ConsumerEventKind.Lost, member.Events[^1].Kind);
        Assert.Equal([new TopicPartition(kept, 0)], member.Owned);
        Assert.Empty(await member.Consumer.GetCommittedAsync([new(deleted, 0)]));
    }

    private static bool Split(string topic, int partitions, params Member[] members) =>
        members.SelectMany(m => m.Owned).Order().SequenceEqual(All(topic, partitions)) &&
        members.Max(m => m.Owned.Count) - members.Min(m => m.Owned.Count) <= 1;
}
