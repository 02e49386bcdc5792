namespace Faust.Generators.Model;

/// <summary>How the keys and values of a topic or a table are written and read.</summary>
internal sealed record CodecModel
{
    public required WireTypeModel Key { get; init; }

    /// <summary>Whether keys are written as Kafka's own serializers write them, instead of as JSON.</summary>
    public required bool IsRawKey { get; init; }

    public required WireTypeModel Value { get; init; }

    /// <summary>Whether the value tells its event time.</summary>
    public required bool HasEventTime { get; init; }
}
