using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Numerics;
using Faust.Generators.Tests.Records.Types;
using Faust.Records;

namespace Faust.Generators.Tests.Records;

public class RareTypesTests
{
    [Fact]
    public void Collections_are_the_references()
    {
        const int Seed = 5;
        var random = new Random(Seed);
        for (int i = 0; i < 300; i++)
        {
            int[] numbers = [.. Enumerable.Range(0, i % 6).Select(_ => random.Next(-9, 9))];
            string[] texts = [.. numbers.Distinct().Select(n => $"t{n}")];
            Json.RoundTrip(new RareCollections(
                new(numbers), new(texts.Take(1).ToDictionary(t => t, t => t.Length)), [.. numbers], [.. texts],
                [.. numbers], ImmutableList.CreateRange(numbers), texts.Take(1).ToImmutableHashSet(), numbers.Take(1).ToImmutableDictionary(n => n, n => (string?)null),
                i % 2 == 0 ? null : ImmutableQueue.CreateRange(numbers), new(texts.Take(1).Select(t => KeyValuePair.Create(t, 2)))));
        }
    }

    // System.Text.Json writes stacks from their top and pushes what it reads in that order, which turns them round.
    [Fact]
    public void Stacks_are_written_from_their_bottom()
    {
        var value = new Stacks(new([1, 2, 3]), new ConcurrentStack<int>([4, 5]), [6, 7], ImmutableStack.Create("a", "b"), new([8, 9]), new(new HashSet<int> { 10 }), new(new Dictionary<string, int> { ["a"] = 1 }), [null]);
        string json = Json.Write(value);
        Assert.Equal("""{"stack":[1,2,3],"concurrent":[4,5],"immutable":[6,7],"interface":["a","b"],"readOnly":[8,9],"readOnlySet":[10],"readOnlyDictionary":{"a":1},"bag":[null]}""", json);
        Packed.RoundTrip(value);
        Stacks read = Json.Read<Stacks>(json);
        Assert.Equal(json, Json.Write(read));
        Assert.Equal((3, 7, "b"), (read.Stack.Peek(), read.Immutable.Peek(), read.Interface!.Peek()));
    }

    [Fact]
    public void Keys_are_the_references()
    {
        const int Seed = 6;
        var random = new Random(Seed);
        for (int i = 0; i < 1000; i++)
        {
            byte[] bytes = new byte[16];
            random.NextBytes(bytes);
            float single = BitConverter.ToSingle(bytes);
            double number = BitConverter.ToDouble(bytes, 4);
            Half half = BitConverter.ToHalf(bytes, 2);
            var huge = new UInt128(BitConverter.ToUInt64(bytes), BitConverter.ToUInt64(bytes, 8));
            if (!float.IsFinite(single) || !double.IsFinite(number) || !Half.IsFinite(half)) continue;
            Json.RoundTrip(new RareKeys(
                new() { [single] = 1 }, i % 2 == 0 ? new() { [number] = 1 } : new() { [i / 4.0] = 2 }, new() { [new decimal(random.Next(), i, i, i % 2 == 0, (byte)(i % 28))] = 1 },
                new() { [half] = 1 }, new() { [(Int128)huge] = 1 }, new() { [huge] = 1 }, new() { [new Version(i, 2, 3)] = 1 },
                new() { [i % 2 == 0 ? new Uri($"https://ü/{i}?\"") : new Uri("a b", UriKind.Relative)] = 1 }));
        }
    }

    [Theory]
    [InlineData("singles", "x")]
    [InlineData("doubles", " 1")]
    [InlineData("decimals", "1,5")]
    [InlineData("halves", "NaN")]
    [InlineData("halves", "1 ")]
    [InlineData("int128s", "1.0")]
    [InlineData("uInt128s", "-1")]
    [InlineData("versions", "1")]
    public void Keys_that_are_none_are_refused(string member, string key)
    {
        const string Empty = """{"singles":{},"doubles":{},"decimals":{},"halves":{},"int128s":{},"uInt128s":{},"versions":{},"uris":{}}""";
        string json = Empty.Replace($"\"{member}\":{{}}", $"\"{member}\":{{\"{key}\":1}}", StringComparison.Ordinal);
        RecordFormatException error = Assert.Throws<RecordFormatException>(() => RecordJson.Deserialize<RareKeys>(json));
        Assert.Contains($"'{key}'", error.Message, StringComparison.Ordinal);
        Assert.Contains("$." + member, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Integers_have_as_many_digits_as_can_be_read_in_no_time()
    {
        string longest = "-" + new string('9', JsonReader.MaxBigIntegerDigits);
        Assert.Equal(BigInteger.Parse(longest, null), Json.Read<Big>($$"""{"value":{{longest}},"all":[]}""").Value);
        Assert.Contains(":" + longest + ",", Json.Write(new Big(BigInteger.Parse(longest, null), null, [])), StringComparison.Ordinal);
        RecordFormatException error = Assert.Throws<RecordFormatException>(
            () => RecordJson.Deserialize<Big>($$"""{"value":{{new string('9', 5_000_000)}},"all":[]}"""));
        Assert.Equal(9, error.Offset);
        Assert.Contains("10000 digits", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Json.Write(new Big(BigInteger.Parse(longest + "9", null), null, [])));

        Assert.Equal("""{"keys":{"-5":1}}""", Json.Write(Json.Read<BigKeys>("""{"keys":{"-5":1}}""")));
        string key = new('9', 5_000_000);
        error = Assert.Throws<RecordFormatException>(() => Json.Read<BigKeys>("{\"keys\":{\"" + key + "\":1}}"));
        Assert.True(error.Message.Length < 500, "The message repeats the key");
    }
}
