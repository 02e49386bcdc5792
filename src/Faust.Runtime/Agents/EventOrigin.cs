namespace Faust.Agents;

/// <summary>Where an event comes from: shared by all events of a partition, or made for one that has headers.</summary>
internal sealed class EventOrigin(string topic, int partition, Headers headers = default)
{
    public static readonly EventOrigin None = new("", -1);

    public string Topic { get; } = topic;

    public int Partition { get; } = partition;

    public Headers Headers { get; } = headers;
}
