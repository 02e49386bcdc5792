using System.Buffers;
using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Faust.Records;

public ref partial struct JsonReader
{
    /// <summary>Reads a string, which must not be <c>null</c>.</summary>
    /// <returns>The string, newly allocated.</returns>
    /// <exception cref="RecordFormatException">There is something else, or the string is not valid UTF-8 with valid escapes.</exception>
    public string ReadString()
    {
        if (TryReadAscii(out ReadOnlySpan<byte> ascii)) return Utf8Text.FromAscii(ascii);
        return ReadOtherString(null, 0);
    }

    /// <summary>Reads a string, which must not be <c>null</c>, and looks it up in the reader's cache where there is one.</summary>
    /// <param name="member">The member: the <see cref="Utf8StringCache"/> gives up on one whose values do not repeat.</param>
    /// <returns>The string, perhaps one returned before.</returns>
    /// <exception cref="RecordFormatException">There is something else, or the string is not valid UTF-8 with valid escapes.</exception>
    public string ReadString(int member)
    {
        if (!TryReadAscii(out ReadOnlySpan<byte> utf8)) return ReadOtherString(_strings, member);
        return _strings is { } strings ? strings.GetString(utf8, member) : Utf8Text.FromAscii(utf8);
    }

    /// <summary>Reads a string of exactly one UTF-16 code unit.</summary>
    /// <returns>The character.</returns>
    /// <exception cref="RecordFormatException">There is something else.</exception>
    public char ReadChar()
    {
        ReadOnlySpan<byte> utf8 = ReadText(out int start);
        if (!Utf8Text.TryReadChar(utf8, out char value)) ThrowNot("a string of one character", start);
        return value;
    }

    /// <summary>Reads a base64 string.</summary>
    /// <returns>The bytes.</returns>
    /// <exception cref="RecordFormatException">There is something else, or the string is not base64.</exception>
    public byte[] ReadBase64()
    {
        ReadOnlySpan<byte> utf8 = ReadText(out int start);
        if (utf8.IsEmpty) return [];
        if (!Base64.IsValid(utf8, out int length)) ThrowNot("base64", start);
        byte[] bytes = new byte[length];
        if (Base64.DecodeFromUtf8(utf8, bytes, out _, out int written) == OperationStatus.Done && written == length) return bytes;

        // With white space inside, the decoder may want more room than it fills.
        bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(utf8.Length)];
        if (Base64.DecodeFromUtf8(utf8, bytes, out _, out written) != OperationStatus.Done) ThrowNot("base64", start);
        return bytes[..written];
    }

    /// <summary>Reads the name of an enum's member, where a string comes next; otherwise a number does, or an error.</summary>
    /// <param name="name">The string, unescaped. Valid until the next name or string is read.</param>
    /// <returns>Whether a string came next; if not, only white space is skipped.</returns>
    /// <exception cref="RecordFormatException">The string is not valid UTF-8 with valid escapes.</exception>
    public bool TryReadEnumName(out ReadOnlySpan<byte> name)
    {
        if (PeekToken() == '"')
        {
            name = TryReadAscii(out ReadOnlySpan<byte> ascii) ? ascii : ReadUnescaped();
            return true;
        }

        name = default;
        return false;
    }

    /// <summary>Makes the exception for a string that names no member of an enum.</summary>
    /// <param name="name">What <see cref="TryReadEnumName"/> read.</param>
    /// <param name="type">The enum's name, for the message.</param>
    /// <returns>The exception, to be thrown.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly RecordFormatException UnknownEnumName(scoped ReadOnlySpan<byte> name, string type) =>
        new($"'{Utf8Text.FromValid(name)}' is no member of {type}, before offset {_position}.", Math.Max(_position - 1, 0));

    // The text of the next string, and where it starts.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReadOnlySpan<byte> ReadText(out int start)
    {
        if (PeekToken() != '"') ThrowExpected("a string");
        start = _position;
        return TryReadAscii(out ReadOnlySpan<byte> ascii) ? ascii : ReadUnescaped();
    }

    // A string right here that is only ASCII, without escapes. False without having moved for whatever is not that, right or wrong.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryReadAscii(out ReadOnlySpan<byte> ascii)
    {
        int start = _position + 1;
        if (start < _utf8.Length && _utf8[start - 1] == '"')
        {
            int end = Utf8Text.IndexOfSpecial(_utf8, start);
            if ((uint)end < (uint)_utf8.Length && _utf8[end] == '"')
            {
                ascii = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref MemoryMarshal.GetReference(_utf8), start), end - start);
                _position = end + 1;
                return true;
            }
        }

        ascii = default;
        return false;
    }
}
