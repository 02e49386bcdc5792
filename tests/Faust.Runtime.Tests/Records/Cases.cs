using System.Globalization;
using System.Text;

namespace Faust.Records;

/// <summary>Runs a check on many random cases; a failure names the case's seed, and FAUST_SEED runs that case alone.</summary>
internal static class Cases
{
    private const int FirstSeed = 20240607;

    public static void Run(int count, Action<Random> check)
    {
        string? only = Environment.GetEnvironmentVariable("FAUST_SEED");
        int first = only is null ? FirstSeed : int.Parse(only, CultureInfo.InvariantCulture);
        for (int seed = first; seed < first + (only is null ? count : 1); seed++)
        {
            try
            {
                check(new Random(seed));
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"The case of FAUST_SEED={seed} failed: {exception.Message}", exception);
            }
        }
    }

    /// <summary>Any 64 bits, small magnitudes and the edges of types as likely as large ones.</summary>
    public static long Bits(this Random random)
    {
        long bits = random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64);
        return random.Next(8) switch
        {
            0 => (1L << random.Next(64)) + random.Next(-2, 3),
            1 => (long)Math.Pow(10, random.Next(19)) + random.Next(-2, 3),
            _ => bits,
        };
    }

    /// <summary>Text of all kinds: plain, with escapes, beyond ASCII, with lone surrogates.</summary>
    public static string Text(this Random random, bool loneSurrogates = true)
    {
        int length = random.Next(4) == 0 ? random.Next(200) : random.Next(24);
        int kind = random.Next(4);
        StringBuilder text = new(length);
        while (text.Length < length)
        {
            switch (kind == 3 ? random.Next(6) : kind == 2 ? random.Next(3) : kind == 1 && random.Next(10) == 0 ? 1 : 0)
            {
                case 0: text.Append((char)random.Next(0x20, 0x7F)); break;
                case 1: text.Append("\"\\/\b\f\n\r\t\u0000\u001F\u007F"[random.Next(11)]); break;
                case 2: text.Append((char)random.Next(0x80, 0xD800)); break;
                case 3: text.Append(char.ConvertFromUtf32(random.Next(0x10000, 0x110000))); break;
                case 4 when loneSurrogates: text.Append((char)random.Next(0xD800, 0xE000)); break;
                default: text.Append((char)random.Next(0xE000, 0x10000)); break;
            }
        }

        return text.ToString();
    }
}
