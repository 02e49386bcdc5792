using System.Globalization;
using System.Text;

namespace Faust.Records;

/// <summary>Records with a namespace are written for Faust and read as Faust writes them: Faust itself is the other side.</summary>
public sealed class FaustExchangeTests(PythonFaust faust) : IClassFixture<PythonFaust>
{
    private const int Count = 1000;
    private static readonly string[] Odd = ["\"", "\\", "\n", "\0", "é", "\u2028", "😀", "\u007f"];

    [Fact]
    public void Faust_reads_what_is_written_and_what_it_writes_is_the_same_record()
    {
        SkipWithoutFaust();
        for (int seed = 0; seed < Count; seed++)
        {
            var random = new Random(seed);
            FaustOrder order = Order(random);
            string json = RecordJson.SerializeToString(order);
            string theirs = faust.Ask("read", json);
            Assert.True(json == RecordJson.SerializeToString(RecordJson.Deserialize<FaustOrder>(theirs)), $"seed {seed}: {json} became {theirs}");
        }
    }

    [Fact]
    public void What_Faust_writes_is_read_and_written_back_as_the_same_record()
    {
        SkipWithoutFaust();
        for (int seed = 0; seed < Count; seed++)
        {
            string theirs = faust.Ask("make", seed.ToString(CultureInfo.InvariantCulture));
            string ours = RecordJson.SerializeToString(RecordJson.Deserialize<FaustOrder>(theirs));
            Assert.Equal("yes", faust.Ask("same", ours));
        }
    }

    [Fact]
    public void What_Faust_does_not_hold_to_its_type_is_read()
    {
        SkipWithoutFaust();
        Assert.Equal(7, Loose("dict(count=7.0)").Count);
        Assert.Equal(double.NaN, Loose("dict(rate=float('nan'))").Rate);
        Assert.Equal(double.PositiveInfinity, Loose("dict(rate=float('inf'))").Rate);
        Assert.Equal(double.NegativeInfinity, Loose("dict(rate=-float('inf'))").Rate);
        Assert.Equal(3.0, Loose("dict(rate=3)").Rate);
        Assert.Equal(new DateOnly(2016, 3, 2), Loose("dict(day=__import__('datetime').date(2016, 3, 2))").Day);
        byte[] all = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        Assert.Equal(all, Loose("dict(data=bytes(range(256)))").Data);
        Assert.Equal("'"u8.ToArray(), Loose("""dict(data=b"'")""").Data);
        Assert.Equal("'\""u8.ToArray(), Loose("""dict(data=b"'\"")""").Data);
        Assert.Equal([], Loose("dict()").Data);
    }

    [Fact]
    public void Closed_hierarchies_are_polymorphic_fields()
    {
        SkipWithoutFaust();
        var payment = new FaustPayment(
            new FaustCard("é"), [new FaustTransfer("x", [new FaustLine("s", 1, 1.50m)]), new FaustCard(""), new FaustTransfer("", [])]);
        string answer = faust.Ask("payment", RecordJson.SerializeToString(payment));
        const string Classes = "Card Transfer Card Transfer ";
        Assert.StartsWith(Classes, answer, StringComparison.Ordinal);
        Assert.Equal(RecordJson.SerializeToString(payment), RecordJson.SerializeToString(RecordJson.Deserialize<FaustPayment>(answer[Classes.Length..])));
    }

    [Fact]
    public void Keys_of_text_are_the_same_bytes()
    {
        SkipWithoutFaust();
        var topic = new FaustByText();
        string[] texts = ["plain", "", "\"quoted\"", "é😀\u2028", "123", "a b\tc"];
        foreach (string text in texts)
        {
            byte[] ours = Key(topic, text);
            string literal = string.Concat(text.Select(c => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}")));
            Assert.Equal(Convert.ToHexStringLower(ours), faust.Ask("key", $"texts '{literal}'.encode('utf-16', 'surrogatepass').decode('utf-16')"));
            Assert.Equal(Encoding.UTF8.GetBytes(text), ours);
            Assert.Equal(text, topic.ReadKey(Convert.FromHexString(faust.Ask("read_key", "texts " + Convert.ToHexString(ours))), null));
        }
    }

    [Fact]
    public void Keys_that_are_records_are_JSON_with_their_namespace()
    {
        SkipWithoutFaust();
        var topic = new FaustByLine();
        for (int seed = 0; seed < 100; seed++)
        {
            FaustLine line = Line(new Random(seed));
            byte[] ours = Key(topic, line);
            Assert.EndsWith(""","__faust":{"ns":"shop.Line"}}""", Encoding.UTF8.GetString(ours), StringComparison.Ordinal);
            byte[] theirs = Convert.FromHexString(faust.Ask("key", "lines " + Encoding.UTF8.GetString(ours)));
            Assert.True(line == topic.ReadKey(theirs, null), $"seed {seed}");
            string read = faust.Ask("read_key", "lines " + Convert.ToHexString(ours));
            Assert.True(line == RecordJson.Deserialize<FaustLine>(read), $"seed {seed}");
        }
    }

    private static byte[] Key<TKey, TValue>(Topic<TKey, TValue> topic, TKey key)
    {
        var buffer = new ByteBuffer();
        topic.WriteKey(key, buffer);
        return buffer.WrittenSpan.ToArray();
    }

    private void SkipWithoutFaust() => Assert.SkipWhen(faust.Missing is not null, $"Faust cannot run here: {faust.Missing}.");

    private FaustLoose Loose(string fields) => RecordJson.Deserialize<FaustLoose>(faust.Ask("loose", fields));

    private static FaustOrder Order(Random random) => new(
        random.NextInt64(long.MinValue, long.MaxValue),
        Text(random),
        Number(random),
        random.Next(3) switch { 0 => random.NextDouble(), 1 => 1e300 * random.NextDouble(), _ => random.Next() },
        random.Next(2) == 0,
        new DateTimeOffset(Moment(random), TimeSpan.FromMinutes(random.Next(-14 * 60, 14 * 60))),
        Moment(random),
        new Guid([.. Enumerable.Range(0, 16).Select(_ => (byte)random.Next())]),
        [.. Enumerable.Range(0, random.Next(4)).Select(_ => Line(random))],
        Enumerable.Range(0, random.Next(4)).ToDictionary(i => Text(random) + i.ToString(CultureInfo.InvariantCulture), _ => random.Next()),
        random.Next(2) == 0 ? null : Text(random),
        random.Next(2) == 0 ? null : Line(random));

    private static FaustLine Line(Random random) => new(Text(random), random.Next(int.MinValue, int.MaxValue), Number(random));

    // Faust's own parser knows microseconds.
    private static DateTime Moment(Random random)
    {
        long seconds = random.NextInt64(TimeSpan.TicksPerDay / TimeSpan.TicksPerSecond * 400, TimeSpan.TicksPerDay / TimeSpan.TicksPerSecond * 3_000_000);
        long microseconds = random.Next(2) == 0 ? 0 : random.Next(1_000_000);
        return new DateTime((seconds * TimeSpan.TicksPerSecond) + (microseconds * TimeSpan.TicksPerMicrosecond));
    }

    private static decimal Number(Random random) =>
        new(random.Next(), random.Next(), random.Next(2) == 0 ? 0 : random.Next(), random.Next(2) == 0, (byte)random.Next(29));

    private static string Text(Random random)
    {
        var text = new StringBuilder();
        for (int i = random.Next(12); i > 0; i--) text.Append(random.Next(2) == 0 ? Odd[random.Next(Odd.Length)] : ((char)random.Next(' ', '~')).ToString());
        return text.ToString();
    }
}
