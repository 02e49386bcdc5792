using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace Faust.Records;

public ref partial struct MessagePackWriter
{
    // The longest header: a format and four bytes of length.
    private const int MaxHeaderLength = 5;

    private const ulong BeyondAscii = 0xFF80_FF80_FF80_FF80;

    /// <summary>Writes a string, or nil. Lone surrogates become U+FFFD.</summary>
    /// <param name="value">The value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteValue(string? value)
    {
        if (value is null) WriteNil();
        else WriteValue(value.AsSpan());
    }

    /// <summary>Writes a string. Lone surrogates become U+FFFD.</summary>
    /// <param name="value">The text.</param>
    public void WriteValue(scoped ReadOnlySpan<char> value)
    {
        int length = value.Length;
        if (length <= MessagePackFormat.MaxFixStr)
        {
            // Nearly all short text is ASCII, whose length is known before it is converted.
            ref byte destination = ref Reserve(1 + length);
            ref ushort source = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(value));
            if (TryNarrow(ref source, length, ref Unsafe.Add(ref destination, 1)))
            {
                destination = (byte)(MessagePackFormat.FixStr | length);
                _position += 1 + length;
                return;
            }
        }

        WriteText(value);
    }

    /// <summary>Writes a string that is UTF-8 already.</summary>
    /// <param name="utf8">The text; it is not checked.</param>
    public void WriteUtf8(scoped ReadOnlySpan<byte> utf8)
    {
        WriteStringHeader(utf8.Length);
        WriteBytes(utf8);
    }

    /// <summary>Writes bytes.</summary>
    /// <param name="bytes">The bytes; none are an empty value, not nil.</param>
    public void WriteBinary(scoped ReadOnlySpan<byte> bytes)
    {
        int length = bytes.Length;
        ref byte destination = ref Reserve(MaxHeaderLength);
        if (length <= byte.MaxValue) Write(ref destination, MessagePackFormat.Bin8, (byte)length);
        else if (length <= ushort.MaxValue) Write(ref destination, MessagePackFormat.Bin16, (ushort)length);
        else Write(ref destination, MessagePackFormat.Bin32, (uint)length);
        WriteBytes(bytes);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void WriteText(scoped ReadOnlySpan<char> value)
    {
        // In long arithmetic: the bytes of the longest string would overflow.
        if (value.Length > Array.MaxLength / 3) ThrowTooLong(value.Length);

        // Long text, too, is mostly ASCII: converted behind where its header will be, without counting its bytes first.
        Span<byte> behindHeader = ReserveSpan(MaxHeaderLength + value.Length)[StringHeaderLength(value.Length)..];
        if (TryNarrowMany(value, behindHeader))
        {
            WriteStringHeader(value.Length);
            _position += value.Length;
            return;
        }

        int length = Encoding.UTF8.GetByteCount(value);
        WriteStringHeader(length);
        Encoding.UTF8.GetBytes(value, ReserveSpan(length));
        _position += length;
    }

    private static int StringHeaderLength(int length) => length switch
    {
        <= MessagePackFormat.MaxFixStr => 1,
        <= byte.MaxValue => 2,
        <= ushort.MaxValue => 3,
        _ => MaxHeaderLength,
    };

    internal void WriteStringHeader(int length)
    {
        ref byte destination = ref Reserve(MaxHeaderLength);
        if (length <= MessagePackFormat.MaxFixStr)
        {
            destination = (byte)(MessagePackFormat.FixStr | length);
            _position++;
        }
        else if (length <= byte.MaxValue)
        {
            Write(ref destination, MessagePackFormat.Str8, (byte)length);
        }
        else if (length <= ushort.MaxValue)
        {
            Write(ref destination, MessagePackFormat.Str16, (ushort)length);
        }
        else
        {
            Write(ref destination, MessagePackFormat.Str32, (uint)length);
        }
    }

    private void WriteBytes(scoped ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(ReserveSpan(bytes.Length));
        _position += bytes.Length;
    }

    // Whether all of the text is ASCII, which is then at the destination. Blocks overlap; nothing beyond the length is touched.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryNarrow(ref ushort source, int length, ref byte destination)
    {
        if (length < Vector128<ushort>.Count) return TryNarrowFew(ref source, length, ref destination);
        Vector128<ushort> all = default;
        int last = length - Vector128<ushort>.Count;
        for (int i = 0; i < last; i += Vector128<ushort>.Count) all |= Narrow(ref source, i, ref destination);
        all |= Narrow(ref source, last, ref destination);
        return (all & Vector128.Create(BeyondAscii).AsUInt16()) == Vector128<ushort>.Zero;
    }

    // The same for long text, 32 characters at a time; the end by the framework.
    private static bool TryNarrowMany(scoped ReadOnlySpan<char> source, Span<byte> destination)
    {
        ref ushort units = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(source));
        ref byte first = ref MemoryMarshal.GetReference(destination);
        int i = 0;
        for (; i <= source.Length - Vector256<byte>.Count; i += Vector256<byte>.Count)
        {
            Vector256<ushort> low = Vector256.LoadUnsafe(ref units, (nuint)i);
            Vector256<ushort> high = Vector256.LoadUnsafe(ref units, (nuint)(i + Vector256<ushort>.Count));
            // Saturation makes all that is beyond a byte 0xFF, which is not ASCII either.
            Vector256<byte> bytes = Vector256.NarrowWithSaturation(low, high);
            if (bytes.ExtractMostSignificantBits() != 0) return false;
            bytes.StoreUnsafe(ref first, (nuint)i);
        }

        return Ascii.FromUtf16(source[i..], destination[i..], out _) == OperationStatus.Done;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ushort> Narrow(ref ushort source, int index, ref byte destination)
    {
        Vector128<ushort> units = Vector128.LoadUnsafe(ref source, (nuint)index);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref destination, index), Vector128.Narrow(units, units).AsUInt64().ToScalar());
        return units;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryNarrowFew(ref ushort source, int length, ref byte destination)
    {
        uint all = 0;
        for (int i = 0; i < length; i++)
        {
            uint unit = Unsafe.Add(ref source, i);
            Unsafe.Add(ref destination, i) = (byte)unit;
            all |= unit;
        }

        return all < 0x80;
    }

    [DoesNotReturn]
    private static void ThrowTooLong(int length) =>
        throw new ArgumentException($"A string of {length} characters is too long to be written.", nameof(length));
}
