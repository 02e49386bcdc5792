using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Faust.Records;

/// <summary>Writes JSON as UTF-8 into a <see cref="ByteBuffer"/>; what generated code calls.</summary>
/// <remarks>
/// The writer keeps the buffer's free span and its own position, so nothing is in the buffer before <see cref="Complete"/>, and nobody
/// else may write to the buffer in between. It does not check grammar: commas, colons and brackets are the caller's, through
/// <see cref="WriteRaw(ReadOnlySpan{byte})"/>. Text forms are those System.Text.Json writes by default, save that strings escape only
/// what RFC 8259 demands. Not thread-safe.
/// </remarks>
public ref partial struct JsonWriter
{
    private readonly ByteBuffer _buffer;
    private Span<byte> _span;
    private int _position;
    private int _depth;

    /// <summary>Makes a writer that appends to <paramref name="buffer"/>.</summary>
    /// <param name="buffer">The buffer; what it holds already stays.</param>
    public JsonWriter(ByteBuffer buffer)
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

    /// <summary>Writes bytes as they are: brackets, commas, names and colons. Cheapest with a UTF-8 literal.</summary>
    /// <param name="utf8">Part of a JSON text.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteRaw(scoped ReadOnlySpan<byte> utf8)
    {
        // A literal's length is a constant here once inlined, and the copy becomes a few moves.
        ref byte destination = ref Reserve(utf8.Length);
        Unsafe.CopyBlockUnaligned(ref destination, ref MemoryMarshal.GetReference(utf8), (uint)utf8.Length);
        _position += utf8.Length;
    }

    /// <summary>Writes one byte as it is.</summary>
    /// <param name="utf8">Part of a JSON text.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteRaw(byte utf8)
    {
        Reserve(1) = utf8;
        _position++;
    }

    /// <summary>Writes <c>null</c>.</summary>
    public void WriteNull() => WriteRaw("null"u8);

    /// <summary>Writes <c>true</c> or <c>false</c>.</summary>
    /// <param name="value">The value.</param>
    public void WriteValue(bool value)
    {
        if (value) WriteRaw("true"u8);
        else WriteRaw("false"u8);
    }

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
