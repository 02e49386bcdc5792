using System.Globalization;
using System.Text.Json;
using Faust.Records;

namespace Faust.Benchmarks.Json;

/// <summary>
/// The same benchmarks in seconds and in one process: all sides in turn, round by round, so that what disturbs one disturbs the others. The
/// figures are medians of CPU time.
/// </summary>
internal static class QuickJson
{
    private const int PassesPerRound = 5;

    public static int Run(Arguments arguments)
    {
        int rounds = arguments.Number("--rounds", 60);
        if (!arguments.AsJson) Console.WriteLine("shape         bytes  what                 ns      STJ ns   ratio   bytes allocated   STJ bytes");
        Shape<Payment>(arguments, rounds);
        Shape<PaymentValue>(arguments, rounds);
        Shape<Numbers>(arguments, rounds);
        Shape<Escapes>(arguments, rounds);
        Shape<NestedOrder>(arguments, rounds);
        Shape<OtherOrder>(arguments, rounds);
        Shape<LargeText>(arguments, rounds);
        Shape<Method>(arguments, rounds);
        return 0;
    }

    private static void Shape<T>(Arguments arguments, int rounds)
        where T : IJsonRecord<T>
    {
        if (arguments.Text("--shape", typeof(T).Name) != typeof(T).Name) return;
        var shape = new JsonBenchmarks<T>();
        Side[] sides =
        [
            new(() => shape.Read_SystemTextJson()),
            new(() => shape.Read_Faust()),
            new(() => shape.Read_FaustInAgent()),
            new(() => shape.Write_SystemTextJson()),
            new(() => shape.Write_Faust()),
        ];
        // Long enough for the last tier of the compiler.
        for (int i = 0; i < 4; i++)
        {
            foreach (Side side in sides) side.Round(40);
            Thread.Sleep(150);
        }

        foreach (Side side in sides) side.Forget();
        Side[] order = [.. sides];
        var random = new Random(1);
        for (int i = 0; i < rounds; i++)
        {
            // Who comes after whom decides whose values are in the caches: any after any other.
            random.Shuffle(order);
            foreach (Side side in order) side.Round(PassesPerRound);
        }

        Print<T>(arguments.AsJson, "read", shape.TextLength, sides[1], sides[0]);
        Print<T>(arguments.AsJson, "read in an agent", shape.TextLength, sides[2], sides[0]);
        Print<T>(arguments.AsJson, "write", shape.TextLength, sides[4], sides[3]);
    }

    private static void Print<T>(bool json, string what, double length, Side faust, Side other)
    {
        // Medians of both, not the median of ratios: what shifts between two rounds shifts both.
        double ratio = faust.Nanoseconds / other.Nanoseconds;
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                shape = typeof(T).Name,
                what,
                text_bytes = Math.Round(length),
                ns = Math.Round(faust.Nanoseconds, 1),
                stj_ns = Math.Round(other.Nanoseconds, 1),
                ratio = Math.Round(ratio, 3),
                allocated = Math.Round(faust.Bytes, 1),
                stj_allocated = Math.Round(other.Bytes, 1),
            }));
            return;
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{typeof(T).Name,-12} {length,6:F0}  {what,-16} {faust.Nanoseconds,8:F1} {other.Nanoseconds,11:F1} {ratio,7:F2} {faust.Bytes,17:F0} {other.Bytes,11:F0}"));
    }

    public sealed class Side(Action pass)
    {
        private readonly List<double> _nanoseconds = [];
        private readonly List<double> _bytes = [];

        public double Nanoseconds => _nanoseconds.Median();

        public double Bytes => _bytes.Median();

        public void Round(int passes)
        {
            long bytes = GC.GetAllocatedBytesForCurrentThread();
            long started = Clock.ThreadNanoseconds;
            for (int i = 0; i < passes; i++) pass();
            _nanoseconds.Add((Clock.ThreadNanoseconds - started) / (double)(passes * ShapeSource.Count));
            _bytes.Add((GC.GetAllocatedBytesForCurrentThread() - bytes) / (double)(passes * ShapeSource.Count));
        }

        public void Forget()
        {
            _nanoseconds.Clear();
            _bytes.Clear();
        }
    }
}
