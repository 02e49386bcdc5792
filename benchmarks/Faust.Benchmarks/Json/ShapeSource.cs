using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Faust.Benchmarks.Json;

/// <summary>Makes values of each shape: enough different ones that branch prediction cannot learn them.</summary>
internal static class ShapeSource
{
    public const int Count = 1000;

    public static T[] Of<T>()
    {
        var random = new Random(7);
        var payments = new PaymentSource();
        return [.. Enumerable.Range(0, Count).Select(i => (T)Make(typeof(T), i, random, payments))];
    }

    /// <summary>An object's text with its members in the reverse order.</summary>
    public static byte[] Reversed(byte[] json)
    {
        var reversed = new JsonObject();
        foreach ((string name, JsonNode? value) in JsonNode.Parse(json)!.AsObject().Reverse()) reversed[name] = value?.DeepClone();
        return JsonSerializer.SerializeToUtf8Bytes(reversed);
    }

    private static object Make(Type type, int i, Random random, PaymentSource payments)
    {
        Payment p = payments.Next(out _);
        if (type == typeof(Payment)) return p;
        if (type == typeof(PaymentValue)) return new PaymentValue(p.Id, p.Account, p.Merchant, p.Cents, p.Currency, p.At);
        if (type == typeof(OtherOrder)) return new OtherOrder(p.Id, p.Account, p.Merchant, p.Cents, p.Currency, p.At);
        if (type == typeof(Numbers))
        {
            return new Numbers(
                random.Next(), random.NextInt64(), random.Next(1_000_000) / 100.0, random.Next(2) == 0, -random.Next(1000), -random.Next(),
                random.NextDouble(), (uint)random.Next(), (short)random.Next(1000), random.Next(1_000_000) / 100m);
        }

        string n = i.ToString(CultureInfo.InvariantCulture);
        if (type == typeof(Method))
        {
            return random.Next(4) switch
            {
                0 => new CardMethod(i, p.Account, random.Next(25, 35), p.Merchant),
                1 => new TransferMethod(i, p.Account, p.Merchant),
                2 => new CashMethod(i, random.Next(10_000) / 100.0),
                _ => new VoucherMethod(i, p.Account, random.Next(2) == 0),
            };
        }

        if (type == typeof(Escapes))
        {
            return new Escapes($"A \"quoted\" title {n}", $@"archive\data\in\{n}.json", $"She said: \"{n}\", then left", $"first {n}\nsecond\tcolumn\r\nthird");
        }

        if (type == typeof(NestedOrder))
        {
            var lines = new List<OrderLine>();
            for (int l = 0; l < 1 + (i % 6); l++) lines.Add(new OrderLine(p.Merchant, random.Next(1, 20), random.Next(1, 10_000) / 100.0));
            byte[] guid = new byte[16];
            random.NextBytes(guid);
            int[] tags = [.. Enumerable.Range(0, i % 10).Select(_ => random.Next(10_000))];
            return new NestedOrder(i, p.Account, lines, tags, new Guid(guid), DateTimeOffset.FromUnixTimeMilliseconds(p.At));
        }

        return new LargeText(i, string.Concat(Enumerable.Repeat("The quick brown fox jumps over the lazy dog, and so on. ", 146)) + n);
    }
}
