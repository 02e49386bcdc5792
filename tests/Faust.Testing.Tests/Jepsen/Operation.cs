namespace Faust.Testing.Tests.Jepsen;

/// <summary>What one process did between a call and its end.</summary>
internal sealed record Operation
{
    /// <summary>Of <see cref="Completed"/>: it has not ended.</summary>
    public const int Never = int.MaxValue;

    public required int Index { get; init; }

    /// <summary>Who did it: one life of one client. A client that crashed comes back as another process.</summary>
    public required int Process { get; init; }

    public required OperationKind Kind { get; init; }

    public required Outcome Outcome { get; init; }

    /// <summary>When it began, in events of the history.</summary>
    public required int Invoked { get; init; }

    /// <summary>When it had ended; <see cref="Never"/> where it is <see cref="Outcome.Unknown"/>.</summary>
    public required int Completed { get; init; }

    public required IReadOnlyList<Step> Steps { get; init; }

    /// <summary>The consumer group that what was read counts for: in a transaction, if and when that is committed.</summary>
    public string? Group { get; init; }

    public IEnumerable<SendStep> Sends => Steps.OfType<SendStep>();

    public IEnumerable<ReadStep> Reads => Steps.OfType<ReadStep>();

    public override string ToString()
    {
        string end = Completed == Never ? "" : $"{Completed}";
        return $"#{Index} [{Invoked}..{end}] p{Process} {Kind} {Outcome}{(Group is null ? "" : $" for {Group}")}: {string.Join(", ", Steps)}";
    }
}
