using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Faust.Records;

public ref partial struct MessagePackReader
{
    /// <summary>Reads a string, which must not be nil.</summary>
    /// <returns>The string, newly allocated.</returns>
    /// <exception cref="RecordFormatException">There is something else, or the string is not valid UTF-8.</exception>
    public string ReadString()
    {
        ReadOnlySpan<byte> utf8 = ReadRawText("a string", out int start);
        // Of text known to be ASCII, the conversion need not look at it again.
        if (Utf8Text.IsShortAscii(utf8)) return Utf8Text.FromAscii(utf8);
        CheckText(utf8, start);
        return Utf8Text.FromValid(utf8);
    }

    /// <summary>Reads a string, which must not be nil, and looks it up in the reader's cache where there is one.</summary>
    /// <param name="member">The member: the <see cref="Utf8StringCache"/> gives up on one whose values do not repeat.</param>
    /// <returns>The string, perhaps one returned before.</returns>
    /// <exception cref="RecordFormatException">There is something else, or the string is not valid UTF-8.</exception>
    public string ReadString(int member)
    {
        ReadOnlySpan<byte> utf8 = ReadRawText("a string", out int start);
        bool isAscii = Utf8Text.IsShortAscii(utf8);
        if (!isAscii) CheckText(utf8, start);
        if (_strings is { } strings) return strings.GetString(utf8, member);
        return isAscii ? Utf8Text.FromAscii(utf8) : Utf8Text.FromValid(utf8);
    }

    /// <summary>Reads a string, which must not be nil, where it is.</summary>
    /// <returns>The text, valid UTF-8: part of the document.</returns>
    /// <exception cref="RecordFormatException">There is something else, or the string is not valid UTF-8.</exception>
    public ReadOnlySpan<byte> ReadUtf8() => ReadText("a string", out _);

    /// <summary>Reads bytes, or the bytes of a string, which need not be valid UTF-8.</summary>
    /// <returns>The bytes, newly allocated.</returns>
    /// <exception cref="RecordFormatException">There is something else.</exception>
    public byte[] ReadBinary() => ReadBinarySpan().ToArray();

    /// <summary>Reads bytes, or the bytes of a string, where they are.</summary>
    /// <returns>The bytes: part of the document.</returns>
    /// <exception cref="RecordFormatException">There is something else.</exception>
    public ReadOnlySpan<byte> ReadBinarySpan()
    {
        bool isString = MessagePackFormat.TryReadHeader(_bytes, _position, out MessagePackHeader header)
            && header.Kind == MessagePackKind.String;
        return Take(Expect(isString ? MessagePackKind.String : MessagePackKind.Binary, "bytes"));
    }

    /// <summary>Reads the name of an enum's member, where a string comes next; otherwise a number does, or an error.</summary>
    /// <param name="name">The string: part of the document.</param>
    /// <returns>Whether a string came next.</returns>
    /// <exception cref="RecordFormatException">The string is not valid UTF-8.</exception>
    public bool TryReadEnumName(out ReadOnlySpan<byte> name)
    {
        name = default;
        if (!MessagePackFormat.TryReadHeader(_bytes, _position, out MessagePackHeader header)) return false;
        if (header.Kind != MessagePackKind.String) return false;
        name = ReadText("a string", out _);
        return true;
    }

    /// <summary>Makes the exception for a string that names no member of an enum.</summary>
    /// <param name="name">What <see cref="TryReadEnumName"/> read.</param>
    /// <param name="type">The enum's name, for the message.</param>
    /// <returns>The exception, to be thrown.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly RecordFormatException UnknownEnumName(scoped ReadOnlySpan<byte> name, string type) =>
        new($"'{Utf8Text.FromValid(name)}' is no member of {type}, before offset {_position}.", Math.Max(_position - 1, 0));

    // The text of the next string, valid, and where the string starts.
    private ReadOnlySpan<byte> ReadText(string expected, out int start)
    {
        ReadOnlySpan<byte> utf8 = ReadRawText(expected, out start);
        if (!Utf8Text.IsShortAscii(utf8)) CheckText(utf8, start);
        return utf8;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReadOnlySpan<byte> ReadRawText(string expected, out int start)
    {
        int position = _position;
        start = position;
        if ((uint)position < (uint)_bytes.Length)
        {
            int length = _bytes[position] ^ MessagePackFormat.FixStr;
            if (length <= MessagePackFormat.MaxFixStr && length < _bytes.Length - position)
            {
                _position = position + 1 + length;
                return MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref MemoryMarshal.GetReference(_bytes), position + 1), length);
            }
        }

        return ReadLongText(expected);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ReadOnlySpan<byte> ReadLongText(string expected) => Take(Expect(MessagePackKind.String, expected));

    // The bytes behind a header that is known to be right.
    private ReadOnlySpan<byte> Take(MessagePackHeader header)
    {
        ReadOnlySpan<byte> bytes = _bytes.Slice(_position + header.Size, (int)header.Length);
        _position += header.Size + bytes.Length;
        return bytes;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void CheckText(ReadOnlySpan<byte> utf8, int start)
    {
        if (!System.Text.Unicode.Utf8.IsValid(utf8)) ThrowInvalidText(utf8, start);
    }

    // The offset is the string's: it belongs to the member, whatever its width of header.
    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowInvalidText(ReadOnlySpan<byte> utf8, int start) =>
        ThrowInvalid($"A string's byte {Utf8Text.IndexOfInvalid(utf8)} is not valid UTF-8, in the string", start);
}
