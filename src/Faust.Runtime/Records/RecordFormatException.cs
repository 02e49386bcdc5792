using System.ComponentModel;

namespace Faust.Records;

/// <summary>Bytes that are not the record they should be.</summary>
/// <param name="message">What is wrong.</param>
/// <param name="offset">Where in the bytes, from 0.</param>
/// <param name="innerException">The cause, where there is one.</param>
public sealed class RecordFormatException(string message, int offset, Exception? innerException = null)
    : FormatException(message, innerException)
{
    /// <summary>Where in the bytes reading failed, from 0.</summary>
    public int Offset { get; } = offset;

    /// <summary>This exception, with the place in the JSON it happened at named in the message.</summary>
    /// <param name="json">The bytes that were read.</param>
    /// <param name="type">What they should have been.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public RecordFormatException In(ReadOnlySpan<byte> json, string type) =>
        new($"This is not the JSON of {type}: at {JsonPath.At(json, Offset)}: {Message}", Offset, this);

    /// <summary>This exception, with the place in the MessagePack it happened at named in the message.</summary>
    /// <param name="bytes">The bytes that were read.</param>
    /// <param name="type">What they should have been.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public RecordFormatException InMessagePack(ReadOnlySpan<byte> bytes, string type) =>
        new($"This is not the MessagePack of {type}: at {MessagePackPath.At(bytes, Offset)}: {Message}", Offset, this);
}
