namespace Faust.Testing.Simulation;

/// <summary>How bad the network is. Chances are per request.</summary>
internal sealed class NetworkConditions
{
    /// <summary>A perfect network: requests still take their time.</summary>
    public static readonly NetworkConditions Fair = new();

    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromMilliseconds(1);

    /// <summary>That the connection breaks with this request: what is on its way is lost, or its answer is.</summary>
    public double Breaks { get; init; }

    /// <summary>That the request is carried to the log once more, later.</summary>
    public double Repeats { get; init; }

    /// <summary>How much later, at most.</summary>
    public TimeSpan MaxRepeatDelay { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a caller waits for an answer that does not come.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMilliseconds(300);
}
