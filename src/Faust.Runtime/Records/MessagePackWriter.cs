using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Faust.Records;

/// <summary>Writes MessagePack into a <see cref="ByteBuffer"/>, every value in its shortest form; what generated code calls.</summary>
/// <remarks>
/// <para>
/// The writer keeps the buffer's free span and its own position, so nothing is in the buffer before <see cref="Complete"/>, and nobody
/// else may write to the buffer in between. It does not count: after a header, as many values as it says are the caller's. Not
/// thread-safe.
/// </para>
/// <para>
/// Types that MessagePack does not have take the forms that MessagePack-CSharp gives them by default: <see cref="Guid"/> and
/// <see cref="decimal"/> are strings, <see cref="DateTime"/> is a timestamp, <see cref="DateTimeOffset"/> an array of the clock's time and
/// the offset in minutes, <see cref="TimeSpan"/> and <see cref="TimeOnly"/> are ticks, <see cref="DateOnly"/> is a day number,
/// <see cref="char"/> a number.
/// </para>
/// </remarks>
public ref partial struct MessagePackWriter
{
    private readonly ByteBuffer _buffer;
    private Span<byte> _span;
    private int _position;
    private int _depth;

    /// <summary>Makes a writer that appends to <paramref name="buffer"/>.</summary>
    /// <param name="buffer">The buffer; what it holds already stays.</param>
    public MessagePackWriter(ByteBuffer buffer)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        _buffer = buffer;
        _span = buffer.GetSpan();
    }

    /// <summary>Hands what was written to the buffer. The writer may go on afterwards, until the next <see cref="Complete"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Complete()
    {
        _buffer.Advance(_position);
        _span = _span[_position..];
        _position = 0;
    }

    /// <summary>Writes bytes as they are: headers and names encoded beforehand. Cheapest with a constant.</summary>
    /// <param name="encoded">Part of a MessagePack document.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteRaw(scoped ReadOnlySpan<byte> encoded)
    {
        // A constant's length is one here too once inlined, and the copy becomes a few moves.
        ref byte destination = ref Reserve(encoded.Length);
        Unsafe.CopyBlockUnaligned(ref destination, ref MemoryMarshal.GetReference(encoded), (uint)encoded.Length);
        _position += encoded.Length;
    }

    /// <summary>Writes one byte as it is.</summary>
    /// <param name="encoded">Part of a MessagePack document.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteRaw(byte encoded)
    {
        Reserve(1) = encoded;
        _position++;
    }

    /// <summary>Writes nil.</summary>
    public void WriteNil() => WriteRaw(MessagePackFormat.Nil);

    /// <summary>Writes true or false.</summary>
    /// <param name="value">The value.</param>
    public void WriteValue(bool value) => WriteRaw(value ? MessagePackFormat.True : MessagePackFormat.False);

    /// <summary>
    /// Makes the exception for a null where the type allows none. It is not written, as nothing that reads the bytes back would take it.
    /// </summary>
    /// <param name="what">What is null, for the message.</param>
    /// <returns>The exception, to be thrown.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly InvalidOperationException UnexpectedNull(string what) => new($"{what} is null, which its type does not allow.");

    // The place of the next byte, with room for `count` of them. Every write without its own bounds check relies on this one.
    [UnscopedRef]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref byte Reserve(int count)
    {
        if (_span.Length - _position < count) Grow(count);
        return ref Unsafe.Add(ref MemoryMarshal.GetReference(_span), _position);
    }

    private Span<byte> ReserveSpan(int count)
    {
        if (_span.Length - _position < count) Grow(count);
        return _span[_position..];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int count)
    {
        _buffer.Advance(_position);
        _position = 0;
        _span = _buffer.GetSpan(count);
    }
}
