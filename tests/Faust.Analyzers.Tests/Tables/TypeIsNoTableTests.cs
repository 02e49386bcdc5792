namespace Faust.Analyzers.Tables;

public sealed class TypeIsNoTableTests
{
    [Theory]
    [InlineData("public sealed partial class X : Table<string, long>;")]
    [InlineData("internal partial class X : Middle;")]
    [InlineData("public partial class X : Middle { internal X() { } public X(int n) { } }")]
    [InlineData("public partial class X : {|CS0246:Missing|};")]
    public Task Accepts_tables(string declaration) => VerifyAsync(declaration);

    [Theory]
    [InlineData("public partial class [|X|];")]
    [InlineData("public partial class [|X|] : Topic<string, long>;")]
    [InlineData("public partial class [|X|] : Exception;")]
    [InlineData("public abstract partial class [|X|] : Table<string, long>;")]
    [InlineData("public partial class [|X|]<T> : Table<string, T>;")]
    [InlineData("public partial class [|X|](int n) : Table<string, long> { public int N => n; }")]
    [InlineData("public partial class [|X|] : Table<string, long> { private X() { } }")]
    [InlineData("file partial class [|X|] : Table<string, long>;")]
    public Task Reports_other_classes(string declaration) => VerifyAsync(declaration);

    private static Task VerifyAsync(string declaration) => Rule.VerifyAsync<TypeIsNoTableAnalyzer>($"""
        [Table("x")] {declaration}
        public abstract class Middle : Table<string, long>;
        """);
}
