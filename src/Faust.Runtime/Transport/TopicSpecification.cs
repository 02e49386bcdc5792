namespace Faust.Transport;

/// <summary>A topic as it is to be created.</summary>
/// <param name="Name">Its name: 1 to 249 of <c>a-z A-Z 0-9 . _ -</c>, but not <c>.</c> or <c>..</c></param>
/// <param name="Partitions">How many partitions, at least 1.</param>
public sealed record TopicSpecification(string Name, int Partitions)
{
    /// <summary>Configuration by Kafka's names, such as <c>cleanup.policy</c>; what a transport does not know it keeps and ignores.</summary>
    public IReadOnlyDictionary<string, string> Configuration { get; init; } = new Dictionary<string, string>();
}
