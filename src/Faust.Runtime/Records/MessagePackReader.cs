using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Faust.Records;

/// <summary>Reads MessagePack; what generated code calls.</summary>
/// <remarks>
/// <para>
/// Every legal form of a value is read, not only the shortest: an integer of any format that fits the type asked for, text and headers
/// of any width. A float is never read as an integer, but an integer is read as a float, since JavaScript writes whole numbers as
/// integers. Where bytes are asked for, a string is taken as well, as writers that predate the type of bytes have no other.
/// </para>
/// <para>
/// Generated code first compares whole names such as <c>0xA2 'i' 'd'</c> through <see cref="TryRead"/>, in the order the members are
/// declared, and goes on with <see cref="ReadName"/> for whatever comes differently, as often as <see cref="ReadMapHeader"/> said.
/// </para>
/// <para>
/// Every failure throws <see cref="RecordFormatException"/>, which has the offset; <see cref="MessagePackPath"/> turns it into a path.
/// After a failure the reader's position is not defined. Not thread-safe.
/// </para>
/// </remarks>
public ref partial struct MessagePackReader
{
    /// <summary>How deep maps and arrays may nest.</summary>
    public const int MaxDepth = 64;

    private readonly ReadOnlySpan<byte> _bytes;
    private readonly Utf8StringCache? _strings;
    private int _position;
    private int _depth;

    /// <summary>Makes a reader that stands at the first byte of <paramref name="bytes"/>.</summary>
    /// <param name="bytes">The document.</param>
    /// <param name="strings">Where <see cref="ReadString(int)"/> looks strings up; without one it allocates each.</param>
    public MessagePackReader(ReadOnlySpan<byte> bytes, Utf8StringCache? strings = null)
    {
        _bytes = bytes;
        _strings = strings;
    }

    /// <summary>The offset of the next byte to be read, from 0.</summary>
    public readonly int Position => _position;

    /// <summary>Skips <paramref name="literal"/> if the document goes on with exactly these bytes.</summary>
    /// <param name="literal">What is expected: a constant, such as a member's name with its header.</param>
    /// <returns>Whether the literal was there. If not, the reader stands where it stood.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryRead(scoped ReadOnlySpan<byte> literal)
    {
        // A constant's length makes the comparison a few loads; hence no slicing before the length is known to suffice.
        int position = _position;
        if (_bytes.Length - position < literal.Length) return false;
        ref byte next = ref Unsafe.Add(ref MemoryMarshal.GetReference(_bytes), position);
        if (!MemoryMarshal.CreateReadOnlySpan(ref next, literal.Length).SequenceEqual(literal)) return false;
        _position = position + literal.Length;
        return true;
    }

    /// <summary>Skips nil, if that is what comes next.</summary>
    /// <returns>Whether it was.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadNil()
    {
        int position = _position;
        if ((uint)position >= (uint)_bytes.Length || _bytes[position] != MessagePackFormat.Nil) return false;
        _position = position + 1;
        return true;
    }

    /// <summary>Reads true or false.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="RecordFormatException">There is something else.</exception>
    public bool ReadBoolean()
    {
        int position = _position;
        // The two formats differ in the last bit.
        if ((uint)position >= (uint)_bytes.Length || (_bytes[position] | 1) != MessagePackFormat.True) ThrowExpected("true or false");
        _position = position + 1;
        return _bytes[position] == MessagePackFormat.True;
    }

    /// <summary>Checks that nothing follows.</summary>
    /// <exception cref="RecordFormatException">Something does.</exception>
    public readonly void ReadEnd()
    {
        if (_position < _bytes.Length) ThrowExpected("the end of the document");
    }

    /// <summary>
    /// Enters a level of nesting. Only records that can contain themselves call this, around reading themselves: what else is read is
    /// as deep as its type, and <see cref="Skip"/> counts for itself.
    /// </summary>
    /// <exception cref="RecordFormatException">The document is nested more than <see cref="MaxDepth"/> deep.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PushDepth()
    {
        if (++_depth > MaxDepth) ThrowTooDeep();
    }

    /// <summary>Leaves the level that <see cref="PushDepth"/> entered.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PopDepth() => _depth--;
}
