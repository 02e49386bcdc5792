using System.Text.Json;
using Faust.Generators.Tests.Records.Types;
using Faust.Records;
using static Faust.Records.RecordJson;

namespace Faust.Generators.Tests.Records;

public class UnionTests
{
    [Fact]
    public void The_discriminator_comes_first()
    {
        Assert.Equal("""{"type":"card","number":"1","year":30}""", SerializeToString<PaymentMethod>(new CardPayment("1")));
        Assert.Equal("""{"type":"cash"}""", SerializeToString<PaymentMethod>(new Cash()));
        Assert.Equal("""{"type":7}""", SerializeToString<PaymentMethod>(new Voucher()));
        Assert.Equal("""{"type":7,"amount":6}""", SerializeToString<PaymentMethod>(new Voucher(6)));
        Assert.Equal("""{"$type":"shape","color":"red"}""", SerializeToString(new Shape()));
        Assert.Equal("""{"$type":3,"inner":0.5,"radius":1,"color":"red"}""", SerializeToString<Shape>(new Ring { Radius = 1 }));
        Assert.Equal("""{"kind":"bike","gears":3}""", SerializeToString<IVehicle>(new Bike(3)));
        Assert.Equal("""{"kind":"truck","load":{"what":"hay"}}""", SerializeToString<IVehicle>(new Truck<Cargo>(new("hay"))));
        Assert.Equal("""{"kind":"car","fuel":"electric","battery":5}""", SerializeToString<IVehicle>(new Car.Electric(5)));
    }

    [Fact]
    public void A_case_as_its_own_type_carries_none() => Assert.Equal("""{"number":"1","year":30}""", SerializeToString(new CardPayment("1")));

    [Theory]
    [InlineData("""{"type":"card","number":"1"}""")]
    [InlineData("""{"number":"1","type":"card"}""")]
    [InlineData("""{"x":[{"type":"cash"}],"number":"1","type":"card","year":30}""")]
    [InlineData(""" { "type" : "card" , "number" : "1" } """)]
    [InlineData("""{"type":"\u0063ard","number":"1"}""")]
    [InlineData("""{"number":"1","typ\u0065":"c\u0061rd"}""")]
    [InlineData("""{"type":"card","number":"1","type":"cash"}""")]
    [InlineData("""{"number":"1","type":"card","type":"cash"}""")]
    [InlineData("""{"type":"card" , "year":30,"number":"1"}""")]
    public void The_discriminator_is_read_wherever_it_stands(string json) => Assert.Equal(new CardPayment("1"), Deserialize<PaymentMethod>(json));

    [Theory]
    [InlineData("""{"type":"cash"}""")]
    [InlineData("""{"type":"cash","x":1}""")]
    [InlineData("""{ "x":{},"type":"cash" }""")]
    public void A_case_without_members_is_read(string json) => Assert.Equal(new Cash(), Deserialize<PaymentMethod>(json));

    [Theory]
    [InlineData("""{"number":"1"}""", "$", "PaymentMethod lacks 'type', which says what it is: 'card', 'transfer', 'cash', 7, 'Split', at offset 0.")]
    [InlineData("{}", "$", "PaymentMethod lacks 'type', which says what it is: 'card', 'transfer', 'cash', 7, 'Split', at offset 0.")]
    [InlineData("""{"type":"x"}""", "$.type", "'x' is no case of PaymentMethod, 'type' is one of 'card', 'transfer', 'cash', 7, 'Split', at offset 8.")]
    [InlineData("""{"a":1,"type":8}""", "$.type", "8 is no case of PaymentMethod, 'type' is one of 'card', 'transfer', 'cash', 7, 'Split', at offset 14.")]
    [InlineData("""{"type":"7"}""", "$.type", "'7' is no case of PaymentMethod, 'type' is one of 'card', 'transfer', 'cash', 7, 'Split', at offset 8.")]
    [InlineData("""{"type":null}""", "$.type", "'type' is null, which is no case of PaymentMethod: it is one of 'card', 'transfer', 'cash', 7, 'Split', at offset 8.")]
    [InlineData("""{"type":{}}""", "$.type", "'type' is an object, which is no case of PaymentMethod: it is one of 'card', 'transfer', 'cash', 7, 'Split', at offset 8.")]
    [InlineData("[]", "$", "Expected an object but found an array at offset 0.")]
    [InlineData("null", "$", "Expected an object but found null at offset 0.")]
    [InlineData("""{"type":"card"}""", "$.type", "CardPayment lacks its member 'number', before offset 15.")]
    [InlineData("""{"type":"card","number":1}""", "$.number", "Expected a string but found '1' at offset 24.")]
    [InlineData("""{"number":1,"type":"card"}""", "$.number", "Expected a string but found '1' at offset 10.")]
    [InlineData("""{"type":"card" "number":"1"}""", "$.type", "Expected ',' or '}' but found a string at offset 15.")]
    [InlineData("""{"type":"card",}""", "$", "Expected a member name but found '}' at offset 15.")]
    [InlineData("""{"type":"card",{"number":"1"}}""", "$", "Expected a member name but found an object at offset 15.")]
    [InlineData("""{"type":"card"{"number":"1"}}""", "$.type", "Expected ',' or '}' but found an object at offset 14.")]
    public void What_is_no_case_is_told(string json, string path, string message)
    {
        var e = Assert.Throws<RecordFormatException>(() => Deserialize<PaymentMethod>(json));
        Assert.Equal($"This is not the JSON of PaymentMethod: at {path}: {message}", e.Message);
    }

