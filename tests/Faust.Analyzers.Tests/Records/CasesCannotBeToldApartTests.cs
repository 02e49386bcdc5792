namespace Faust.Analyzers.Records;

public sealed class CasesCannotBeToldApartTests
{
    private const string Types = """
         public abstract partial record X;
        [Record(Namespace = "app.A")] public sealed partial record A(int N) : X;
        [Record] public sealed partial record B(int N) : X;
        """;

    [Theory]
    [InlineData("[Record, RecordCase<A>, RecordCase<B>]")]
    [InlineData("[Record, RecordCase<A>(\"app.A\"), RecordCase<B>(\"app.B\")]")]
    [InlineData("[Record, RecordUnion(Discriminator = \"t\"), RecordCase<A>(1), RecordCase<B>(\"1\")]")]
    [InlineData("[Record, System.Text.Json.Serialization.JsonDerivedType(typeof(A), 1)]")]
    public Task Accepts_values_that_differ(string attributes) => VerifyAsync(attributes);

    [Theory]
    [InlineData("[Record, RecordCase<A>, [|RecordCase<A>(\"b\")|]]")]
    [InlineData("[Record, RecordCase<A>, [|RecordCase<B>(\"app.A\")|]]")]
    [InlineData("[Record, RecordUnion(Discriminator = \"t\"), RecordCase<A>(\"1\"), [|RecordCase<B>(\"1\")|]]")]
    [InlineData("[Record, [|RecordCase<B>(1)|]]")]
    [InlineData("[Record, [|RecordCase<A>(\"b\")|]]")]
    [InlineData("[Record, [|System.Text.Json.Serialization.JsonDerivedType(typeof(A))|]]")]
    public Task Reports_values_that_do_not(string attributes) => VerifyAsync(attributes);

    private static Task VerifyAsync(string attributes) => Rule.VerifyAsync<CasesCannotBeToldApartAnalyzer>(attributes + Types);
}
