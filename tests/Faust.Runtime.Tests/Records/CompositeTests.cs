using System.Text;
using System.Text.Json;

namespace Faust.Records;

public sealed class CompositeTests
{
    [Fact]
    public void Collections_survive_both_ways_with_System_Text_Json() => Cases.Run(20_000, random =>
    {
        Order order = Any(random, 0);
        string json = RecordJson.SerializeToString(order);
        string theirs = JsonSerializer.Serialize(order, JsonStringTests.Web);
        Assert.Equal(theirs, JsonSerializer.Serialize(JsonSerializer.Deserialize<Order>(json, JsonStringTests.Web), JsonStringTests.Web));
        Assert.Equal(json, RecordJson.SerializeToString(RecordJson.Deserialize<Order>(theirs)));
    });

    [Fact]
    public void Every_prefix_of_a_record_is_refused()
    {
        byte[] json = RecordJson.Serialize(new Order(OrderState.Closed, [1, null, -3], new() { [-7] = "x", [8] = "é" }, new Order(default, [], [], null)));
        for (int length = 0; length < json.Length; length++)
        {
            Assert.Throws<RecordFormatException>(() => RecordJson.Deserialize<Order>(json.AsSpan(0, length)));
        }
    }

    [Theory]
    [InlineData("""{"state":"Closed"}""", OrderState.Closed)]
    [InlineData("""{"state":1}""", OrderState.Closed)]
    [InlineData("""{ "state" : "\u004Fpen" }""", OrderState.Open)]
    public void Enums_are_names_or_numbers(string json, OrderState state) => Assert.Equal(state, RecordJson.Deserialize<Order>(json).State);

    [Theory]
    [InlineData("""{"state":"Lost"}""", "$.state", "'Lost' is no member of OrderState")]
    [InlineData("""{"lines":[1,"2"]}""", "$.lines[1]", "a 32-bit integer")]
    [InlineData("""{"lines":[1,2.5]}""", "$.lines[1]", "a fraction")]
    [InlineData("""{"lines":[1,]}""", "$.lines[1]", "']'")]
    [InlineData("""{"lines":{}}""", "$.lines", "an array")]
    [InlineData("""{"notes":{"1":null}}""", "$.notes.1", "null")]
    [InlineData("""{"notes":{"a b":"x"}}""", "$.notes['a b']", "as a key")]
    [InlineData("""{"parent":{"parent":{"lines":[4]],"x":1}}}""", "$.parent.parent.lines", "']'")]
    public void Failures_name_the_path(string json, string path, string what)
    {
        RecordFormatException exception = Assert.Throws<RecordFormatException>(() => RecordJson.Deserialize<Order>(json));
        Assert.Contains($"at {path}: ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(what, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void Records_within_themselves_nest_64_deep(int depth, bool accepted)
    {
        string json = string.Concat(Enumerable.Repeat("{\"parent\":", depth - 1)) + "{}" + new string('}', depth - 1);
        if (accepted) RecordJson.Deserialize<Order>(Encoding.UTF8.GetBytes(json));
        else Assert.Throws<RecordFormatException>(() => RecordJson.Deserialize<Order>(Encoding.UTF8.GetBytes(json)));
    }

    private static Order Any(Random random, int depth) => new(
        (OrderState)random.Next(2),
        [.. Enumerable.Range(0, random.Next(5)).Select(_ => random.Next(4) == 0 ? (int?)null : (int)random.Bits())],
        Enumerable.Range(0, random.Next(4)).ToDictionary(i => (int)random.Bits() * 4 + i, _ => random.Text(loneSurrogates: false)),
        depth < 5 && random.Next(2) == 0 ? Any(random, depth + 1) : null);
}
