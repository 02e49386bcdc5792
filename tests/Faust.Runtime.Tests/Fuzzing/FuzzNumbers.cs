using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Faust.Records;

namespace Faust.Fuzzing;

/// <summary>The texts of numbers against .NET's own, and read back to the same bits. Not thread-safe.</summary>
internal sealed class FuzzNumbers
{
    private readonly ByteBuffer _buffer = new();
    private readonly byte[] _expected = new byte[64];

    /// <summary>Checks a double, if it is finite.</summary>
    public void Check(double value)
    {
        if (!double.IsFinite(value)) return;
        JsonWriter writer = Start();
        writer.WriteValue(value);
        writer.Complete();
        value.TryFormat(_expected, out int length, default, CultureInfo.InvariantCulture);
        // .NET writes 2^-25 and 2^-958 one digit too short: as another number.
        if (double.Parse(_expected.AsSpan(0, length), CultureInfo.InvariantCulture) == value) Compare(length, BitConverter.DoubleToInt64Bits(value));
        double read = new JsonReader(_buffer.WrittenSpan).ReadDouble();
        if (BitConverter.DoubleToInt64Bits(read) != BitConverter.DoubleToInt64Bits(value)) throw ReadBack(read);
    }

    /// <summary>Checks a float, if it is finite.</summary>
    public void Check(float value)
    {
        if (!float.IsFinite(value)) return;
        JsonWriter writer = Start();
        writer.WriteValue(value);
        writer.Complete();
        value.TryFormat(_expected, out int length, default, CultureInfo.InvariantCulture);
        Compare(length, BitConverter.SingleToInt32Bits(value));
        float read = new JsonReader(_buffer.WrittenSpan).ReadSingle();
        if (BitConverter.SingleToInt32Bits(read) != BitConverter.SingleToInt32Bits(value)) throw ReadBack(read);
    }

    /// <summary>Checks a decimal; a negative zero has no sign in either text.</summary>
    public void Check(decimal value)
    {
        JsonWriter writer = Start();
        writer.WriteValue(value);
        writer.Complete();
        // What System.Text.Json writes decimals with.
        Utf8Formatter.TryFormat(value, _expected, out int length);
        Compare(length, 0);
        decimal read = new JsonReader(_buffer.WrittenSpan).ReadDecimal();
        if (read != value || read.Scale != value.Scale) throw ReadBack(read);
    }

    /// <summary>Checks an integer, as both of its types.</summary>
    public void Check(long value)
    {
        JsonWriter writer = Start();
        writer.WriteValue(value);
        writer.Complete();
        value.TryFormat(_expected, out int length, default, CultureInfo.InvariantCulture);
        Compare(length, value);
        writer = Start();
        writer.WriteValue((ulong)value);
        writer.Complete();
        ((ulong)value).TryFormat(_expected, out length, default, CultureInfo.InvariantCulture);
        Compare(length, value);
    }

    private JsonWriter Start()
    {
        _buffer.Clear();
        return new JsonWriter(_buffer);
    }

    private void Compare(int length, long bits)
    {
        ReadOnlySpan<byte> expected = _expected.AsSpan(0, length);
        if (_buffer.WrittenSpan.SequenceEqual(expected)) return;
        throw new InvalidOperationException(
            $"Wrote {Encoding.ASCII.GetString(_buffer.WrittenSpan)} instead of {Encoding.ASCII.GetString(expected)}, bits 0x{bits:X}");
    }

    private InvalidOperationException ReadBack<T>(T read) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{Encoding.ASCII.GetString(_buffer.WrittenSpan)} was read as {read}"));
}
