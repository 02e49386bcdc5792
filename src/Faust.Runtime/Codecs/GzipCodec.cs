using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using Faust.Codecs;
using Faust.Records;

namespace Faust;

/// <summary>The step <c>gzip</c>: compression by RFC 1952, at <see cref="CompressionLevel.Fastest"/>. Thread-safe.</summary>
/// <remarks>Reads one member of any level, and nothing behind it: its trailer, a checksum and a length, ends the bytes.</remarks>
public sealed class GzipCodec : IBytesCodec
{
    // CRC-32 and length, which GZipStream does not miss where they are cut off.
    private const int TrailerLength = 8;

    /// <inheritdoc/>
    public void Encode(ReadOnlySpan<byte> source, ByteBuffer destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        using var stream = new GZipStream(new ByteBufferStream(destination), CompressionLevel.Fastest);
        stream.Write(source);
    }

    /// <inheritdoc/>
    public unsafe void Decode(ReadOnlySpan<byte> source, ByteBuffer destination, int maxLength)
    {
        ArgumentNullException.ThrowIfNull(destination);
        // Also because no bytes have no address for a stream to begin at.
        if (source.Length < TrailerLength) throw NoTrailer(source);
        int start = destination.Length;
        fixed (byte* first = source)
        {
            using var encoded = new UnmanagedMemoryStream(first, source.Length);
            using var stream = new GZipStream(encoded, CompressionMode.Decompress);
            int total = 0;
            while (true)
            {
                // A size that is claimed is not believed: room grows with what has really come out.
                int read = stream.Read(destination.GetSpan(1024));
                if (read == 0) break;
                total += read;
                if (total > maxLength) throw CodecError.TooLong(maxLength);
                destination.Advance(read);
            }
        }

        ReadOnlySpan<byte> decoded = destination.WrittenSpan[start..];
        if (BinaryPrimitives.ReadUInt32LittleEndian(source[^4..]) != (uint)decoded.Length
            || BinaryPrimitives.ReadUInt32LittleEndian(source[^8..]) != Crc32.HashToUInt32(decoded))
        {
            throw NoTrailer(source);
        }
    }

    private static RecordFormatException NoTrailer(ReadOnlySpan<byte> source) =>
        new("Expected the checksum and length of one gzip member at the end", Math.Max(0, source.Length - TrailerLength));
}
