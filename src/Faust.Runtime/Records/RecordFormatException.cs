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
}
