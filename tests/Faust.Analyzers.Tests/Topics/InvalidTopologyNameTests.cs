namespace Faust.Analyzers.Topics;

public sealed class InvalidTopologyNameTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("A-z_0.9")]
    [InlineData("...")]
    public Task Accepts_names_that_Kafka_allows(string name) => VerifyAsync($"[Topic(\"{name}\")]", $"[Table(name: \"{name}\")]");

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("ä")]
    public Task Reports_names_that_it_does_not(string name) => VerifyAsync($"[Topic([|\"{name}\"|])]", $"[Table(name: [|\"{name}\"|])]");

    [Fact]
    public Task Accepts_the_longest_names() => VerifyAsync($"[Topic(\"{new string('a', 249)}\")]", $"[Table(\"{new string('a', 237)}\")]");

    [Fact]
    public Task Reports_longer_ones() => VerifyAsync($"[Topic([|\"{new string('a', 250)}\"|])]", $"[Table([|\"{new string('a', 238)}\"|])]");

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    [InlineData("[|-1|]")]
    public Task Reports_negative_numbers_of_partitions(string partitions) => VerifyAsync($"[Topic(\"a\", Partitions = {partitions})]", "");

    private static Task VerifyAsync(string topic, string table) => Rule.VerifyAsync<InvalidTopologyNameAnalyzer>($"""
        {topic} public partial class SomeTopic : Topic<string, long>;
        {table} public partial class SomeTable : Table<string, long>;
        """);
}
