namespace Faust.Analyzers.Records;

public sealed class TypeCannotBeCaseTests
{
    private const string Union = "public abstract partial record X;";

    [Theory]
    [InlineData("[Record, RecordCase<A>] " + Union + " [Record] public partial record A(int N) : X;")]
    [InlineData("[Record, RecordCase<A<int>>] " + Union + " [Record] public partial record A<T> : X;")]
    [InlineData("[Record, RecordCase<A>, RecordUnion(Discriminator = \"t\")] " + Union
        + " [Record, RecordUnion(Discriminator = \"s\"), RecordCase<B>] public abstract partial record A : X; [Record] public partial record B(int N) : A;")]
    [InlineData("[Record, RecordCase<A>, RecordCase<B>] " + Union + " [Record] public partial record A : X; [Record] public partial record B : A;")]
    public Task Accepts_records_that_derive_from_it(string source) => VerifyAsync(source);

    [Theory]
    [InlineData("[Record, [|RecordCase<A>|]] " + Union + " public partial record A(int N) : X;")]
    [InlineData("[Record, [|RecordCase<int>|]] " + Union)]
    [InlineData("[Record, [|RecordCase<A>|]] " + Union + " [Record] public partial record A(int N);")]
    [InlineData("[Record, [|RecordCase<X>|]] " + Union)]
    [InlineData("[Record, [|RecordCase<A>|]] " + Union
        + " [Record, RecordCase<B>] public abstract partial record A : X; [Record] public partial record B(int N) : A;")]
    [InlineData("[Record, RecordUnion(Discriminator = \"n\"), [|RecordCase<A>|]] " + Union + " [Record] public partial record A(int N) : X;")]
    [InlineData("[Record, [|System.Text.Json.Serialization.JsonDerivedType(typeof(A<>), 1)|]] " + Union + " [Record] public partial record A<T> : X;")]
    public Task Reports_others(string source) => VerifyAsync(source);

    private static Task VerifyAsync(string source) => Rule.VerifyAsync<TypeCannotBeCaseAnalyzer>(source);
}
