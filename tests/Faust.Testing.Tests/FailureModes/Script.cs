namespace Faust.Testing.Tests.FailureModes;

/// <summary>What the agents of one worker do besides their work: what the test says.</summary>
public sealed class Script
{
    /// <summary>In the midst of the handler, behind its writes.</summary>
    public required Func<Event<int, Amount>, CancellationToken, ValueTask> OnHandle { get; init; }

    /// <summary>At its end: from now on the event may be committed.</summary>
    public required Action<Event<int, Amount>> OnHandled { get; init; }

    public required Action<Event<int, Load>> OnCarried { get; init; }
}
