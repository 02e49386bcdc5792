namespace Faust.Analyzers.Records;

public sealed class UnionCannotBeClosedTests
{
    private const string Case = " [Record] public sealed partial record A(int N) : X;";

    [Theory]
    [InlineData("[Record, RecordUnion, RecordCase<A>] public abstract partial record X;" + Case)]
    [InlineData("[Record, RecordCase<A>] public abstract partial record X;" + Case)]
    [InlineData("[Record, RecordUnion, RecordCase<A>, RecordCase<X>] public partial record X;" + Case)]
    [InlineData("[Record, RecordUnion, RecordCase<A>] public partial interface X; [Record] public partial struct A : X;")]
    [InlineData("""[Record, System.Text.Json.Serialization.JsonDerivedType(typeof(A), "a")] public abstract partial record X;""" + Case)]
    public Task Accepts_what_lists_all_it_may_be(string source) => VerifyAsync(source);

    [Theory]
    [InlineData("[RecordUnion, RecordCase<A>] public abstract partial record [|X|];" + Case)]
    [InlineData("[RecordCase<A>] public abstract partial record [|X|];" + Case)]
    [InlineData("[Record, RecordUnion] public abstract partial record [|X|];" + Case)]
    [InlineData("[Record, RecordUnion, RecordCase<A>] public partial record [|X|];" + Case)]
    [InlineData("[Record, RecordUnion, RecordCase<A>] public abstract partial record [|X|]<T>; [Record] public sealed partial record A(int N) : X<int>;")]
    [InlineData("""[Record, RecordUnion(Discriminator = ""), RecordCase<A>] public abstract partial record [|X|];""" + Case)]
    [InlineData("""[Record, RecordUnion(Discriminator = "__faust"), RecordCase<A>] public abstract partial record [|X|];""" + Case)]
    [InlineData("""[Record, System.Text.Json.Serialization.JsonDerivedType(typeof(A), "a")] public partial record [|X|];""" + Case)]
    public Task Reports_what_does_not(string source) => VerifyAsync(source);

    private static Task VerifyAsync(string source) => Rule.VerifyAsync<UnionCannotBeClosedAnalyzer>(source);
}
