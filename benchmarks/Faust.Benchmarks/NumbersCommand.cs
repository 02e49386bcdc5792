using System.Diagnostics;
using System.Globalization;
using Faust.Fuzzing;

namespace Faust.Benchmarks;

/// <summary>Compares the texts of numbers with .NET's: random doubles and decimals, as many as asked, and every float there is.</summary>
internal static class NumbersCommand
{
    private const int Batch = 1 << 16;

    public static int Run(Arguments arguments)
    {
        int count = arguments.Number("--count", 100_000_000);
        int seed = arguments.Number("--seed", 1);
        int floats = arguments.Has("--floats") ? int.MaxValue : 0;
        string? failure = Each("doubles", count, (check, random, _) => check.Check(BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue))))
            ?? Each("decimals", count / 4, (check, random, _) => check.Check(ADecimal(random)))
            ?? Each("floats", floats, (check, _, bits) => check.Check(BitConverter.Int32BitsToSingle(bits)));
        if (failure is null) return 0;
        Console.Error.WriteLine(failure);
        return 1;

        string? Each(string what, int numbers, Action<FuzzNumbers, Random, int> checkOne)
        {
            long started = Stopwatch.GetTimestamp();
            string? wrong = null;
            Parallel.For(0, (int)(((long)numbers + Batch - 1) / Batch), (batch, state) =>
            {
                var check = new FuzzNumbers();
                var random = new Random(unchecked(seed + batch));
                int first = batch * Batch;
                int last = (int)Math.Min(first + (long)Batch, numbers);
                try
                {
                    for (int i = first; i < last; i++) checkOne(check, random, i);
                }
                catch (InvalidOperationException exception)
                {
                    Interlocked.CompareExchange(ref wrong, exception.Message, null);
                    state.Stop();
                }
            });
            double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            if (wrong is null) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{numbers:N0} {what} in {seconds:N0} s, all the same (seed {seed})"));
            return wrong;
        }
    }

    private static decimal ADecimal(Random random)
    {
        int kept = random.Next(97);
        UInt128 bits = new((ulong)random.NextInt64(long.MinValue, long.MaxValue), (ulong)random.NextInt64(long.MinValue, long.MaxValue));
        bits = kept == 0 ? 0 : bits >> (128 - kept);
        return new decimal((int)bits, (int)(bits >> 32), (int)(bits >> 64), random.Next(2) == 0, (byte)random.Next(29));
    }
}
