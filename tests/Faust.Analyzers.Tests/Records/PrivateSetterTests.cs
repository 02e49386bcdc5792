namespace Faust.Analyzers.Records;

public sealed class PrivateSetterTests
{
    [Theory]
    [InlineData("[Record] public partial class X { public int A { get; set; } public int B { get; init; } public int C => A; public int D { get; } = 1; public List<int> E => []; }")]
    [InlineData("[Record] public partial class X { [RecordIgnore] public int A { get; private set; } private int B { get; set; } }")]
    [InlineData("[Record] public partial class X { public X(int a) { A = a; } public int A { get; private set; } }")]
    [InlineData("[Record] public partial record X(int A) { public int A { get; private set; } = A; }")]
    [InlineData("public class Unmarked { public int A { get; private set; } }")]
    public Task Accepts_what_travels_or_is_not_meant_to(string source) => VerifyAsync(source);

    [Theory]
    [InlineData("[Record] public partial class X { public int [|A|] { get; private set; } public int B { get; set; } }")]
    [InlineData("[Record] public partial record X(int N) { public string? [|A|] { get; internal set; } public int [|B|] { get; protected init; } }")]
    [InlineData("[Record] public partial class X { public X(long a) { } public X() { } public int [|A|] { get; private set; } }")]
    [InlineData("[Record] public partial class X { public List<int> [|A|] { get; } = []; public int B { get; set; } }")]
    public Task Reports_what_stays_behind(string source) => VerifyAsync(source);

    private static Task VerifyAsync(string source) => Rule.VerifyAsync<PrivateSetterAnalyzer>("#nullable enable\n" + source);
}