    [Fact]
    public void A_value_that_is_no_case_is_not_written()
    {
        var e = Assert.Throws<InvalidOperationException>(() => SerializeToString<PaymentMethod>(new Barter("hay")));
        Assert.Equal("Faust.Generators.Tests.Records.Types.Barter is no case of PaymentMethod: list it there by [RecordCase<Barter>].", e.Message);
        Assert.Throws<ArgumentNullException>(() => SerializeToString<PaymentMethod>(null!));
    }

    [Fact]
    public void A_type_derived_from_a_case_is_none() =>
        Assert.Throws<InvalidOperationException>(() => SerializeToString<Shape>(new Square()));

    [Fact]
    public void Depth_is_bounded()
    {
        foreach (int levels in (int[])[64, 65])
        {
            string Nest(string open, string close, int n) =>
                string.Concat(Enumerable.Repeat(open, n)) + """{"type":"cash"}""" + string.Concat(Enumerable.Repeat(close, n));
            bool fits = levels < 65;
            foreach (string json in (string[])
                [
                    Nest("""{"type":"Split","second":null,"more":[],"first": """, "}", levels),
                    Nest("""{"second":null,"more":[],"first": """, ""","type":"Split"}""", levels),
                ])
            {
                if (fits) Assert.IsType<Split>(Deserialize<PaymentMethod>(json));
                else Assert.Contains("nested more than 64 deep", Assert.Throws<RecordFormatException>(() => Deserialize<PaymentMethod>(json)).Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Extension_data_keeps_no_discriminator()
    {
        const string Json = """{"x":1,"fuel":"petrol","y":2,"kind":"car"}""";
        Assert.Equal("""{"kind":"car","fuel":"petrol","x":1,"y":2}""", SerializeToString(Deserialize<IVehicle>(Json)));
        var renamed = Deserialize<AccountEvent>("""{"x":1,"__faust":{"ns":"app.Renamed"},"y":2,"name":"n"}""");
        Assert.Equal("""{"name":"n","x":1,"y":2,"__faust":{"ns":"app.Renamed"}}""", SerializeToString(renamed));
    }

    [Theory]
    [InlineData("""{"owner":"a","amount":"1.50","__faust":{"ns":"app.Opened"}}""")]
    [InlineData("""{"name":"a","__faust":{"ns":"app.Renamed"}}""")]
    [InlineData("""{"__faust":{"ns":"Faust.Generators.Tests.Records.Types.Closed"}}""")]
    public void Cases_are_told_apart_as_Faust_does_it(string json)
    {
        AccountEvent value = Deserialize<AccountEvent>(json);
        Assert.Equal(json, SerializeToString(value));
        Assert.Equal(value, Deserialize<AccountEvent>(Json.Reordered(json)));
        Assert.Equal(value, Deserialize<AccountEvent>(Json.Indented(json)));
    }

    [Theory]
    [InlineData("""{"a":1}""", "AccountEvent lacks '__faust'")]
    [InlineData("""{"__faust":{"x":1}}""", "AccountEvent lacks '__faust'")]
    [InlineData("""{"__faust":{"ns":"x"}}""", "'x' is no case of AccountEvent")]
    [InlineData("""{"__faust":"x"}""", "'x' is no case of AccountEvent")]
    [InlineData("""{"__faust":{"ns":2}}""", "2 is no case of AccountEvent")]
    [InlineData("""{"__faust":null}""", "'__faust' is null, which is no case of AccountEvent")]
    public void A_namespace_that_is_no_case_is_told(string json, string message) =>
        Assert.Contains(message, Assert.Throws<RecordFormatException>(() => Deserialize<AccountEvent>(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void Random_values_are_those_of_System_Text_Json_both_ways()
    {
        for (int seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            PaymentMethod value = Any(random, 4);
            string ours = SerializeToString(value);
            string theirs = JsonSerializer.Serialize(value, StjOptions);
            string at = $"seed {seed}: {ours}";
            Assert.True(Same(ours, theirs), at);
            Assert.True(ours == SerializeToString(Deserialize<PaymentMethod>(theirs)), at);
            Assert.True(ours == SerializeToString(Deserialize<PaymentMethod>(Json.Reordered(ours))), at);
            Assert.True(ours == SerializeToString(Deserialize<PaymentMethod>(Json.Indented(ours))), at);
            Assert.True(ours == SerializeToString(JsonSerializer.Deserialize<PaymentMethod>(ours, StjOptions)!), at);
        }
    }

    [Fact]
    public void Members_elements_and_values_may_be_of_closed_hierarchies()
    {
        var card = new CardPayment("1");
        var purchase = new Purchase(
            1, card, null, [new Cash(), card], new() { ["a"] = new Transfer { Iban = "x", Note = "n" } }, new Ring { Radius = 2 }, new Bike(3));
        string json = SerializeToString(purchase);
        Assert.Equal(
            """{"id":1,"method":{"type":"card","number":"1","year":30},"other":null,"all":[{"type":"cash"},{"type":"card","number":"1","year":30}]"""
            + ""","byName":{"a":{"type":"transfer","iban":"x","note":"n"}},"shape":{"$type":3,"inner":0.5,"radius":2,"color":"red"},"vehicle":{"kind":"bike","gears":3}}""",
            json);
        foreach (string text in (string[])[json, Json.Reordered(json), Json.Indented(json)]) Assert.Equal(json, SerializeToString(Deserialize<Purchase>(text)));
    }

    [Fact]
    public void Cases_longer_than_the_buffer_are_joined()
    {
        for (int length = 0; length < 600; length++)
        {
            var buffer = new ByteBuffer(0);
            Serialize<PaymentMethod>(new CardPayment(new string('x', length)), buffer);
            Assert.Equal(new CardPayment(new string('x', length)), Deserialize<PaymentMethod>(buffer.WrittenSpan));
            buffer.Clear();
            Serialize<AccountEvent>(new RenamedOwner(new string('x', length)), buffer);
            Assert.Equal(new RenamedOwner(new string('x', length)), Deserialize<AccountEvent>(buffer.WrittenSpan));
        }
    }

    private static readonly JsonSerializerOptions StjOptions = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        AllowOutOfOrderMetadataProperties = true,
    };

    private static bool Same(string a, string b)
    {
        using JsonDocument left = JsonDocument.Parse(a);
        using JsonDocument right = JsonDocument.Parse(b);
        return JsonElement.DeepEquals(left.RootElement, right.RootElement);
    }

    private static PaymentMethod Any(Random random, int depth) => random.Next(depth > 0 ? 5 : 4) switch
    {
        0 => new CardPayment(Text(random), random.Next()),
        1 => new Transfer { Iban = Text(random), Note = random.Next(2) == 0 ? null : Text(random) },
        2 => new Cash(),
        // What is left out by default is not what System.Text.Json leaves out.
        3 => new Voucher(6 + random.Next(10)),
        _ => new Split(
            Any(random, depth - 1),
            random.Next(2) == 0 ? null : Any(random, depth - 1),
            [.. Enumerable.Range(0, random.Next(3)).Select(_ => Any(random, depth - 1))]),
    };

    private static string Text(Random random) => new([.. Enumerable.Range(0, random.Next(8)).Select(_ => "aé\"\\\n{}:,\u2028"[random.Next(10)])]);

    private sealed class Square : Shape;
}
