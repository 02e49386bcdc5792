using System.Globalization;
using System.Text.Json;
using Faust.Records;
using MessagePack;
using MessagePack.Resolvers;

namespace Faust.Benchmarks.Json;

/// <summary>
/// MessagePack beside JSON, and beside MessagePack-CSharp, which makes its code at run time: the same shapes and values, all sides in turn,
/// round by round. The figures are medians of CPU time.
/// </summary>
internal static class QuickPacked
{
    private const int PassesPerRound = 5;

    public static int Run(Arguments arguments)
    {
        int rounds = arguments.Number("--rounds", 60);
        if (!arguments.AsJson) Console.WriteLine("shape         bytes  of JSON  what      ns     JSON ns   ratio   MessagePack-CSharp ns   ratio   bytes allocated   theirs");
        Shape<Payment>(arguments, rounds);
        Shape<PaymentValue>(arguments, rounds);
        Shape<Numbers>(arguments, rounds);
        Shape<Escapes>(arguments, rounds);
        Shape<NestedOrder>(arguments, rounds);
        Shape<LargeText>(arguments, rounds);
        return 0;
    }

    private static void Shape<T>(Arguments arguments, int rounds)
        where T : IJsonRecord<T>, IMessagePackRecord<T>
    {
        MessagePackSerializerOptions options = ContractlessStandardResolver.Options;
        T[] values = ShapeSource.Of<T>();
        byte[][] texts = [.. values.Select(RecordJson.Serialize)];
        byte[][] packed = [.. values.Select(RecordMessagePack.Serialize)];
        byte[][] theirs = [.. values.Select(v => MessagePackSerializer.Serialize(v, options))];
        ByteBuffer buffer = new(64 * 1024);
        QuickJson.Side[] sides =
        [
            Side(packed, p => RecordMessagePack.Deserialize<T>(p)),
            Side(texts, p => RecordJson.Deserialize<T>(p)),
            Side(theirs, p => MessagePackSerializer.Deserialize<T>(p, options)),
            Side(values, v => RecordMessagePack.Serialize(v, Empty())),
            Side(values, v => RecordJson.Serialize(v, Empty())),
            Side(values, v => MessagePackSerializer.Serialize(Empty(), v, options)),
        ];
        // Long enough for the last tier of the compiler.
        for (int i = 0; i < 4; i++)
        {
            foreach (QuickJson.Side side in sides) side.Round(40);
            Thread.Sleep(150);
        }

        foreach (QuickJson.Side side in sides) side.Forget();
        QuickJson.Side[] order = [.. sides];
        var random = new Random(1);
        for (int i = 0; i < rounds; i++)
        {
            // Who comes after whom decides whose values are in the caches: any after any other.
            random.Shuffle(order);
            foreach (QuickJson.Side side in order) side.Round(PassesPerRound);
        }

        double length = packed.Average(p => p.Length);
        double textLength = texts.Average(p => p.Length);
        Print<T>(arguments.AsJson, "read", length, textLength, sides[0], sides[1], sides[2]);
        Print<T>(arguments.AsJson, "write", length, textLength, sides[3], sides[4], sides[5]);

        ByteBuffer Empty()
        {
            buffer.Clear();
            return buffer;
        }
    }

    private static QuickJson.Side Side<T>(T[] inputs, Action<T> step) => new(() =>
    {
        foreach (T input in inputs) step(input);
    });

    private static void Print<T>(
        bool json, string what, double length, double textLength, QuickJson.Side packed, QuickJson.Side text, QuickJson.Side theirs)
    {
        double toJson = packed.Nanoseconds / text.Nanoseconds;
        double toTheirs = packed.Nanoseconds / theirs.Nanoseconds;
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                shape = typeof(T).Name,
                what,
                bytes = Math.Round(length),
                json_bytes = Math.Round(textLength),
                ns = Math.Round(packed.Nanoseconds, 1),
                json_ns = Math.Round(text.Nanoseconds, 1),
                ratio = Math.Round(toJson, 3),
                theirs_ns = Math.Round(theirs.Nanoseconds, 1),
                ratio_theirs = Math.Round(toTheirs, 3),
                allocated = Math.Round(packed.Bytes, 1),
                theirs_allocated = Math.Round(theirs.Bytes, 1),
            }));
            return;
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{typeof(T).Name,-12} {length,6:F0} {textLength,8:F0}  {what,-5} {packed.Nanoseconds,6:F1} {text.Nanoseconds,11:F1} {toJson,7:F2} {theirs.Nanoseconds,23:F1} {toTheirs,7:F2} {packed.Bytes,17:F0} {theirs.Bytes,8:F0}"));
    }
}
