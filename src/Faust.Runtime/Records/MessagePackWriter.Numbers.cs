using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Faust.Records;

public ref partial struct MessagePackWriter
{
    // A format and eight bytes.
    private const int MaxNumberLength = 9;

    /// <summary>Writes an integer.</summary>
    /// <param name="value">The value.</param>
    public void WriteValue(byte value) => WriteValue((ulong)value);

    /// <inheritdoc cref="WriteValue(byte)"/>
    public void WriteValue(sbyte value) => WriteValue((long)value);

    /// <inheritdoc cref="WriteValue(byte)"/>
    public void WriteValue(short value) => WriteValue((long)value);

    /// <inheritdoc cref="WriteValue(byte)"/>
    public void WriteValue(ushort value) => WriteValue((ulong)value);

    /// <inheritdoc cref="WriteValue(byte)"/>
    public void WriteValue(int value) => WriteValue((long)value);

    /// <inheritdoc cref="WriteValue(byte)"/>
    public void WriteValue(uint value) => WriteValue((ulong)value);

    /// <inheritdoc cref="WriteValue(byte)"/>
    public void WriteValue(long value)
    {
        if (value >= 0) WriteValue((ulong)value);
        else WriteNegative(value);
    }

    /// <inheritdoc cref="WriteValue(byte)"/>
    public void WriteValue(ulong value)
    {
        ref byte destination = ref Reserve(MaxNumberLength);
        switch (value)
        {
            case <= (ulong)sbyte.MaxValue:
                destination = (byte)value;
                _position++;
                break;
            case <= byte.MaxValue: Write(ref destination, MessagePackFormat.UInt8, (byte)value); break;
            case <= ushort.MaxValue: Write(ref destination, MessagePackFormat.UInt16, (ushort)value); break;
            case <= uint.MaxValue: Write(ref destination, MessagePackFormat.UInt32, (uint)value); break;
            default: Write(ref destination, MessagePackFormat.UInt64, value); break;
        }
    }

    /// <summary>Writes a number of 32 bits, any of them.</summary>
    /// <param name="value">The value; NaN and the infinities are values too.</param>
    public void WriteValue(float value) =>
        Write(ref Reserve(MaxNumberLength), MessagePackFormat.Float32, BitConverter.SingleToUInt32Bits(value));

    /// <summary>Writes a number, of 32 bits where those are the same value.</summary>
    /// <param name="value">The value; NaN and the infinities are values too.</param>
    public void WriteValue(double value)
    {
        float single = (float)value;
        // NaN equals nothing and keeps all of its bits.
        if (single == value) WriteValue(single);
        else Write(ref Reserve(MaxNumberLength), MessagePackFormat.Float64, BitConverter.DoubleToUInt64Bits(value));
    }

    /// <summary>Writes a character's number.</summary>
    /// <param name="value">The character.</param>
    public void WriteValue(char value) => WriteValue((ulong)value);

    private void WriteNegative(long value)
    {
        ref byte destination = ref Reserve(MaxNumberLength);
        switch (value)
        {
            case >= -32:
                destination = (byte)value;
                _position++;
                break;
            case >= sbyte.MinValue: Write(ref destination, MessagePackFormat.Int8, (byte)value); break;
            case >= short.MinValue: Write(ref destination, MessagePackFormat.Int16, (ushort)value); break;
            case >= int.MinValue: Write(ref destination, MessagePackFormat.Int32, (uint)value); break;
            default: Write(ref destination, MessagePackFormat.Int64, (ulong)value); break;
        }
    }

    // A format and a number behind it, most significant byte first, where room is reserved.

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Write(ref byte destination, byte format, byte value)
    {
        destination = format;
        Unsafe.Add(ref destination, 1) = value;
        _position += 2;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Write(ref byte destination, byte format, ushort value)
    {
        destination = format;
        if (BitConverter.IsLittleEndian) value = BinaryPrimitives.ReverseEndianness(value);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref destination, 1), value);
        _position += 3;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Write(ref byte destination, byte format, uint value)
    {
        destination = format;
        if (BitConverter.IsLittleEndian) value = BinaryPrimitives.ReverseEndianness(value);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref destination, 1), value);
        _position += 5;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Write(ref byte destination, byte format, ulong value)
    {
        destination = format;
        if (BitConverter.IsLittleEndian) value = BinaryPrimitives.ReverseEndianness(value);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref destination, 1), value);
        _position += 9;
    }
}
