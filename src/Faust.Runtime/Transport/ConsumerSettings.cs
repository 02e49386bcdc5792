namespace Faust.Transport;

/// <summary>How a consumer reads.</summary>
public sealed record ConsumerSettings
{
    /// <summary>The consumer group; <see langword="null"/> for a consumer that is only ever assigned by hand and commits nothing.</summary>
    public string? GroupId { get; init; }

    /// <summary>What the consumer calls itself, for logs and in the description of its group.</summary>
    public string ClientId { get; init; } = "faust";

    /// <summary>Where a partition without a committed offset starts.</summary>
    public OffsetReset OffsetReset { get; init; } = OffsetReset.Earliest;

    /// <summary>The most records in one batch.</summary>
    public int MaxBatchRecords { get; init; } = 1000;

    /// <summary>The most bytes in one batch, keys, values and headers together; a larger record comes alone.</summary>
    public int MaxBatchBytes { get; init; } = 1 << 20;

    /// <summary>What is seen of transactions.</summary>
    public IsolationLevel IsolationLevel { get; init; } = IsolationLevel.ReadCommitted;

    /// <summary>How long a member that polls may leave a rebalance event unanswered before the group does without it.</summary>
    public TimeSpan RebalanceTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a member may be silent before the group does without it.</summary>
    public TimeSpan SessionTimeout { get; init; } = TimeSpan.FromSeconds(45);
}
