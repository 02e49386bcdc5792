using System.Globalization;
using System.Numerics;
using System.Text;
using Faust.Fuzzing;

namespace Faust.Records;

/// <summary>The texts of numbers are .NET's, digit for digit. The command "numbers" checks a hundred times as many.</summary>
public sealed class JsonNumberTextTests
{
    private readonly FuzzNumbers _check = new();

    [Fact]
    public void Doubles_of_any_bits() => Cases.Run(1000, random =>
    {
        for (int i = 0; i < 1000; i++) _check.Check(BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)));
    });

    [Fact]
    public void Floats_of_any_bits() => Cases.Run(1000, random =>
    {
        for (int i = 0; i < 1000; i++) _check.Check(BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue)));
    });

    [Fact]
    public void Numbers_of_few_digits() => Cases.Run(1000, random =>
    {
        for (int i = 0; i < 100; i++)
        {
            double value = double.Parse($"{random.Bits() % (long)Math.Pow(10, random.Next(1, 18))}E{random.Next(-30, 30)}");
            _check.Check(value);
            _check.Check((float)value);
        }
    });

    [Fact]
    public void Powers_of_two_and_their_neighbours()
    {
        for (int exponent = -1074; exponent <= 1023; exponent++) CheckAround(Math.ScaleB(1, exponent));
        for (int exponent = -149; exponent <= 127; exponent++) CheckAround(MathF.ScaleB(1, exponent));
    }

    [Theory]
    [InlineData(-25, "2.9802322387695312E-08")]
    [InlineData(-958, "4.1045368012983762E-289")]
    public void Powers_of_two_whose_text_does_not_read_back_from_NET(int exponent, string expected)
    {
        double value = Math.ScaleB(1, exponent);
        ByteBuffer buffer = new();
        JsonWriter writer = new(buffer);
        writer.WriteValue(value);
        writer.Complete();
        Assert.Equal(expected, Encoding.UTF8.GetString(buffer.WrittenSpan));
        Assert.Equal(value, double.Parse(expected, CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Powers_of_ten_and_their_neighbours()
    {
        for (int exponent = -324; exponent <= 308; exponent++)
        {
            for (int digit = 1; digit <= 9; digit++) CheckAround(double.Parse($"{digit}E{exponent}"));
        }

        for (int exponent = -46; exponent <= 38; exponent++)
        {
            for (int digit = 1; digit <= 9; digit++) CheckAround(float.Parse($"{digit}E{exponent}"));
        }
    }

    [Fact]
    public void Where_the_exponent_begins()
    {
        // 1 to 20 digits before the point, and up to six zeros behind it, each with one to 17 digits.
        for (int point = -6; point <= 20; point++)
        {
            for (int digits = 1; digits <= 17; digits++)
            {
                string text = $"{"12345678901234567"[..digits]}E{point - digits}";
                _check.Check(double.Parse(text));
                _check.Check(-double.Parse(text));
                _check.Check(float.Parse(text));
            }
        }
    }

    [Fact]
    public void Subnormals_and_edges()
    {
        for (long bits = 0; bits < 10_000; bits++) _check.Check(BitConverter.Int64BitsToDouble(bits));
        for (int bits = 0; bits < 10_000; bits++) _check.Check(BitConverter.Int32BitsToSingle(bits));
        CheckAround(double.MaxValue);
        CheckAround(float.MaxValue);
        _check.Check(-0.0);
        _check.Check(-0.0f);
        for (long whole = (1L << 53) - 100; whole < (1L << 53) + 100; whole++) _check.Check((double)whole);
        for (double whole = 1e15 - 1000; whole < 1e15 + 1000; whole += 0.125) _check.Check(whole);
    }

    [Fact]
    public void Decimals_of_any_size_and_scale() => Cases.Run(1000, random =>
    {
        for (int scale = 0; scale <= 28; scale++)
        {
            for (int kept = 0; kept <= 96; kept += random.Next(1, 8))
            {
                UInt128 bits = kept == 0 ? 0 : new UInt128((ulong)random.NextInt64(), (ulong)random.NextInt64()) << 1 >> (128 - kept);
                _check.Check(new decimal((int)bits, (int)(bits >> 32), (int)(bits >> 64), random.Next(2) == 0, (byte)scale));
            }
        }
    });

    [Fact]
    public void Decimals_around_powers_of_ten()
    {
        foreach (decimal power in Enumerable.Range(0, 29).Select(e => decimal.Parse("1" + new string('0', e))))
        {
            foreach (decimal value in new[] { power - 1, power, power + 1 })
            {
                for (byte scale = 0; scale <= 28; scale++)
                {
                    int[] bits = decimal.GetBits(value);
                    _check.Check(new decimal(bits[0], bits[1], bits[2], false, scale));
                    _check.Check(new decimal(bits[0], bits[1], bits[2], true, scale));
                }
            }
        }

        _check.Check(decimal.MaxValue);
        _check.Check(decimal.MinValue);
    }

    [Fact]
    public void Integers_around_powers_of_ten_and_two()
    {
        for (ulong power = 1; power <= 1_000_000_000_000_000_000; power *= 10) CheckAround((long)power);
        for (int shift = 0; shift < 64; shift++) CheckAround(1L << shift);
        CheckAround(unchecked((long)10_000_000_000_000_000_000));
    }

    [Fact]
    public void The_table_of_powers_is_right()
    {
        for (int i = 0; i < WidePowersOfTen.Significands.Length; i += 2)
        {
            int exponent = WidePowersOfTen.MinExponent + (i / 2);
            BigInteger power = BigInteger.Pow(10, Math.Abs(exponent));
            BigInteger expected;
            if (exponent < 0)
            {
                // The quotient of 2^n by the power that has 128 bits, rounded up.
                expected = ((BigInteger.One << (int)(127 + power.GetBitLength())) + power - 1) / power;
            }
            else
            {
                int beyond = (int)power.GetBitLength() - 128;
                expected = beyond <= 0 ? power << -beyond : ((power - 1) >> beyond) + 1;
            }

            Assert.Equal(expected, (new BigInteger(WidePowersOfTen.Significands[i]) << 64) + WidePowersOfTen.Significands[i + 1]);
        }

        Assert.Equal(324, WidePowersOfTen.MinExponent + (WidePowersOfTen.Significands.Length / 2) - 1);
    }

    private void CheckAround(double value)
    {
        foreach (double v in new[] { double.BitDecrement(value), value, double.BitIncrement(value) })
        {
            _check.Check(v);
            _check.Check(-v);
        }
    }

    private void CheckAround(float value)
    {
        foreach (float v in new[] { float.BitDecrement(value), value, float.BitIncrement(value) })
        {
            _check.Check(v);
            _check.Check(-v);
        }
    }

    private void CheckAround(long value)
    {
        for (int i = -2; i <= 2; i++)
        {
            _check.Check(unchecked(value + i));
            _check.Check(unchecked(-value + i));
        }
    }
}
