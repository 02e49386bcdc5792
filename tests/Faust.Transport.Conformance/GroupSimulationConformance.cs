namespace Faust.Transport.Conformance;

/// <summary>A group whose members come, go, dawdle and die in an order drawn from a seed.</summary>
public abstract class GroupSimulationConformance : TransportConformance
{
    private static readonly TimeSpan Session = TimeSpan.FromSeconds(10);

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Whatever_happens_a_partition_has_one_holder_and_every_record_is_read_once(int seed)
    {
        const int partitions = 6;
        var random = new Random(seed);
        string[] topics = [await NewTopicAsync(partitions), await NewTopicAsync(partitions / 2)];
        var settings = new ConsumerSettings { GroupId = Harness.NewName("group"), MaxBatchRecords = 5, SessionTimeout = Session };
        var members = new List<Member>();
        var read = new List<ReadRecord>();
        int sent = 0;
        for (int step = 0; step < 400; step++)
        {
            switch (random.Next(20))
            {
                case 0 when members.Count < 5:
                    members.Add(NewMember(settings, topics));
                    members[^1].CommitsOnRevoke = true;
                    break;
                case 1 when members.Count > 1:
                    Member leaving = members[random.Next(members.Count)];
                    await LeaveAsync(leaving);
                    members.Remove(leaving);
                    read.AddRange(leaving.Records);
                    break;
                case 2 or 3 when members.Count > 0:
                    Member slow = members[random.Next(members.Count)];
                    slow.AnswersAssignments = random.Next(2) == 0;
                    slow.AnswersRevocations = random.Next(2) == 0;
                    break;
                case 4 or 5 or 6 when members.Count > 0:
                    members[random.Next(members.Count)].Answer();
                    break;
                case 7 or 8 or 9:
                    string topic = topics[random.Next(2)];
                    int count = random.Next(1, 12);
                    await SendAsync(new(topic, random.Next(topic == topics[0] ? partitions : partitions / 2)), Enumerable.Range(0, count).Select(i => $"{i}"));
                    sent += count;
                    break;
                default:
                    if (members.Count > 0) await members[random.Next(members.Count)].StepAsync();
                    break;
            }

            AssertOneHolder(members);
        }

        if (members.Count == 0) members.Add(NewMember(settings, topics));
        foreach (Member member in members)
        {
            member.AnswersAssignments = member.AnswersRevocations = true;
            member.Answer();
        }

        await UntilAsync(() => read.Count + members.Sum(m => m.Records.Count) >= sent && members.Sum(m => m.Owned.Count) == 9, [.. members]);
        read.AddRange(members.SelectMany(m => m.Records));
        Assert.Equal(sent, read.Count);
        Assert.Equal(sent, read.DistinctBy(r => (r.TopicPartition, r.Offset)).Count());
        foreach (Member member in members)
        {
            foreach (TopicPartition partition in member.Owned.Where(p => p.Partition < partitions / 2))
            {
                Assert.All(topics, t => Assert.Contains(new TopicPartition(t, partition.Partition), member.Owned));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_commit_of_a_member_that_died_never_counts(int seed)
    {
        Need(TransportCapabilities.ControlledTime);
        const int partitions = 4;
        var random = new Random(seed);
        string topic = await NewTopicAsync(partitions);
        foreach (TopicPartition partition in All(topic, partitions)) await SendAsync(partition, Enumerable.Range(0, 50).Select(i => $"{i}"));
        var settings = new ConsumerSettings { GroupId = Harness.NewName("group"), MaxBatchRecords = 3, SessionTimeout = Session };
        Member[] members = [.. Enumerable.Range(0, 3).Select(_ => NewMember(settings, topic))];
        var committed = new Dictionary<TopicPartition, (Member Member, int Epoch)>();
        for (int step = 0; step < 300; step++)
        {
            Member member = members[random.Next(3)];
            if (random.Next(4) == 0) await Harness.AdvanceTimeAsync(TimeSpan.FromSeconds(random.Next(7)));
            if (random.Next(3) > 0)
            {
                await member.StepAsync();
                continue;
            }

            if (member.Owned.Count == 0) continue;
            try
            {
                await member.Consumer.CommitAsync([.. member.Owned.Select(p => new TopicPartitionOffset(p, step))]);
            }
            catch (StaleGenerationException)
            {
                continue;
            }

            // The commit was taken, so the member was alive: what it has, nobody else was given since.
            foreach (TopicPartition partition in member.Owned)
            {
                int epoch = member.Events.Last(e => e.Kind == ConsumerEventKind.Assigned && e.Partitions.Contains(partition)).Epoch;
                if (committed.TryGetValue(partition, out var last) && last.Member != member) Assert.True(epoch > last.Epoch);
                committed[partition] = (member, epoch);
            }
        }

        Assert.NotEmpty(committed);
    }

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 30)];

    private static async Task LeaveAsync(Member member)
    {
        await member.CommitAsync(member.Owned);
        await member.DisposeAsync();
    }

    private static void AssertOneHolder(List<Member> members)
    {
        TopicPartition[] held =
        [
            .. members.SelectMany(m => m.Owned),
            .. members.SelectMany(m => m.Unanswered).Where(e => e.Kind == ConsumerEventKind.Revoked).SelectMany(e => e.Partitions),
        ];
        Assert.Distinct(held);
        Assert.All(members, m => Assert.Distinct(m.Unanswered.Select(e => e.Epoch)));
    }
}
