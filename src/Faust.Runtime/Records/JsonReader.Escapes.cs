using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;

namespace Faust.Records;

public ref partial struct JsonReader
{
    private static readonly SearchValues<byte> Stops = SearchValues.Create(
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31,
        (byte)'"', (byte)'\\',
    ]);

    // Any string: white space before it, text beyond ASCII, escapes. The result is valid UTF-8, in the text itself or in the scratch.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private ReadOnlySpan<byte> ReadUnescaped()
    {
        ReadOnlySpan<byte> raw = ReadRaw(out int start, out bool escaped);
        if (!escaped) return raw;

        // No escape is shorter than what it stands for.
        if (_scratch is null || _scratch.Length < raw.Length) _scratch = new byte[Math.Max(raw.Length, 128)];
        return _scratch.AsSpan(0, Unescape(raw, start, _scratch));
    }

    // The same for who wants the string at once: then it can be unescaped on the stack.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private string ReadOtherString(Utf8StringCache? strings, int member)
    {
        ReadOnlySpan<byte> raw = ReadRaw(out int start, out bool escaped);
        byte[]? rented = null;
        scoped ReadOnlySpan<byte> utf8 = raw;
        if (escaped)
        {
            Span<byte> unescaped = raw.Length <= 256 ? stackalloc byte[256] : rented = ArrayPool<byte>.Shared.Rent(raw.Length);
            utf8 = unescaped[..Unescape(raw, start, unescaped)];
        }

        string value = strings is null ? Utf8Text.FromValid(utf8) : strings.GetString(utf8, member);
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        return value;
    }

    // What is between the quotes, valid UTF-8.
    private ReadOnlySpan<byte> ReadRaw(out int start, out bool escaped)
    {
        if (PeekToken() != '"') ThrowExpected("a string");
        start = _position + 1;
        int end = FindStringEnd(start, out escaped, out bool isAscii);
        ReadOnlySpan<byte> raw = _utf8[start..end];
        if (!isAscii && !Utf8.IsValid(raw)) ThrowInvalid("A string is not valid UTF-8", start + Utf8Text.IndexOfInvalid(raw));
        _position = end + 1;
        return raw;
    }

    // Skips a string, white space before it allowed, checking all that reading it would.
    private void SkipString()
    {
        if (TryReadAscii(out _)) return;
        ReadOnlySpan<byte> raw = ReadRaw(out int start, out bool escaped);
        if (escaped) Unescape(raw, start, []);
    }

    private readonly int FindStringEnd(int start, out bool escaped, out bool isAscii)
    {
        escaped = false;
        isAscii = true;
        int position = start;
        while (true)
        {
            if (isAscii)
            {
                position = Utf8Text.IndexOfSpecial(_utf8, position);
                isAscii = (uint)position >= (uint)_utf8.Length || _utf8[position] < 0x80;
            }

            if (!isAscii)
            {
                int run = position < _utf8.Length ? _utf8[position..].IndexOfAny(Stops) : -1;
                position = run < 0 ? _utf8.Length : position + run;
            }

            if (position >= _utf8.Length) ThrowExpected("the end of a string", _utf8.Length);
            byte stop = _utf8[position];
            if (stop == '"') return position;
            if (stop != '\\') ThrowInvalid($"A string has the unescaped control character 0x{stop:X2}", position);
            escaped = true;
            position += 2;
        }
    }

    // Writes what `raw` stands for, or only checks it where the destination is empty; returns the bytes written.
    private static int Unescape(ReadOnlySpan<byte> raw, int offset, Span<byte> destination)
    {
        bool write = !destination.IsEmpty;
        int written = 0;
        Span<byte> encoded = stackalloc byte[4];
        while (true)
        {
            int run = raw.IndexOf((byte)'\\');
            ReadOnlySpan<byte> plain = run < 0 ? raw : raw[..run];
            if (write) plain.CopyTo(destination[written..]);
            written += plain.Length;
            if (run < 0) return written;

            raw = raw[run..];
            offset += run;
            if (UnescapedLetter(raw[1]) is var letter and not 0)
            {
                if (write) destination[written] = letter;
                written++;
                raw = raw[2..];
                offset += 2;
                continue;
            }

            int consumed = ReadEscape(raw, offset, out Rune rune);
            int length = rune.EncodeToUtf8(encoded);
            if (write) encoded[..length].CopyTo(destination[written..]);
            written += length;
            raw = raw[consumed..];
            offset += consumed;
        }
    }

    // What one letter behind a backslash stands for; 0 where it is more than a letter, or wrong.
    private static byte UnescapedLetter(byte letter) => letter switch
    {
        (byte)'"' or (byte)'\\' or (byte)'/' => letter,
        (byte)'b' => (byte)'\b',
        (byte)'f' => (byte)'\f',
        (byte)'n' => (byte)'\n',
        (byte)'r' => (byte)'\r',
        (byte)'t' => (byte)'\t',
        _ => 0,
    };

    // The \u escape at the start of `raw`: its length, six or twelve, and what it stands for.
    private static int ReadEscape(ReadOnlySpan<byte> raw, int offset, out Rune rune)
    {
        if (raw[1] != 'u') ThrowInvalid("A string has an unknown escape", offset);
        char unit = ReadHex(raw, offset);
        if (Rune.TryCreate(unit, out rune)) return 6;
        bool isPair = char.IsHighSurrogate(unit) && raw.Length > 7 && raw[6] == '\\' && raw[7] == 'u';
        char second = isPair ? ReadHex(raw[6..], offset + 6) : '\0';
        if (!Rune.TryCreate(unit, second, out rune))
        {
            ThrowInvalid($"A string has an escape for one half of a surrogate pair, \\u{(int)unit:X4},", offset);
        }

        return 12;
    }

    private static char ReadHex(ReadOnlySpan<byte> raw, int offset)
    {
        int value = 0;
        for (int i = 2; i < 6; i++)
        {
            int c = i < raw.Length ? raw[i] : 0;
            if (!char.IsAsciiHexDigit((char)c)) ThrowInvalid("A string has \\u without four hexadecimal digits", offset);
            value = (value << 4) | ((c & 0xF) + (c > '9' ? 9 : 0));
        }

        return (char)value;
    }
}
