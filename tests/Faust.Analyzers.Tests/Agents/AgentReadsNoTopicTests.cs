namespace Faust.Analyzers.Agents;

public sealed class AgentReadsNoTopicTests
{
    [Theory]
    [InlineData("Flights")]
    [InlineData("Indirect")]
    public Task Accepts_declared_topics(string topic) => VerifyAsync($"[Agent<{topic}>]");

    [Theory]
    [InlineData("string")]
    [InlineData("Delays")]
    [InlineData("Unmarked")]
    [InlineData("Topic<string, Flight>")]
    public Task Reports_other_types(string topic) => VerifyAsync($"[[|Agent<{topic}>|]]");

    [Fact]
    public Task Accepts_what_the_compiler_reports() => VerifyAsync("[Agent<{|CS0246:Missing|}>]");

    private static Task VerifyAsync(string attribute) => Rule.VerifyAsync<AgentReadsNoTopicAnalyzer>($$"""
        {{attribute}} public sealed partial class Track { public void Handle(Flight f) { } }
        public abstract class FlightTopic : Topic<string, Flight>;
        public partial class Unmarked : FlightTopic;
        [Topic("indirect")] public partial class Indirect : FlightTopic;
        """);
}
