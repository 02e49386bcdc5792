using Faust.Generators.Tests.Harness;
using Faust.Generators.Tests.Records.Types;
using Faust.Records;
using static Faust.Records.RecordMessagePack;

namespace Faust.Generators.Tests.Records;

public class MessagePackUnionTests
{
    [Fact]
    public void A_case_is_an_array_of_its_discriminator_and_itself()
    {
        Assert.Equal("92" + "A463617264" + "82A66E756D626572A131A47965617202", Hex<PaymentMethod>(new CardPayment("1", 2)));
        Assert.Equal("92" + "07" + "80", Hex<PaymentMethod>(new Voucher()));
        Assert.Equal("92" + "A463617368" + "80", Hex<PaymentMethod>(new Cash()));
        Assert.Equal("92" + "A464697363" + "93A172C003", Hex<IForm>(new Disc(3, "r")));
        Assert.Equal("92" + "FF" + "81A46C6F616481A477686174A177", Hex<IForm>(new Boxed<Cargo>(new Cargo("w"))));
        Assert.StartsWith("92" + "CE00011170" + "84", Hex<IForm>(new Pile(new Disc(), null, [], [])), StringComparison.Ordinal);
        Assert.StartsWith("92" + "D926", Hex<IForm>(new Solid()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_case_written_as_its_own_type_is_a_plain_record() =>
        Assert.Equal("82A66E756D626572A131A47965617202", Hex(new CardPayment("1", 2)));

    [Fact]
    public void Random_values_come_back()
    {
        for (int seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            RoundTrip(Any(random, 4), seed);
            RoundTrip(Form(random, 4), seed);
        }
    }

    [Fact]
    public void A_hierarchy_that_is_its_own_case_comes_back_as_what_it_was()
    {
        var solid = new Solid { WriteOwnJson = 1, ReadOwnJson = 2, GetOwnEventTime = 3, WriteOwnMessagePack = "4", At = 5 };
        Assert.Equal(RecordJson.SerializeToString(solid), RecordJson.SerializeToString(Deserialize<Solid>(Serialize(solid))));
        Assert.Equal(typeof(Solid), Deserialize<Solid>(Serialize(solid)).GetType());
        Assert.Equal(2, Assert.IsType<Ball>(Deserialize<IForm>(Serialize<IForm>(new Ball { Radius = 2 }))).Radius);
        Assert.Equal(typeof(Shape), Deserialize<Shape>(Serialize(new Shape())).GetType());
        Assert.Equal(0.25, Assert.IsType<Ring>(Deserialize<Shape>(Serialize<Shape>(new Ring { Inner = 0.25 }))).Inner);
    }

    [Theory]
    [InlineData("DD00000002" + "DB0000000463617264" + "81DA00066E756D626572A131")]
    [InlineData("DC0002" + "D90463617264" + "81A66E756D626572A131")]
    public void Every_legal_width_is_read(string hex) =>
        Assert.Equal(new CardPayment("1"), Deserialize<PaymentMethod>(Convert.FromHexString(hex)));

    [Theory]
    [InlineData("9207")]
    [InlineData("92CC07")]
    [InlineData("92CD0007")]
    [InlineData("92D300000000000000" + "07")]
    [InlineData("92CF00000000000000" + "07")]
    public void Numbers_of_every_width_are_read(string hex) => Assert.Equal(new Voucher(), Deserialize<PaymentMethod>(Convert.FromHexString(hex + "80")));

    [Theory]
    [InlineData("C0", 0, "PaymentMethod is an array of its case, one of 'card', 'transfer', 'cash', 7, 'Split', and the value, but found nil at offset 0.")]
    [InlineData("80", 0, "but found a map at offset 0.")]
    [InlineData("A463617264", 0, "but found a string at offset 0.")]
    [InlineData("90", 0, "but found an array of 0 at offset 0.")]
    [InlineData("91A463617368", 0, "but found an array of 1 at offset 0.")]
    [InlineData("93A46361736880C0", 0, "but found an array of 3 at offset 0.")]
    [InlineData("DD7FFFFFFF", 0, "but found an array of 2147483647 at offset 0.")]
    [InlineData("", 0, "but found the end of the document at offset 0.")]
    [InlineData("92A143" + "80", 1, "'C' is no case of PaymentMethod, which is one of 'card', 'transfer', 'cash', 7, 'Split', at offset 1.")]
    [InlineData("9208" + "80", 1, "8 is no case of PaymentMethod, which is one of 'card', 'transfer', 'cash', 7, 'Split', at offset 1.")]
    [InlineData("92D30000000100000007" + "80", 1, "4294967303 is no case of PaymentMethod")]
    [InlineData("92A137" + "80", 1, "'7' is no case of PaymentMethod")]
    [InlineData("92C0" + "80", 1, "PaymentMethod is an array of its case and the value, and the case is nil, not one of 'card', 'transfer', 'cash', 7, 'Split', at offset 1.")]
    [InlineData("9290" + "80", 1, "the case is an array, not one of")]
    [InlineData("92CFFFFFFFFFFFFFFFFF" + "80", 1, "out of range")]
    [InlineData("92A463", 1, "claims 4 bytes")]
    [InlineData("92A1FF" + "80", 1, "not valid UTF-8")]
    [InlineData("92", 0, "claims 2 elements")]
    [InlineData("9207" + "C0", 2, "Expected a map but found nil at offset 2.")]
    public void What_is_no_case_is_told(string hex, int offset, string message)
    {
        RecordFormatException e = Assert.Throws<RecordFormatException>(() => Deserialize<PaymentMethod>(Convert.FromHexString(hex)));
        Assert.Contains(message, e.Message, StringComparison.Ordinal);
        Assert.Equal(offset, e.Offset);
    }

    [Fact]
    public void The_place_of_an_error_is_told()
    {
        byte[] bytes = Serialize(new Split(new Cash(), null, [new Cash(), new Voucher()]));
        bytes[^2] = 9;
        RecordFormatException e = Assert.Throws<RecordFormatException>(() => Deserialize<Split>(bytes));
        Assert.Contains("9 is no case of PaymentMethod", e.Message, StringComparison.Ordinal);
        Assert.Equal("$.more[1][0]", MessagePackPath.At(bytes, e.Offset));
    }

    [Fact]
    public void What_is_not_listed_is_not_written()
    {
        const string Message = "Faust.Generators.Tests.Records.Types.Barter is no case of PaymentMethod: list it there by [RecordCase<Barter>].";
        Assert.Equal(Message, Assert.Throws<InvalidOperationException>(() => Serialize<PaymentMethod>(new Barter("x"))).Message);
        Assert.Contains("is no case of Solid", Assert.Throws<InvalidOperationException>(() => Serialize<Solid>(new Cube())).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => Serialize<PaymentMethod>(new Split(null!, null, [])));
    }

    [Fact]
    public void Cases_nest_as_deep_as_a_document_may()
    {
        PaymentMethod value = new Cash();
        for (int i = 0; i < MessagePackReader.MaxDepth; i++) value = new Split(value, null, []);
        Assert.IsType<Split>(Deserialize<PaymentMethod>(Serialize(value)));
        Assert.Throws<InvalidOperationException>(() => Serialize<PaymentMethod>(new Split(value, null, [])));

        // What it would have written: the bytes around one case, around those of all.
        byte[] cash = Serialize<PaymentMethod>(new Cash()), around = Serialize<PaymentMethod>(new Split(new Cash(), null, []));
        int at = around.AsSpan().IndexOf(cash);
        byte[] deeper = [.. around[..at], .. Serialize(value), .. around[(at + cash.Length)..]];
        Assert.Contains("nested more than 64 deep", Assert.Throws<RecordFormatException>(() => Deserialize<PaymentMethod>(deeper)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_case_without_MessagePack_takes_it_from_the_hierarchy()
    {
        GeneratorTestResult result = new GeneratorTest().Run("""
            using Faust;
            [Record, RecordUnion, RecordCase<A>, RecordCase<B>] public abstract partial record U;
            [Record] public sealed partial record A(int X, U? Next) : U;
            [Record] public sealed partial record B([ExtensionData] Faust.Records.RecordExtensionData More) : U;
            """);
        Assert.DoesNotContain(result.Files, f => f.HintName.Contains("MessagePack", StringComparison.Ordinal));
        Assert.Contains(result.Files, f => f.HintName.StartsWith("U.Union", StringComparison.Ordinal));
    }

    private static string Hex<T>(T value)
        where T : IMessagePackRecord<T> => Convert.ToHexString(Serialize(value));

    private static void RoundTrip<T>(T value, int seed)
        where T : IJsonRecord<T>, IMessagePackRecord<T>
    {
        string json = RecordJson.SerializeToString(value);
        Assert.True(json == RecordJson.SerializeToString(Deserialize<T>(Serialize(value))), $"seed {seed}: {json}");
    }

    private static PaymentMethod Any(Random random, int depth) => random.Next(depth > 0 ? 5 : 4) switch
    {
        0 => new CardPayment("n" + depth, random.Next()),
        1 => new Transfer { Iban = "i", Note = random.Next(2) == 0 ? null : "ö" },
        2 => new Cash(),
        3 => new Voucher(random.Next(10)),
        _ => new Split(
            Any(random, depth - 1),
            random.Next(2) == 0 ? null : Any(random, depth - 1),
            [.. Enumerable.Range(0, random.Next(3)).Select(_ => Any(random, depth - 1))]),
    };

    private static IForm Form(Random random, int depth) => random.Next(depth > 0 ? 5 : 4) switch
    {
        0 => new Disc(random.Next(), random.Next(2) == 0 ? null : "red"),
        1 => new Boxed<Cargo>(new Cargo("c")),
        2 => new Solid { At = random.Next(), WriteOwnMessagePack = "x" },
        3 => new Ball { Radius = random.NextDouble(), At = random.Next() },
        _ => new Pile(
            Form(random, depth - 1),
            random.Next(2) == 0 ? null : Form(random, depth - 1),
            [.. Enumerable.Range(0, random.Next(3)).Select(_ => Form(random, depth - 1))],
            Enumerable.Range(0, random.Next(3)).ToDictionary(i => i, i => i % 2 == 0 ? new Solid { ReadOwnJson = i } : new Ball { At = i })),
    };

    private sealed class Cube : Solid;
}
