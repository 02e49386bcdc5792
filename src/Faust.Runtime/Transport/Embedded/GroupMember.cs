namespace Faust.Transport.Embedded;

/// <summary>One consumer's standing in its group. All but <see cref="NeedsAttention"/> is touched only under the group's lock.</summary>
internal sealed class GroupMember(string id, ConsumerSettings settings, string[] topics, TopicPartition[] preferred, WakeSignal signal)
{
    private volatile bool _needsAttention = true;

    public string Id { get; } = id;

    public WakeSignal Signal { get; } = signal;

    public ConsumerSettings Settings { get; } = settings;

    /// <summary>The topics subscribed to.</summary>
    public string[] Topics { get; set; } = topics;

    /// <summary>What the member would rather have than other partitions, when they lose their holder.</summary>
    public HashSet<TopicPartition> Preferred { get; set; } = [.. preferred];

    /// <summary>The group's generation when the member last looked.</summary>
    public int Generation { get; set; } = -1;

    /// <summary>The group goes on without this member.</summary>
    public bool IsExpelled { get; set; }

    /// <summary>Every partition the member was given and has not given back.</summary>
    public Dictionary<TopicPartition, Holding> Holdings { get; } = [];

    /// <summary>What was taken away without asking, as a deleted topic's partitions, and is still to be told.</summary>
    public List<TopicPartition> Lost { get; } = [];

    /// <summary>The epochs of the rebalance events that were handed out and not completed, and when they were handed out.</summary>
    public Dictionary<int, long> Unanswered { get; } = [];

    /// <summary>Whether <see cref="ConsumerGroup.Next"/> may have something for the member.</summary>
    public bool NeedsAttention => _needsAttention;

    /// <summary>Whether the group waits for the answer to an event.</summary>
    public bool Owes(int epoch)
    {
        foreach (Holding holding in Holdings.Values)
        {
            if ((holding.RevokedIn ?? holding.AssignedIn) == epoch) return true;
        }

        return false;
    }

    public void Notify()
    {
        _needsAttention = true;
        Signal.Set();
    }

    public void Attend() => _needsAttention = false;
}
