namespace Faust.Analyzers.Records;

public sealed class RecordIsNoCaseTests
{
    [Theory]
    [InlineData("[Record, RecordCase<A>] public abstract partial record X; [Record] public partial record A : X;")]
    [InlineData("[Record, RecordCase<A>] public abstract partial record X; [Record] public partial record A : X; public record B : X;")]
    [InlineData("[Record, RecordCase<A>] public abstract partial record X; [Record, RecordUnion(Discriminator = \"s\"), RecordCase<B>] public abstract partial record A : X; [Record] public partial record B : A;")]
    [InlineData("[Record, RecordCase<A>, RecordCase<X>] public partial record X; [Record] public partial record A : X;")]
    public Task Accepts_what_is_listed(string source) => VerifyAsync(source);

    [Theory]
    [InlineData("[Record, RecordCase<A>] public abstract partial record X; [Record] public partial record A : X; [Record] public partial record [|B|] : X;")]
    [InlineData("[Record, RecordCase<A>] public abstract partial record X; [Record] public partial record A : X; [Record] public partial record [|B|] : A;")]
    [InlineData("[Record, RecordCase<A>] public partial interface X; [Record] public partial record A : X; [Record] public partial struct [|B|] : X;")]
    [InlineData("[Record, RecordCase<A>, RecordCase<X>] public partial record X; [Record] public partial record A : X; [Record] public partial record [|B|] : X;")]
    public Task Reports_what_is_not(string source) => VerifyAsync(source);

    private static Task VerifyAsync(string source) => Rule.VerifyAsync<RecordIsNoCaseAnalyzer>(source);
}
