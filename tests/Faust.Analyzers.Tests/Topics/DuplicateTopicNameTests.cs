using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;

namespace Faust.Analyzers.Topics;

public sealed class DuplicateTopicNameTests
{
    [Theory]
    [InlineData("a", "b")]
    [InlineData("a", "A")]
    [InlineData("a-b", "a_b")]
    public Task Accepts_different_names(string first, string second) => VerifyAsync(first, "First", second, "Second");

    [Theory]
    [InlineData("a", "a")]
    [InlineData("a.b", "a_b")]
    public Task Reports_the_later_by_name(string first, string second) => VerifyAsync(first, "First", second, "[|Second|]");

    [Fact]
    public Task Reports_the_later_by_name_wherever_it_stands() => VerifyAsync("a", "[|Second|]", "a", "First");

    [Fact]
    public Task Reports_what_a_referenced_module_has_already() => VerifyReferenceAsync("[assembly: FaustModule(typeof(Library.Module))]", "[|Own|]");

    [Fact]
    public Task Accepts_what_no_module_registers() => VerifyReferenceAsync("", "Own");

    private static Task VerifyReferenceAsync(string module, string own)
    {
        var test = new FixTest<DuplicateTopicNameAnalyzer, EmptyCodeFixProvider>
        {
            TestCode = $"[Faust.Topic(\"a\")] public partial class {own} : Faust.Topic<string, long>;",
        };
        var library = new ProjectState("Library", LanguageNames.CSharp, "/Library/", "cs");
        library.Sources.Add($$"""
            using Faust;
            {{module}}
            namespace Library
            {
                public static class Module;
                public static class Outer { [Topic("a")] public partial class Theirs : Topic<string, long>; }
            }
            """);
        library.AdditionalReferences.AddRange(TestSources.References);
        test.TestState.AdditionalProjects.Add("Library", library);
        test.TestState.AdditionalProjectReferences.Add("Library");
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static Task VerifyAsync(string firstName, string first, string secondName, string second) =>
        Rule.VerifyAsync<DuplicateTopicNameAnalyzer>($"""
            [Topic("{firstName}")] public partial class {first} : Topic<string, long>;
            [Topic("{secondName}")] public partial class {second} : Topic<string, long>;
            """);
}
