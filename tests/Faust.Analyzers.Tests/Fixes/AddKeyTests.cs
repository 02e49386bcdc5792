using Faust.Analyzers.Records;
using Faust.CodeFixes;

namespace Faust.Analyzers.Fixes;

public sealed class AddKeyTests
{
    [Theory]
    [InlineData("[Record] public partial record X([Key(0)] int A, string [|B|], int [|C|]);", "[Record] public partial record X([Key(0)] int A, [Key(1)] string B, [Key(2)] int C);", 2)]
    [InlineData(
        """
        [Record]
        public partial class X
        {
            [Key(3)] public int A { get; set; }

            /// <summary>Documented.</summary>
            public int [|B|] { get; set; }

            public int [|C|];
        }
        """,
        """
        [Record]
        public partial class X
        {
            [Key(3)] public int A { get; set; }

            /// <summary>Documented.</summary>
            [Key(4)]
            public int B { get; set; }

            [Key(5)]
            public int C;
        }
        """,
        2)]
    public Task Fixes_by_the_next_keys(string source, string @fixed, int iterations) =>
        Rule.VerifyFixAsync<MemberHasNoKeyAnalyzer, AddKeyCodeFixProvider>(source, @fixed, iterations);
}
