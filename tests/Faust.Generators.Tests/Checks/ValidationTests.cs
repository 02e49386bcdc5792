using System.Globalization;
using Faust.Records;

namespace Faust.Generators.Tests.Checks;

public class ValidationTests
{
    private static readonly Line Good = new("x", 1, new Money(1));
    private static readonly Line Bad = new("", 10, new Money(0));

    [Fact]
    public void Errors_have_the_paths_of_the_wire()
    {
        var cart = new Cart(
            [Good, Bad],
            new() { ["a b"] = Good with { Count = 0 }, ["none"] = null },
            [[Good], [Good, Good with { Count = 0 }]],
            new Money(-1),
            new Cart([]),
            "A");
        Assert.Equal(
            [
                "$.before.lines: Lines must have at least 1 elements.",
                "$.by_name['a b'].count: Count must be at least 1 and at most 9.",
                "$.code: Code does not match the pattern Lower.",
                "$.discount.amount: Amount must be at least 1 and at most 1000.",
                "$.lines[1].count: Count must be at least 1 and at most 9.",
                "$.lines[1].price.amount: Amount must be at least 1 and at most 1000.",
                "$.lines[1].sku: Sku is required.",
                "$.rows[1][1].count: Count must be at least 1 and at most 9.",
            ],
            cart.Validate().Select(e => e.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Valid_records_have_the_same_empty_list_and_allocate_nothing()
    {
        var cart = new Cart([Good, Good], new() { ["a"] = Good, ["b"] = null }, [[Good]], new Money(2), new Cart([Good]));
        IReadOnlyList<RecordError> first = cart.Validate();
        Assert.Empty(first);
        for (int i = 0; i < 100; i++) cart.Validate();
        long before = GC.GetAllocatedBytesForCurrentThread();
        bool same = ReferenceEquals(first, cart.Validate());
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(same);
    }

    [Theory]
    [InlineData("""{"lines":[{"sku":"x","count":1,"price":{"amount":1}},{"sku":" ","count":0,"price":{"amount":1}}]}""", 53, "$.lines[1].sku", "$.lines[1].count")]
    [InlineData("""{"lines":[]}""", 0, "$.lines")]
    [InlineData(""" {"lines":[{"sku":"x","count":1,"price":{"amount":0}}]}""", 40, "$.lines[0].price.amount")]
    [InlineData("""{"lines":[{"sku":"x","count":1}]}""", 10, "$.lines[0].price.amount")]
    [InlineData("""{"lines":[{"sku":"x","count":1,"price":{"amount":1}}],"before":{"code":"A","lines":[{"sku":"x","count":1,"price":{"amount":1}}]}}""", 63, "$.before.code")]
    public void Reading_says_where_and_what(string json, int offset, params string[] paths)
    {
        RecordFormatException failure = Assert.Throws<RecordFormatException>(() => RecordJson.Deserialize<Cart>(json));
        Assert.Equal(paths, failure.Errors.Select(e => e.Path));
        Assert.Equal(offset, failure.Offset);
        Assert.All(failure.Errors, e => Assert.Contains(e.ToString(), failure.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Reading_MessagePack_says_where_and_what()
    {
        RecordFormatException failure = Refuse(new Cart([Good, Bad with { Sku = "x" }], Before: new Cart([Good], Code: "A")));
        Assert.Equal("$.lines[1].price.amount", Assert.Single(failure.Errors).Path);
        Assert.Contains("at least 1 and at most 1000", failure.Message, StringComparison.Ordinal);
        Assert.Equal(["$.lines[1].sku", "$.lines[1].count"], Refuse(new Cart([Good, Bad with { Price = Good.Price }])).Errors.Select(e => e.Path));
        Assert.Equal("$.before.code", Assert.Single(Refuse(new Cart([Good], Before: new Cart([Good], Code: "A"))).Errors).Path);
        Assert.Equal("$[3].level", Assert.Single(Refuse(new Place(1, 1, new Place(1, 10))).Errors).Path);
        var good = new Cart([Good], new() { ["a"] = Good }, [[Good]], new Money(2), new Cart([Good]), "a");
        Assert.Equal(RecordJson.SerializeToString(good), RecordJson.SerializeToString(RecordMessagePack.Deserialize<Cart>(RecordMessagePack.Serialize(good))));
        Assert.Equal(0, RecordMessagePack.Deserialize<Lenient>(RecordMessagePack.Serialize(new Lenient(0))).Count);

        static RecordFormatException Refuse<T>(T value)
            where T : IMessagePackRecord<T>
        {
            RecordFormatException failure = Assert.Throws<RecordFormatException>(() => RecordMessagePack.Deserialize<T>(RecordMessagePack.Serialize(value)));
            Assert.All(failure.Errors, e => Assert.Contains(e.ToString(), failure.Message, StringComparison.Ordinal));
            return failure;
        }
    }

    [Fact]
    public void Cases_are_checked_whatever_the_variable()
    {
        var drawing = new Drawing(new Circle(0, 1), [new Circle(1, 11)]);
        Assert.Equal(["$.main.id", "$.more[0].radius"], drawing.Validate().Select(e => e.Path));
        RecordFormatException failure = Assert.Throws<RecordFormatException>(() => RecordJson.Deserialize<Drawing>(RecordJson.Serialize(drawing)));
        Assert.Equal("$.main.id", Assert.Single(failure.Errors).Path);
    }

    [Fact]
    public void Records_may_be_read_without_checks()
    {
        Lenient read = RecordJson.Deserialize<Lenient>("""{"count":0}""");
        Assert.Equal("$.count", Assert.Single(read.Validate()).Path);
    }

    [Fact]
    public void Inherited_members_are_checked_whatever_the_variable()
    {
        var child = new Child { A = 0, B = 0 };
        Assert.Equal(["B", "A"], child.Validate().Select(e => e.Member));
        Assert.Equal(["B", "A"], ((Parent)child).Validate().Select(e => e.Member));
        Assert.Throws<RecordFormatException>(() => RecordJson.Deserialize<Child>("""{"b":1,"a":0}"""));
    }

    [Fact]
    public void Values_of_type_parameters_are_checked()
    {
        Assert.Equal(["$.value.count", "$.more[0].count"], new Boxed<Lenient>(new Lenient(0), [new Lenient(10)]).Validate().Select(e => e.Path));
        Assert.Empty(new Boxed<Empty>(new Empty()).Validate());
    }

    [Fact]
    public void A_member_may_have_the_name_of_the_method() =>
        Assert.Equal("$.validate", Assert.Single(((IValidatedRecord)new Validating(0)).Validate()).Path);

    [Fact]
    public void Records_that_never_end_are_said_to_be_too_deep()
    {
        var cart = new Cart([Good]);
        // The last cart has a line, and that a price.
        for (int i = 0; i < JsonReader.MaxDepth - 2; i++) cart = new Cart([Good], Before: cart);
        Assert.Empty(cart.Validate());
        Assert.Contains("64 deep", Assert.Single(new Cart([Good], Before: cart).Validate()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Messages_do_not_depend_on_the_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = "," } };
            Assert.Equal("Weight must be at least 0.5 and at most 1.5.", Assert.Single(new Weighed(2).Validate()).Message);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
