using Faust.Analyzers.Records;
using Faust.CodeFixes;

namespace Faust.Analyzers.Fixes;

public sealed class AddRecordCaseTests
{
    [Fact]
    public Task Fixes_one() => Rule.VerifyFixAsync<RecordIsNoCaseAnalyzer, AddRecordCaseCodeFixProvider>(
        """
        namespace Shop
        {
            [Record, RecordUnion(Discriminator = "type")]
            [RecordCase<Card>("card")]
            public abstract partial record Method;

            [Record]
            public partial record Card : Method;

            [Record]
            public partial record [|Transfer|] : Method;
        }
        """,
        """
        namespace Shop
        {
            [Record, RecordUnion(Discriminator = "type")]
            [RecordCase<Card>("card")]
            [RecordCase<Transfer>]
            public abstract partial record Method;

            [Record]
            public partial record Card : Method;

            [Record]
            public partial record Transfer : Method;
        }
        """);

    [Fact]
    public Task Fixes_several_of_one_hierarchy() => Rule.VerifyFixAsync<RecordIsNoCaseAnalyzer, AddRecordCaseCodeFixProvider>(
        """
        [Record, RecordCase<A>]
        public partial interface I;

        [Record] public partial record A : I;
        [Record] public partial record [|B|] : I;
        [Record] public partial record [|C|] : I;
        """,
        """
        [Record, RecordCase<A>]
        [RecordCase<B>]
        [RecordCase<C>]
        public partial interface I;

        [Record] public partial record A : I;
        [Record] public partial record B : I;
        [Record] public partial record C : I;
        """,
        iterations: 2);
}
