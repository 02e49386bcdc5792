using Faust.Records;

namespace Faust;

/// <summary>A user's own way to write keys or values of one type as bytes.</summary>
/// <remarks>
/// Made by the constructor without parameters, once for each processing task and once for what sends or reads elsewhere: there threads share
/// it, so it must be thread-safe.
/// </remarks>
/// <typeparam name="T">The type of the keys or values, exactly as the topic or table declares it.</typeparam>
public interface ICodec<T> : ICodec
{
    /// <summary>Tells what the codec is used for, once, before anything else is called in a host.</summary>
    void Attach(CodecContext context)
    {
    }

    /// <summary>Appends the bytes of a value.</summary>
    /// <exception cref="Exception">Whatever is thrown reaches the sender; what was written until then is dropped.</exception>
    void Write(T value, ByteBuffer buffer);

    /// <summary>Reads a value.</summary>
    /// <param name="bytes">All of its bytes; valid only during the call.</param>
    /// <exception cref="RecordFormatException">The bytes are not a value. What else is thrown is wrapped in one.</exception>
    T Read(ReadOnlySpan<byte> bytes);
}
