using System.Text.Json;
using System.Text.Json.Serialization;
using Faust.Generators.Tests.Records.Types;
using Faust.Records;

namespace Faust.Generators.Tests.Records;

public class EnumNameTests
{
    private static readonly JsonSerializerOptions Reference = new(Json.Reference) { Converters = { new JsonStringEnumConverter() } };

    private static readonly RenamedEnums Some = new(Grade.High, null, Rights.None, [], SignedRights.A, Weekday.Monday);

    [Fact]
    public void Names_are_those_of_attributes()
    {
        Assert.Equal(
            """{"grade":"the \"middle\" ü","maybe":"low","rights":"read","keys":{"Both":"High"},"signed":"Sign","day":"tu"}""",
            Twice(new(Grade.Middle, Grade.Low, Rights.Read, new() { [Rights.Both] = Grade.High }, SignedRights.Sign, Weekday.Tuesday)));
        Assert.Equal(Weekday.Tuesday, Json.Read<RenamedEnums>(Json.Write(Some).Replace("\"mo\"", "\"di\"", StringComparison.Ordinal)).Day);
        Assert.Throws<RecordFormatException>(() => Json.Read<RenamedEnums>(Json.Write(Some).Replace("\"mo\"", "\"Monday\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void Combined_flags_are_the_references()
    {
        const int Seed = 77;
        var random = new Random(Seed);
        Rights[] all = Enum.GetValues<Rights>();
        for (int i = 0; i < 2000; i++)
        {
            Rights rights = all.Where(_ => random.Next(3) == 0).Aggregate(Rights.None, (a, b) => a | b);
            if (random.Next(10) == 0) rights |= (Rights)random.Next(64);
            SignedRights signed = (SignedRights)(sbyte)random.Next(-128, 128);
            RenamedEnums value = Some with { Rights = rights, Signed = signed, Keys = new() { [rights] = Grade.Low } };
            string ours = Twice(value);
            using JsonDocument reference = JsonDocument.Parse(JsonSerializer.Serialize(value, Reference));
            using JsonDocument written = JsonDocument.Parse(ours);
            foreach (string member in new[] { "grade", "rights", "keys", "signed" })
            {
                Assert.True(
                    JsonElement.DeepEquals(reference.RootElement.GetProperty(member), written.RootElement.GetProperty(member)),
                    $"Seed {Seed}, {i}: {ours} is not {reference.RootElement}");
            }
        }
    }

    [Theory]
    [InlineData("Write,read", 3)]
    [InlineData(" read , Execute ", 9)]
    [InlineData("Both, Write", 3)]
    [InlineData("9223372036854775809", (ulong)1 + long.MaxValue + 1)]
    public void Combinations_are_read_in_any_order(string text, ulong bits) => Assert.Equal((Rights)bits, Read(text).Rights);

    [Theory]
    [InlineData("read,")]
    [InlineData(",")]
    [InlineData("read Write")]
    [InlineData("read, write")]
    [InlineData("Read, Write")]
    [InlineData("read, 2")]
    public void What_is_no_combination_is_refused(string text)
    {
        RecordFormatException error = Assert.Throws<RecordFormatException>(() => Read(text));
        Assert.Contains("$.rights", error.Message, StringComparison.Ordinal);
    }

    private static RenamedEnums Read(string rights) =>
        RecordJson.Deserialize<RenamedEnums>(Json.Write(Some).Replace("\"None\"", $"\"{rights}\"", StringComparison.Ordinal));

    private static string Twice(RenamedEnums value)
    {
        Packed.RoundTrip(value);
        string json = Json.Write(value);
        Assert.Equal(json, Json.Write(Json.Read<RenamedEnums>(json)));
        return json;
    }
}
