namespace Faust.Analyzers.Records;

public sealed class TypeCannotBeRecordTests
{
    [Theory]
    [InlineData("[Record] public partial record X(int A);")]
    [InlineData("[Record] public partial class X { public X() { } public X(int a) { A = a; } public int A { get; set; } }")]
    [InlineData("[Record] public partial class X { public X(int a) { A = a; } public int A { get; } }")]
    [InlineData("[Record] public readonly partial record struct X(int A);")]
    [InlineData("[Record] public partial record X([RecordIgnore] object? A = null);")]
    public Task Accepts_what_can_be_created(string source) => VerifyAsync(source);

    [Theory]
    [InlineData("[Record] public abstract partial record [|X|](int A);")]
    [InlineData("[Record] public static partial class [|X|];")]
    [InlineData("[Record] public ref partial struct [|X|];")]
    [InlineData("[Record] file partial class [|X|];")]
    [InlineData("[Record] public partial class [|X|] { private X() { } }")]
    [InlineData("[Record] public partial class [|X|] { public X(int a) { } public X(long a) { } }")]
    [InlineData("[Record] public partial class X { public X(int [|b|]) { A = b; } public int A { get; } }")]
    [InlineData("[Record] public partial class X { public X(long [|a|]) { A = (int)a; } public int A { get; } }")]
    [InlineData("[Record] public partial record X([RecordIgnore] object [|A|]);")]
    [InlineData("[Record] public partial class X { [RecordIgnore] public required object [|A|] { get; set; } }")]
    public Task Reports_what_cannot(string source) => VerifyAsync(source);

    private static Task VerifyAsync(string source) => Rule.VerifyAsync<TypeCannotBeRecordAnalyzer>(source);
}
