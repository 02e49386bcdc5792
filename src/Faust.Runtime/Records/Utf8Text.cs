using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace Faust.Records;

/// <summary>UTF-8 text: scanning and conversion.</summary>
internal static class Utf8Text
{
    private const int Block = 16;

    private static readonly SpanAction<char, ReadOnlySpan<byte>> WidenShort = Widen;

    /// <summary>
    /// The index, from <paramref name="from"/> on, of the first byte that ends plain ASCII in a JSON string: a quote, a backslash, a
    /// control character or a byte beyond ASCII. The length if there is none.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int IndexOfSpecial(ReadOnlySpan<byte> utf8, int from)
    {
        // Names, keys and the like end within two blocks.
        ref byte start = ref MemoryMarshal.GetReference(utf8);
        int index = from;
        if (utf8.Length - index >= Block)
        {
            uint special = Special(ref Unsafe.Add(ref start, index));
            if (special != 0) return index + BitOperations.TrailingZeroCount(special);
            index += Block;
            if (utf8.Length - index >= Block)
            {
                special = Special(ref Unsafe.Add(ref start, index));
                if (special != 0) return index + BitOperations.TrailingZeroCount(special);
                index += Block;
            }
        }

        return IndexOfSpecialBehind(utf8, index);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int IndexOfSpecialBehind(ReadOnlySpan<byte> utf8, int index)
    {
        ref byte start = ref MemoryMarshal.GetReference(utf8);
        if (Vector512.IsHardwareAccelerated)
        {
            while (utf8.Length - index >= Vector512<byte>.Count && !HasSpecial(Vector512.LoadUnsafe(ref start, (nuint)index)))
            {
                index += Vector512<byte>.Count;
            }
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            while (utf8.Length - index >= Vector256<byte>.Count && !HasSpecial(Vector256.LoadUnsafe(ref start, (nuint)index)))
            {
                index += Vector256<byte>.Count;
            }
        }

        while (utf8.Length - index >= Block)
        {
            uint special = Special(ref Unsafe.Add(ref start, index));
            if (special != 0) return index + BitOperations.TrailingZeroCount(special);
            index += Block;
        }

        int left = utf8.Length - index;
        if (left <= 0) return utf8.Length;
        if (utf8.Length >= Block)
        {
            // The last block overlaps what was looked at already, or lies before it: those bits go.
            uint special = Special(ref Unsafe.Add(ref MemoryMarshal.GetReference(utf8), utf8.Length - Block)) >> (Block - left);
            return special == 0 ? utf8.Length : index + BitOperations.TrailingZeroCount(special);
        }

        while (index < utf8.Length && utf8[index] is >= 0x20 and < 0x80 and not (byte)'"' and not (byte)'\\') index++;
        return index;
    }

    // As signed bytes, control characters and those beyond ASCII are one comparison.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Special(ref byte block)
    {
        Vector128<byte> bytes = Vector128.LoadUnsafe(ref block);
        return (Vector128.LessThan(bytes.AsSByte(), Vector128.Create((sbyte)0x20)).AsByte()
            | Vector128.Equals(bytes, Vector128.Create((byte)'"'))
            | Vector128.Equals(bytes, Vector128.Create((byte)'\\'))).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool HasSpecial(Vector256<byte> bytes) => Vector256<byte>.Zero !=
        (Vector256.LessThan(bytes.AsSByte(), Vector256.Create((sbyte)0x20)).AsByte()
            | Vector256.Equals(bytes, Vector256.Create((byte)'"'))
            | Vector256.Equals(bytes, Vector256.Create((byte)'\\')));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool HasSpecial(Vector512<byte> bytes) => Vector512<byte>.Zero !=
        (Vector512.LessThan(bytes.AsSByte(), Vector512.Create((sbyte)0x20)).AsByte()
            | Vector512.Equals(bytes, Vector512.Create((byte)'"'))
            | Vector512.Equals(bytes, Vector512.Create((byte)'\\')));

    /// <summary>Whether these are at most 16 bytes, all of them ASCII.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsShortAscii(ReadOnlySpan<byte> bytes)
    {
        ref byte start = ref MemoryMarshal.GetReference(bytes);
        int length = bytes.Length;
        if (length >= sizeof(ulong))
        {
            if (length > 2 * sizeof(ulong)) return false;
            ulong both = Unsafe.ReadUnaligned<ulong>(ref start)
                | Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, length - sizeof(ulong)));
            return (both & 0x8080_8080_8080_8080) == 0;
        }

        if (length >= sizeof(uint))
        {
            uint both = Unsafe.ReadUnaligned<uint>(ref start)
                | Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref start, length - sizeof(uint)));
            return (both & 0x8080_8080) == 0;
        }

        // Of one to three bytes, the first, the middle and the last are all.
        return length == 0 || (start | Unsafe.Add(ref start, length >> 1) | Unsafe.Add(ref start, length - 1)) < 0x80;
    }

    /// <summary>A new string of ASCII bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static string FromAscii(ReadOnlySpan<byte> ascii)
    {
        if (ascii.IsEmpty) return "";
        return ascii.Length <= 2 * sizeof(ulong) ? string.Create(ascii.Length, ascii, WidenShort) : Encoding.Latin1.GetString(ascii);
    }

    /// <summary>A new string of bytes known to be valid.</summary>
    public static string FromValid(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);

    /// <summary>The one UTF-16 code unit that valid <paramref name="utf8"/> consists of, if it does.</summary>
    public static bool TryReadChar(ReadOnlySpan<byte> utf8, out char value)
    {
        Rune.DecodeFromUtf8(utf8, out Rune rune, out int consumed);
        value = (char)rune.Value;
        return consumed == utf8.Length && consumed > 0 && rune.IsBmp;
    }

    /// <summary>The index of the first byte that is not part of valid UTF-8, in bytes known to have one.</summary>
    public static int IndexOfInvalid(ReadOnlySpan<byte> utf8)
    {
        int index = 0;
        while (Rune.DecodeFromUtf8(utf8[index..], out _, out int consumed) == OperationStatus.Done) index += consumed;
        return index;
    }

    // At most 16 bytes of ASCII, cheaper than through an encoding.
    private static void Widen(Span<char> text, ReadOnlySpan<byte> ascii)
    {
        ref byte source = ref MemoryMarshal.GetReference(ascii);
        ref ushort destination = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text));
        int length = ascii.Length;
        if (length >= sizeof(ulong))
        {
            // The two halves overlap.
            int last = length - sizeof(ulong);
            Vector128<byte> head = Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(ref source)).AsByte();
            Vector128<byte> tail = Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref source, last))).AsByte();
            Vector128.WidenLower(head).StoreUnsafe(ref destination);
            Vector128.WidenLower(tail).StoreUnsafe(ref destination, (nuint)last);
            return;
        }

        for (int i = 0; i < length; i++) Unsafe.Add(ref destination, i) = Unsafe.Add(ref source, i);
    }
}
