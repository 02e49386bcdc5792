using System.ComponentModel;
using Faust.Records;

namespace Faust.Generated;

/// <summary>A buffer that is the caller's until disposed of. Not thread-safe.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct RentedBuffer
{
    private RentedBuffer(ByteBuffer buffer) => Buffer = buffer;

    /// <summary>The buffer, to be written to.</summary>
    public ByteBuffer Buffer { get; }

    /// <summary>What was written; valid until the buffer is written to or disposed of.</summary>
    public ReadOnlySpan<byte> Bytes => Buffer.WrittenSpan;

    /// <summary>An empty buffer.</summary>
    public static RentedBuffer Rent() => new(SpareBuffer.Rent());

    /// <summary>Gives the buffer back.</summary>
    public void Dispose() => SpareBuffer.Return(Buffer);
}
