using System.Buffers;
using System.Buffers.Text;
using Faust.Codecs;
using Faust.Records;

namespace Faust;

/// <summary>The step <c>base64</c>: bytes as text of RFC 4648 §4, with padding. Thread-safe.</summary>
public sealed class Base64Codec : IBytesCodec
{
    /// <inheritdoc/>
    public void Encode(ReadOnlySpan<byte> source, ByteBuffer destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        if (source.Length > Base64.GetMaxDecodedFromUtf8Length(Array.MaxLength)) throw new OutOfMemoryException("More bytes than Base64 can hold in one array.");
        Base64.EncodeToUtf8(source, destination.GetSpan(Base64.GetMaxEncodedToUtf8Length(source.Length)), out _, out int written);
        destination.Advance(written);
    }

    /// <inheritdoc/>
    public void Decode(ReadOnlySpan<byte> source, ByteBuffer destination, int maxLength)
    {
        ArgumentNullException.ThrowIfNull(destination);
        Span<byte> room = destination.GetSpan(Base64.GetMaxDecodedFromUtf8Length(source.Length));
        OperationStatus status = Base64.DecodeFromUtf8(source, room, out int consumed, out int written);
        if (status != OperationStatus.Done) throw new RecordFormatException("Expected Base64", consumed);
        if (written > maxLength) throw CodecError.TooLong(maxLength);
        destination.Advance(written);
    }
}
