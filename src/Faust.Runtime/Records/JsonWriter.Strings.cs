using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Unicode;

namespace Faust.Records;

public ref partial struct JsonWriter
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create(EscapedCharacters());

    /// <summary>Writes a string, or <c>null</c>. Lone surrogates become U+FFFD.</summary>
    /// <param name="value">The value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteValue(string? value)
    {
        if (value is null) WriteNull();
        else WriteValue(value.AsSpan());
    }

    /// <summary>Writes a string. Lone surrogates become U+FFFD.</summary>
    /// <param name="value">The text.</param>
    public void WriteValue(scoped ReadOnlySpan<char> value)
    {
        // In long arithmetic: two quotes more than the longest string would overflow.
        if (value.Length > 0x3FFF_FFFF / 6) ThrowTooLong(value.Length);
        ref byte destination = ref Reserve(value.Length + 2);
        destination = (byte)'"';
        if (TryWritePlain(ref MemoryMarshal.GetReference(value), value.Length, ref Unsafe.Add(ref destination, 1)))
        {
            Unsafe.Add(ref destination, value.Length + 1) = (byte)'"';
            _position += value.Length + 2;
        }
        else
        {
            WriteTranscoded(value);
        }
    }

    /// <summary>Writes a string of one character. A surrogate becomes U+FFFD.</summary>
    /// <param name="value">The character.</param>
    public void WriteValue(char value) => WriteValue(new ReadOnlySpan<char>(in value));

    // Narrows ASCII that needs no escape; false, with rubbish written, at the first character that is something else.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryWritePlain(ref char source, int length, ref byte destination)
    {
        if (length >= Vector128<ushort>.Count)
        {
            ref ushort units = ref Unsafe.As<char, ushort>(ref source);
            int last = length - Vector128<ushort>.Count;
            for (int i = 0; i < last; i += Vector128<ushort>.Count)
            {
                if (!TryNarrow(ref units, i, ref destination)) return false;
            }

            // The last eight overlap those before.
            return TryNarrow(ref units, last, ref destination);
        }

        for (int i = 0; i < length; i++)
        {
            uint c = Unsafe.Add(ref source, i);
            if (c - 0x20 >= 0x60 || c == '"' || c == '\\') return false;
            Unsafe.Add(ref destination, i) = (byte)c;
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryNarrow(ref ushort source, int index, ref byte destination)
    {
        Vector128<ushort> units = Vector128.LoadUnsafe(ref source, (nuint)index);
        Vector128<ushort> other = Vector128.GreaterThanOrEqual(units - Vector128.Create((ushort)0x20), Vector128.Create((ushort)0x60))
            | Vector128.Equals(units, Vector128.Create((ushort)'"'))
            | Vector128.Equals(units, Vector128.Create((ushort)'\\'));
        if (other != Vector128<ushort>.Zero) return false;
        ulong narrowed = Vector128.Narrow(units, units).AsUInt64().ToScalar();
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref destination, index), narrowed);
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void WriteTranscoded(scoped ReadOnlySpan<char> value)
    {
        WriteRaw((byte)'"');
        while (true)
        {
            int run = value.IndexOfAny(Escaped);
            ReadOnlySpan<char> plain = run < 0 ? value : value[..run];
            Utf8.FromUtf16(plain, ReserveSpan(plain.Length * 3), out _, out int written);
            _position += written;
            if (run < 0) break;
            WriteEscape(value[run]);
            value = value[(run + 1)..];
        }

        WriteRaw((byte)'"');
    }

    private void WriteEscape(char c)
    {
        WriteRaw((byte)'\\');
        switch (c)
        {
            case '"' or '\\': WriteRaw((byte)c); break;
            case '\b': WriteRaw((byte)'b'); break;
            case '\t': WriteRaw((byte)'t'); break;
            case '\n': WriteRaw((byte)'n'); break;
            case '\f': WriteRaw((byte)'f'); break;
            case '\r': WriteRaw((byte)'r'); break;
            default:
                WriteRaw(c < 0x10 ? "u000"u8 : "u001"u8);
                WriteRaw("0123456789ABCDEF"u8[c & 0xF]);
                break;
        }
    }

    private static ReadOnlySpan<char> EscapedCharacters()
    {
        char[] characters = new char[0x22];
        for (int i = 0; i < 0x20; i++) characters[i] = (char)i;
        characters[0x20] = '"';
        characters[0x21] = '\\';
        return characters;
    }

    private static void ThrowTooLong(int length) =>
        throw new ArgumentException($"A string of {length} characters is longer than a JSON string in one buffer can be.", nameof(length));
}
