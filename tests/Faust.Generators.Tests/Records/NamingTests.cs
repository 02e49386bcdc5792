extern alias Generator;

using System.Text.Json;
using Faust.Generators.Tests.Records.Types;
using Generator::Faust.Generators.Helpers;

namespace Faust.Generators.Tests.Records;

public class NamingTests
{
    private static readonly (RecordNaming Naming, JsonNamingPolicy? Policy)[] Policies =
    [
        (RecordNaming.CamelCase, JsonNamingPolicy.CamelCase),
        (RecordNaming.PascalCase, null),
        (RecordNaming.SnakeCase, JsonNamingPolicy.SnakeCaseLower),
        (RecordNaming.KebabCase, JsonNamingPolicy.KebabCaseLower),
    ];

    [Theory]
    [InlineData("Id")]
    [InlineData("ID")]
    [InlineData("id")]
    [InlineData("I")]
    [InlineData("OrderId")]
    [InlineData("IOStream")]
    [InlineData("XMLReader")]
    [InlineData("SHA512Hash")]
    [InlineData("SHA512")]
    [InlineData("A1B2C3")]
    [InlineData("a1b2c3")]
    [InlineData("already_snake_Case")]
    [InlineData("_under")]
    [InlineData("__Two__Under__")]
    [InlineData("ÄÖÜber")]
    [InlineData("größeXÄ")]
    [InlineData("ǅungla")]
    [InlineData("名前Name")]
    public void Names_are_those_of_the_reference(string name)
    {
        foreach ((RecordNaming naming, JsonNamingPolicy? policy) in Policies)
        {
            Assert.Equal(policy?.ConvertName(name) ?? name, WireName.Convert(name, (int)naming));
        }
    }

    [Fact]
    public void Names_and_exclusions_of_System_Text_Json_count_where_there_are_none_of_ours()
    {
        Assert.Equal("""{"alpha":1,"ours":2,"d":4}""", Json.Write(new NamedForJson(1, 2, 3) { D = 4 }));
        Json.RoundTrip(new NamedAsReference(1, "x", 3));
    }

    [Fact]
    public void A_base_records_parameter_names_the_inherited_member_too()
    {
        Assert.Equal("""{"x":1}""", Json.Write(new NamedBase(1)));
        Assert.Equal("""{"b":2,"x":1}""", Json.Write(new NamedDerived(1, 2)));
        Assert.Equal(new NamedDerived(1, 2), Json.Read<NamedDerived>("""{"b":2,"x":1}"""));
    }

    [Fact]
    public void Random_names_are_those_of_the_reference()
    {
        const string Letters = "aabcdzABCDZ019_ßéÉǅʰ名";
        var random = new Random(20);
        for (int i = 0; i < 20_000; i++)
        {
            string name = string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => Letters[random.Next(Letters.Length)]));
            Names_are_those_of_the_reference(name);
        }
    }

    [Fact]
    public void A_records_naming_is_the_references()
    {
        Assert.Equal("""{"order_id":1,"xml_body2":"x","lines_of_text":["y"],"Given":2}""", Both(new SnakeNamed(1, "x", ["y"], 2), JsonNamingPolicy.SnakeCaseLower));
        Assert.Equal("""{"order-id":1}""", Both(new KebabNamed(1), JsonNamingPolicy.KebabCaseLower));
        Assert.Equal("""{"OrderId":1}""", Both(new PascalNamed(1), null));
    }

    [Fact]
    public void Names_may_be_any_text()
    {
        var value = new OddNames(1, 2, 3, 4, 5, 6);
        Assert.Equal(
            """{"":1,"a \"quoted\" \\ name":2,"\u000a\u0001":3,"größe 😀":4,"\"\"\"":5,"""[..^1] + ",\"\u2028\":6}",
            Json.RoundTrip(value));
    }

    [Fact]
    public void Aliases_are_read_and_never_written()
    {
        var value = new Renamed(1, "x") { Note = "y" };
        Assert.Equal("""{"id":1,"client":"x","note":"y"}""", Json.Write(value));
        Assert.Equal(value, Json.Read<Renamed>("""{"id":1,"customer":"x","remark":"y"}"""));
        Assert.Equal(value, Json.Read<Renamed>("""{"note":"y","buyer name":"x","Id":1}"""));
        Assert.Equal(new Renamed(0, "z"), Json.Read<Renamed>("""{"client":"x","customer":"z"}"""));
    }

    [Fact]
    public void Ignored_members_do_not_travel()
    {
        Assert.Equal("""{"id":1}""", Json.RoundTrip(new WithIgnored(1, "unseen") { Later = new object(), Field = 5 }));
        WithIgnored read = Json.Read<WithIgnored>("""{"id":1,"cache":"x","later":{},"field":7}""");
        Assert.Equal((1, "none", null, 3), (read.Id, read.Cache, read.Later, read.Field));
    }

    private static string Both<T>(T value, JsonNamingPolicy? policy)
        where T : Faust.Records.IJsonRecord<T>
    {
        var options = new JsonSerializerOptions { PropertyNamingPolicy = policy };
        string json = Json.Write(value);
        Assert.Equal(JsonSerializer.Serialize(value, options), json);
        Assert.Equal(json, Json.Write(Json.Read<T>(json)));
        Assert.Equal(json, Json.Write(Json.Read<T>(Json.Reordered(json))));
        return json;
    }
}
