namespace Faust.Records;

public ref partial struct MessagePackReader
{
    /// <summary>Reads a float of either width, or an integer. An integer beyond 2^53 is rounded to the nearest value.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="RecordFormatException">There is something else.</exception>
    public double ReadDouble() => ReadFloat("a number");

    /// <summary>
    /// Reads a float of either width, or an integer. A number of 64 bits is rounded to the nearest of 32; it is an error if that were
    /// infinite and the number is not.
    /// </summary>
    /// <returns>The value.</returns>
    /// <exception cref="RecordFormatException">There is something else, or the number is outside of the type's range.</exception>
    public float ReadSingle()
    {
        const string Expected = "a number of 32 bits";
        int position = _position;
        if ((uint)position < (uint)_bytes.Length)
        {
            // Without the detour over 64 bits NaN keeps its bits, and integers are rounded once only.
            byte format = _bytes[position];
            if (format == MessagePackFormat.Float32) return BitConverter.UInt32BitsToSingle((uint)(ReadFloatBits(sizeof(float)) >> 32));
            if (format != MessagePackFormat.Float64)
            {
                long integer = ReadInteger(Expected, out bool isHuge);
                return isHuge ? (ulong)integer : integer;
            }
        }

        double value = ReadFloat(Expected);
        if (float.IsInfinity((float)value) && double.IsFinite(value)) ThrowOutOfRange(Expected, position);
        return (float)value;
    }

    private double ReadFloat(string expected)
    {
        int position = _position;
        byte format = (uint)position < (uint)_bytes.Length ? _bytes[position] : default;
        if (format == MessagePackFormat.Float64) return BitConverter.UInt64BitsToDouble(ReadFloatBits(sizeof(double)));
        if (format == MessagePackFormat.Float32) return BitConverter.UInt32BitsToSingle((uint)(ReadFloatBits(sizeof(float)) >> 32));

        long value = ReadInteger(expected, out bool isHuge);
        return isHuge ? (ulong)value : value;
    }

    private ulong ReadFloatBits(int width)
    {
        ulong bits = ReadTop(_position + 1, width);
        _position += 1 + width;
        return bits;
    }
}
