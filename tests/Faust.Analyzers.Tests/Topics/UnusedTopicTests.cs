using Microsoft.CodeAnalysis;

namespace Faust.Analyzers.Topics;

public sealed class UnusedTopicTests
{
    private const string Main = "public static class Program { public static void Main() { } }";

    [Theory]
    [InlineData("[Agent<Numbers>] public sealed partial class Track { public void Handle(int n) { } }")]
    [InlineData("public sealed class Sender(Numbers numbers) { public Numbers Topic => numbers; }")]
    [InlineData("public sealed class Sender { public Type Topic => typeof(Numbers); }")]
    [InlineData("public sealed class Sender { public object? Topic(IServiceProvider s) => s.GetService(typeof(global::Numbers)); }")]
    public Task Accepts_topics_that_are_mentioned(string user) => VerifyAsync($"[Topic(\"n\")] public partial class Numbers : Topic<int, int>; {user} {Main}");

    [Theory]
    [InlineData("public sealed partial class [|Numbers|] : Topic<int, int>;")]
    [InlineData("public sealed partial class [|Numbers|] : Topic<int, int> { public static Numbers? Instance { get; set; } }")]
    [InlineData("/** <see cref=\"Numbers\"/> */ public sealed partial class [|Numbers|] : Topic<int, int>;")]
    public Task Reports_topics_that_nothing_mentions(string declaration) => VerifyAsync($"[Topic(\"n\")] {declaration} {Main}");

    [Fact]
    public Task Reports_only_hidden_topics_of_libraries() => Rule.VerifyAsync<UnusedTopicAnalyzer>(
        """
        [Topic("n")] public partial class Numbers : Topic<int, int>;
        [Topic("h")] internal partial class [|Hidden|] : Topic<int, int>;
        """,
        OutputKind.DynamicallyLinkedLibrary,
        declarations: false);

    private static Task VerifyAsync(string source) =>
        Rule.VerifyAsync<UnusedTopicAnalyzer>("#nullable enable\n" + source, OutputKind.ConsoleApplication, declarations: false);
}
