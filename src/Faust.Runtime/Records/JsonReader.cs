using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Faust.Records;

/// <summary>Reads JSON (RFC 8259, strictly) from UTF-8; what generated code calls.</summary>
/// <remarks>
/// <para>
/// Generated code first compares whole literals such as <c>,"account":</c> through <see cref="TryRead"/>, in the order the members are
/// declared, and goes on with <see cref="ReadName"/> for whatever comes differently. Values skip white space before them and leave
/// what follows them alone, so after any value both ways are open.
/// </para>
/// <para>
/// Every failure throws <see cref="RecordFormatException"/>, which has the offset; <see cref="JsonPath"/> turns it into a path. After
/// a failure the reader's position is not defined. Not thread-safe.
/// </para>
/// </remarks>
public ref partial struct JsonReader
{
    /// <summary>How deep objects and arrays may nest.</summary>
    public const int MaxDepth = 64;

    private readonly ReadOnlySpan<byte> _utf8;
    private readonly Utf8StringCache? _strings;
    private int _position;
    private int _depth;
    private byte[]? _scratch;

    // Whether the object that is read next is open already, as its discriminator has been read.
    private bool _isOpen;

    /// <summary>Makes a reader that stands at the first byte of <paramref name="utf8"/>.</summary>
    /// <param name="utf8">The JSON text, without a byte order mark.</param>
    /// <param name="strings">Where <see cref="ReadString(int)"/> looks strings up; without one it allocates each.</param>
    public JsonReader(ReadOnlySpan<byte> utf8, Utf8StringCache? strings = null)
    {
        _utf8 = utf8;
        _strings = strings;
    }

    /// <summary>The offset of the next byte to be read, from 0.</summary>
    public readonly int Position => _position;

    /// <summary>Skips <paramref name="literal"/> if the text goes on with exactly these bytes, without skipping white space.</summary>
    /// <param name="literal">What is expected: a constant that ends in a member's colon, such as <c>{"id":</c> or <c>,"at":</c>.</param>
    /// <returns>Whether the literal was there. If not, the reader stands where it stood.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryRead(scoped ReadOnlySpan<byte> literal)
    {
        // A constant's length makes the comparison a few loads; hence no slicing before the length is known to suffice.
        int position = _position;
        if (_utf8.Length - position < literal.Length) return false;
        ref byte next = ref Unsafe.Add(ref MemoryMarshal.GetReference(_utf8), position);
        if (!MemoryMarshal.CreateReadOnlySpan(ref next, literal.Length).SequenceEqual(literal)) return false;
        _position = position + literal.Length;
        return true;
    }

    /// <summary>
    /// The same for a member that may be the object's first one: right behind the <c>{</c>, the literal's comma is not expected.
    /// </summary>
    /// <param name="literal">A constant that begins with a comma and ends in a member's colon, such as <c>,"at":</c>.</param>
    /// <returns>Whether the member was there. If not, the reader stands where it stood.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadMember(scoped ReadOnlySpan<byte> literal) => TryRead(literal) || TryReadBehindBrace(literal);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryReadBehindBrace(scoped ReadOnlySpan<byte> literal) =>
        !literal.IsEmpty && _position > 0 && _utf8[_position - 1] == '{' && TryRead(literal[1..]);

    /// <summary>Skips white space and a <c>{</c>. <see cref="ReadName"/> comes next.</summary>
    /// <exception cref="RecordFormatException">There is something else.</exception>
    public void ReadStartObject()
    {
        if (_isOpen)
        {
            _isOpen = false;
            return;
        }

        if (PeekToken() != '{') ThrowExpected("an object");
        _position++;
        // A literal that begins with a comma may be tried next: it must not be taken for the first member.
        if ((uint)_position < (uint)_utf8.Length && _utf8[_position] == ',') ThrowExpected("a member name");
    }

    /// <summary>
    /// Reads the name of the next member with its colon, and the comma before it, or the end of the object. To be called after
    /// <see cref="ReadStartObject"/>, after a value, and after a value that followed a literal.
    /// </summary>
    /// <param name="name">The name, unescaped. Valid until the member's value is read, which may reuse its memory.</param>
    /// <returns>Whether there is a member; if not, the object's <c>}</c> is consumed.</returns>
    /// <exception cref="RecordFormatException">There is neither a member nor the end.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadName(out ReadOnlySpan<byte> name)
    {
        int position = _position;
        if ((uint)position < (uint)_utf8.Length && _utf8[position] == '}')
        {
            _position = position + 1;
            name = default;
            return false;
        }

        return ReadNameSlow(out name);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool ReadNameSlow(out ReadOnlySpan<byte> name)
    {
        // No value ends in '{', so the byte before tells the first member from the others, without a flag to keep.
        bool first = _position > 0 && _utf8[_position - 1] == '{';
        int token = PeekToken();
        if (token == '}')
        {
            _position++;
            name = default;
            return false;
        }

        if (!first)
        {
            if (token != ',') ThrowExpected("',' or '}'");
            _position++;
            token = PeekToken();
        }

        if (token != '"') ThrowExpected("a member name");
        name = TryReadAscii(out ReadOnlySpan<byte> ascii) ? ascii : ReadUnescaped();
        if (PeekToken() != ':') ThrowExpected("':'");
        _position++;
        return true;
    }

    /// <summary>Skips white space and a <c>[</c>. <see cref="ReadElement"/> comes next.</summary>
    /// <exception cref="RecordFormatException">There is something else.</exception>
    public void ReadStartArray()
    {
        if (PeekToken() != '[') ThrowExpected("an array");
        _position++;
    }

    /// <summary>Reads up to the next element of an array, over the comma before it, or the end of the array.</summary>
    /// <returns>Whether an element follows, which must then be read or skipped; if not, the array's <c>]</c> is consumed.</returns>
    /// <exception cref="RecordFormatException">There is neither an element nor the end.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadElement()
    {
        int position = _position;
        if ((uint)position < (uint)_utf8.Length && _utf8[position] == ']')
        {
            _position = position + 1;
            return false;
        }

        return ReadElementSlow();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool ReadElementSlow()
    {
        bool first = _position > 0 && _utf8[_position - 1] == '[';
        int token = PeekToken();
        if (token == ']')
        {
            _position++;
            return false;
        }

        if (first)
        {
            if (token < 0) ThrowExpected("an element or ']'");
            return true;
        }

        if (token != ',') ThrowExpected("',' or ']'");
        _position++;
        return true;
    }

    /// <summary>Skips a <c>null</c>, if that is what comes next.</summary>
    /// <returns>Whether it was; if not, only white space is skipped.</returns>
    public bool TryReadNull() => PeekToken() == 'n' && TryRead("null"u8);

    /// <summary>Reads <c>true</c> or <c>false</c>.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="RecordFormatException">There is something else.</exception>
    public bool ReadBoolean()
    {
        PeekToken();
        if (TryRead("true"u8)) return true;
        if (!TryRead("false"u8)) ThrowExpected("true or false");
        return false;
    }

    /// <summary>Checks that nothing but white space follows.</summary>
    /// <exception cref="RecordFormatException">Something does.</exception>
    public void ReadEnd()
    {
        if (_position < _utf8.Length && PeekToken() >= 0) ThrowExpected("the end of the text");
    }

    /// <summary>
    /// Enters a level of nesting. Only records that can contain themselves call this, around reading themselves: what else is read is
    /// as deep as its type, and <see cref="SkipValue"/> counts for itself.
    /// </summary>
    /// <exception cref="RecordFormatException">The text is nested more than <see cref="MaxDepth"/> deep.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PushDepth()
    {
        if (++_depth > MaxDepth) ThrowTooDeep();
    }

    /// <summary>Leaves the level that <see cref="PushDepth"/> entered.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PopDepth() => _depth--;

    // Skips white space; the byte that follows, or -1 at the end.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int PeekToken()
    {
        int position = _position;
        if ((uint)position < (uint)_utf8.Length && _utf8[position] > ' ') return _utf8[position];
        return PeekTokenSlow();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int PeekTokenSlow()
    {
        int position = _position;
        while ((uint)position < (uint)_utf8.Length)
        {
            byte b = _utf8[position];
            if (b is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t'))
            {
                _position = position;
                return b;
            }

            position++;
        }

        _position = position;
        return -1;
    }
}
