namespace Faust.Analyzers.Records;

public sealed class KeyOrValueHasNoCodecTests
{
    [Theory]
    [InlineData("string", "Flight")]
    [InlineData("Flight", "long?")]
    [InlineData("byte[]", "Dictionary<string, List<Flight>>")]
    [InlineData("Guid", "{|CS0246:Missing|}")]
    public Task Accepts_what_can_be_serialized(string key, string value) => VerifyAsync($"Topic<{key}, {value}>", $"Table<{key}, {value}>", "X", "Y");

    [Theory]
    [InlineData("string", "object")]
    [InlineData("Plain", "Flight")]
    [InlineData("string", "List<Plain>")]
    [InlineData("string", "Dictionary<Flight, int>")]
    public Task Reports_what_cannot(string key, string value) => VerifyAsync($"Topic<{key}, {value}>", $"Table<{key}, {value}>", "[|X|]", "[|Y|]");

    [Fact]
    public Task Reports_key_and_value() => Rule.VerifyAsync<KeyOrValueHasNoCodecAnalyzer>("[Topic(\"x\")] public partial class [|[|X|]|] : Topic<Exception, Exception>;");

    private static Task VerifyAsync(string topic, string table, string x, string y) => Rule.VerifyAsync<KeyOrValueHasNoCodecAnalyzer>($"""
        [Topic("x")] public partial class {x} : {topic};
        [Table("y")] public partial class {y} : {table};
        public class Plain;
        """);
}
