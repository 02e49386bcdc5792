using System.Buffers;
using System.Runtime.CompilerServices;

namespace Faust.Records;

/// <summary>A growable, contiguous buffer of bytes that serializers write into. Reused: it keeps its memory when cleared. Not thread-safe.</summary>
public sealed class ByteBuffer : IBufferWriter<byte>
{
    private byte[] _array;

    /// <summary>Makes a buffer.</summary>
    /// <param name="capacity">Bytes to start with; it grows by doubling.</param>
    public ByteBuffer(int capacity = 256)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        _array = capacity == 0 ? [] : new byte[capacity];
    }

    /// <summary>Bytes written so far.</summary>
    public int Length { get; private set; }

    /// <summary>Bytes that there is memory for.</summary>
    internal int Capacity => _array.Length;

    /// <summary>The bytes written so far; valid until the next write.</summary>
    public ReadOnlySpan<byte> WrittenSpan => _array.AsSpan(0, Length);

    /// <summary>The bytes written so far; valid until the next write.</summary>
    internal ReadOnlyMemory<byte> WrittenMemory => _array.AsMemory(0, Length);

    /// <summary>The bytes written so far, to be patched in place; valid until the next write.</summary>
    internal Span<byte> WrittenMutableSpan => _array.AsSpan(0, Length);

    /// <summary>Forgets what was written; the memory stays.</summary>
    public void Clear() => Length = 0;

    /// <summary>Takes back the last bytes written, down to <paramref name="length"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative or more than was written.</exception>
    public void Truncate(int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)length, (uint)Length, nameof(length));
        Length = length;
    }

    /// <summary>Declares that <paramref name="count"/> bytes of the last <see cref="GetSpan"/> are written.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)(_array.Length - Length), nameof(count));
        Length += count;
    }

    /// <summary>All the room there is behind what was written, at least <paramref name="sizeHint"/> bytes and at least one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        if (_array.Length - Length < Math.Max(sizeHint, 1)) Grow(sizeHint);
        return _array.AsSpan(Length);
    }

    /// <inheritdoc cref="GetSpan"/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (_array.Length - Length < Math.Max(sizeHint, 1)) Grow(sizeHint);
        return _array.AsMemory(Length);
    }

    /// <summary>Appends bytes.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(GetSpan(bytes.Length));
        Length += bytes.Length;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int sizeHint)
    {
        long wanted = Math.Max((long)Length + Math.Max(sizeHint, 1), Math.Max(256, (long)_array.Length * 2));
        if (wanted > Array.MaxLength)
        {
            wanted = (long)Length + Math.Max(sizeHint, 1);
            if (wanted > Array.MaxLength) throw new OutOfMemoryException($"A buffer of {wanted} bytes is larger than an array can be.");
            wanted = Array.MaxLength;
        }

        Array.Resize(ref _array, (int)wanted);
    }
}
