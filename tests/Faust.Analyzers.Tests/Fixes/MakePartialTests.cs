using Faust.Analyzers.Records;
using Faust.CodeFixes;

namespace Faust.Analyzers.Fixes;

public sealed class MakePartialTests
{
    [Theory]
    [InlineData("[Record] public sealed record [|X|](int N);", "[Record] public sealed partial record X(int N);")]
    [InlineData("[Record]\nrecord struct [|X|](int N);", "[Record]\npartial record struct X(int N);")]
    [InlineData("[Record]\n// why\nstruct [|X|];", "[Record]\n// why\npartial struct X;")]
    [InlineData("interface Outer { [Record] class [|X|]; }", "partial interface Outer { [Record] partial class X; }")]
    public Task Fixes_one(string source, string @fixed) => Rule.VerifyFixAsync<TypeIsNotPartialAnalyzer, MakePartialCodeFixProvider>(source, @fixed);

    [Fact]
    public Task Fixes_types_that_share_the_one_around_them() => Rule.VerifyFixAsync<TypeIsNotPartialAnalyzer, MakePartialCodeFixProvider>(
        """
        public static class Outer
        {
            [Record]
            public record [|A|](int N);

            [Record]
            public partial record [|B|](int N);
        }
        """,
        """
        public static partial class Outer
        {
            [Record]
            public partial record A(int N);

            [Record]
            public partial record B(int N);
        }
        """);
}
