namespace Faust.Transport;

/// <summary>How a producer writes.</summary>
public sealed record ProducerSettings
{
    /// <summary>What the producer calls itself.</summary>
    public string ClientId { get; init; } = "faust";
}
