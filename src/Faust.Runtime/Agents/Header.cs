using System.Text;

namespace Faust;

/// <summary>One header of a record.</summary>
/// <param name="Name">Its name; names may repeat in a record.</param>
/// <param name="Value">Its value; empty where it has none.</param>
/// <param name="HasValue">Whether it has a value: Kafka tells a missing one from an empty one.</param>
public readonly record struct Header(string Name, ReadOnlyMemory<byte> Value, bool HasValue = true)
{
    /// <summary>The value as UTF-8 text; what is not valid becomes U+FFFD.</summary>
    public string Text => Encoding.UTF8.GetString(Value.Span);
}
