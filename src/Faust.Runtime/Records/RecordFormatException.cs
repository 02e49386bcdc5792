using System.ComponentModel;

namespace Faust.Records;

/// <summary>Bytes that are not the record they should be.</summary>
/// <param name="message">What is wrong.</param>
/// <param name="offset">Where in the bytes, from 0.</param>
/// <param name="innerException">The cause, where there is one.</param>
public sealed class RecordFormatException(string message, int offset, Exception? innerException = null)
    : FormatException(message, innerException)
{
    internal RecordFormatException(string message, int offset, IReadOnlyList<RecordError> errors, Exception? innerException = null)
        : this(message, offset, innerException) => Errors = errors;

    /// <summary>Where in the bytes reading failed, from 0: for a record that is not valid, where it begins.</summary>
    public int Offset { get; } = offset;

    /// <summary>What the checks of the record found, where the bytes are a record but not a valid one; else empty.</summary>
    public IReadOnlyList<RecordError> Errors { get; } = [];

    /// <summary>This exception, with the place in the JSON it happened at named in the message.</summary>
    /// <param name="json">The bytes that were read.</param>
    /// <param name="type">What they should have been.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public RecordFormatException In(ReadOnlySpan<byte> json, string type) =>
        At(JsonPath.At(json, Offset), "JSON", type);

    /// <summary>This exception, with the place in the MessagePack it happened at named in the message.</summary>
    /// <param name="bytes">The bytes that were read.</param>
    /// <param name="type">What they should have been.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public RecordFormatException InMessagePack(ReadOnlySpan<byte> bytes, string type) =>
        At(MessagePackPath.At(bytes, Offset), "MessagePack", type);

    /// <summary>The exception for a value that must not be quoted: it says where the value is, and nothing of what is there.</summary>
    /// <param name="member">The member, such as <c>Login.Password</c>.</param>
    /// <param name="offset">Where the value begins.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static RecordFormatException Masked(string member, int offset) =>
        new($"The value of {member}, which is not shown, cannot be read, at offset {offset}.", offset);

    private RecordFormatException At(string path, string format, string type)
    {
        if (Errors.Count == 0) return new($"This is not the {format} of {type}: at {path}: {Message}", Offset, this);
        RecordError[] errors = [.. Errors.Select(e => e.Under(path))];
        return new($"This is not a valid {type}: {string.Join<RecordError>("; ", errors)}", Offset, errors, this);
    }
}
