using Faust.Analyzers.Records;
using Faust.CodeFixes;

namespace Faust.Analyzers.Fixes;

public sealed class LetMemberTravelTests
{
    [Fact]
    public Task Fixes_by_ignoring() => Rule.VerifyFixAsync<PrivateSetterAnalyzer, LetMemberTravelCodeFixProvider>(
        """
        [Record]
        public partial class X
        {
            /// <summary>What it is.</summary>
            public int [|A|] { get; private set; }

            [Obsolete]
            public string? [|B|] { get; private set; }
        }
        """,
        """
        [Record]
        public partial class X
        {
            /// <summary>What it is.</summary>
            [RecordIgnore]
            public int A { get; private set; }

            [RecordIgnore]
            [Obsolete]
            public string? B { get; private set; }
        }
        """,
        iterations: 2);

    [Fact]
    public Task Fixes_by_opening_the_setter() => Rule.VerifyFixAsync<PrivateSetterAnalyzer, LetMemberTravelCodeFixProvider>(
        """
        [Record]
        public partial class X
        {
            public int [|A|] { get; private set; } = 1;
            public string? [|B|] { get; protected init; }
        }
        """,
        """
        [Record]
        public partial class X
        {
            public int A { get; init; } = 1;
            public string? B { get; init; }
        }
        """,
        iterations: 2,
        action: 1);
}
