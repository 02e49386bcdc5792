namespace Faust.Transport.Conformance;

/// <summary>A member of a group that a test steps by hand: it polls, keeps a book, and answers rebalances unless told not to.</summary>
public sealed class Member(IConsumer consumer) : IAsyncDisposable
{
    private readonly Dictionary<TopicPartition, int> _epochs = [];

    public IConsumer Consumer => consumer;

    /// <summary>What the member may read or commit, as far as it knows.</summary>
    public SortedSet<TopicPartition> Owned { get; } = [];

    public List<ReadRecord> Records { get; } = [];

    public List<(ConsumerEventKind Kind, TopicPartition[] Partitions, int Epoch)> Events { get; } = [];

    /// <summary>Events that were not answered.</summary>
    public List<(ConsumerEventKind Kind, TopicPartition[] Partitions, int Epoch)> Unanswered { get; } = [];

    public bool AnswersRevocations { get; set; } = true;

    public bool AnswersAssignments { get; set; } = true;

    /// <summary>Whether a revocation commits what was read of its partitions before it is answered.</summary>
    public bool CommitsOnRevoke { get; set; }

    /// <summary>Polls once.</summary>
    /// <returns>Whether there was anything.</returns>
    public async ValueTask<bool> StepAsync()
    {
        ConsumerEvent next = consumer.Poll();
        switch (next.Kind)
        {
            case ConsumerEventKind.None:
                return false;
            case ConsumerEventKind.Records:
                using (RecordBatch batch = next.Batch!)
                {
                    Assert.True(batch.Count > 0 || batch.NextOffset > 0);
                    Assert.Equal(batch.Epoch, next.Epoch);
                    Records.AddRange(ReadRecord.Copy(batch));
                }

                return true;
        }

        (ConsumerEventKind, TopicPartition[], int Epoch) entry = (next.Kind, [.. next.Partitions], next.Epoch);
        Assert.NotEmpty(next.Partitions);
        Events.Add(entry);
        switch (next.Kind)
        {
            case ConsumerEventKind.Assigned:
                foreach (TopicPartition partition in next.Partitions)
                {
                    Assert.True(Owned.Add(partition), $"{partition} was given twice");
                    _epochs[partition] = next.Epoch;
                }

                break;
            case ConsumerEventKind.Revoked:
                if (CommitsOnRevoke) await CommitAsync(next.Partitions);
                foreach (TopicPartition partition in next.Partitions) Assert.True(Owned.Remove(partition), $"{partition} was not held");
                break;
            case ConsumerEventKind.Lost:
                Owned.ExceptWith(next.Partitions);
                return true;
        }

        if (next.Kind == ConsumerEventKind.Assigned ? AnswersAssignments : AnswersRevocations) consumer.CompleteRebalance(next.Epoch);
        else Unanswered.Add(entry);
        return true;
    }

    /// <summary>Commits what was read of these partitions since they were given; what was read in an earlier time is another member's past.</summary>
    public ValueTask CommitAsync(IEnumerable<TopicPartition> partitions)
    {
        TopicPartitionOffset[] offsets =
        [
            .. from partition in partitions
               let last = Records.LastOrDefault(r => r.TopicPartition == partition && r.Epoch == _epochs[partition])
               where last is not null
               select new TopicPartitionOffset(partition, last.Offset + 1),
        ];
        return offsets.Length == 0 ? ValueTask.CompletedTask : consumer.CommitAsync(offsets);
    }

    public void Answer()
    {
        foreach (var entry in Unanswered) consumer.CompleteRebalance(entry.Epoch);
        Unanswered.Clear();
    }

    public ValueTask DisposeAsync() => consumer.DisposeAsync();
}
