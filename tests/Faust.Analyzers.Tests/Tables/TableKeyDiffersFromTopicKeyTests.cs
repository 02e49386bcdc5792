namespace Faust.Analyzers.Tables;

public sealed class TableKeyDiffersFromTopicKeyTests
{
    [Fact]
    public Task Accepts_tables_keyed_like_the_topic() => VerifyAsync("Delays delays, IServiceProvider services");

    [Fact]
    public Task Reports_tables_keyed_otherwise() => VerifyAsync("Delays delays, ById [|byId|]");

    [Fact]
    public Task Accepts_topics_keyed_otherwise() => VerifyAsync("Numbers numbers");

    private static Task VerifyAsync(string parameters) => Rule.VerifyAsync<TableKeyDiffersFromTopicKeyAnalyzer>($$"""
        [Agent<Flights>] public sealed partial class Track { public Track({{parameters}}) { } public void Handle(Flight f) { } }
        [Topic("numbers")] public sealed partial class Numbers : Topic<int, int>;
        """);
}
