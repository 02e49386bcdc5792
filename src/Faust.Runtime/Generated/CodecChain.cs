using System.ComponentModel;
using Faust.Codecs;
using Faust.Records;

namespace Faust.Generated;

/// <summary>The steps behind a codec, in the order in which they are applied. Thread-safe if the steps are.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CodecChain(params IBytesCodec[] steps)
{
    /// <summary>How many bytes a value may unpack to, where its topic or table does not say another number: 64 MiB.</summary>
    public const int DefaultMaxLength = 64 * 1024 * 1024;

    /// <summary>Tells the steps what they are used for.</summary>
    public void Attach(CodecContext context)
    {
        foreach (IBytesCodec step in steps) step.Attach(context);
    }

    /// <summary>Appends the encoded form of what a codec wrote.</summary>
    public void Encode(RentedBuffer plain, ByteBuffer destination) => Encode(plain.Bytes, steps, destination);

    /// <summary>Undoes the steps.</summary>
    /// <param name="bytes">The encoded bytes.</param>
    /// <param name="maxLength">The most bytes that each step may make of them.</param>
    /// <param name="what">What they should be, for the error.</param>
    /// <returns>The bytes for the codec, to be disposed of after reading.</returns>
    /// <exception cref="RecordFormatException">A step did not make these bytes, or makes too many of them.</exception>
    public RentedBuffer Decode(ReadOnlySpan<byte> bytes, int maxLength, string what)
    {
        RentedBuffer decoded = Decode(bytes, maxLength, steps[^1], what);
        for (int i = steps.Length - 2; i >= 0; i--)
        {
            using RentedBuffer encoded = decoded;
            decoded = Decode(encoded.Bytes, maxLength, steps[i], what);
        }

        return decoded;
    }

    private static void Encode(ReadOnlySpan<byte> plain, ReadOnlySpan<IBytesCodec> steps, ByteBuffer destination)
    {
        if (steps.Length == 1)
        {
            steps[0].Encode(plain, destination);
            return;
        }

        using RentedBuffer encoded = RentedBuffer.Rent();
        steps[0].Encode(plain, encoded.Buffer);
        Encode(encoded.Bytes, steps[1..], destination);
    }

    private static RentedBuffer Decode(ReadOnlySpan<byte> bytes, int maxLength, IBytesCodec step, string what)
    {
        RentedBuffer decoded = RentedBuffer.Rent();
        try
        {
            step.Decode(bytes, decoded.Buffer, maxLength);
            // A user's step may not have looked at the limit.
            return decoded.Buffer.Length <= maxLength ? decoded : throw CodecError.TooLong(maxLength);
        }
        catch (Exception e)
        {
            decoded.Dispose();
            if (e is OutOfMemoryException) throw;
            throw CodecError.Undecodable(step, what, e);
        }
    }
}
