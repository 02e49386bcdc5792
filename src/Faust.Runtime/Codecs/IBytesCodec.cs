using Faust.Records;

namespace Faust;

/// <summary>
/// A step behind a codec that turns bytes into other bytes: <see cref="GzipCodec"/>, <see cref="BrotliCodec"/>, <see cref="Base64Codec"/>, or a
/// user's own: encryption, a checksum, the header that a schema registry puts before each value.
/// </summary>
/// <remarks>
/// Made by the constructor without parameters, once for each processing task and once for what sends or reads elsewhere: there threads share
/// it, so it must be thread-safe.
/// </remarks>
public interface IBytesCodec
{
    /// <summary>Tells what the codec is used for, once, before anything else is called in a host.</summary>
    void Attach(CodecContext context)
    {
    }

    /// <summary>Appends the encoded form of bytes.</summary>
    void Encode(ReadOnlySpan<byte> source, ByteBuffer destination);

    /// <summary>Appends what <see cref="Encode"/> was given.</summary>
    /// <param name="source">The encoded bytes, as the log has them: anyone may have written them.</param>
    /// <param name="destination">Where to.</param>
    /// <param name="maxLength">More bytes than these must not be appended: a small input may unpack to a huge one.</param>
    /// <exception cref="RecordFormatException">The bytes are not what encoding makes, or too many. What else is thrown is wrapped in one.</exception>
    void Decode(ReadOnlySpan<byte> source, ByteBuffer destination, int maxLength);
}
