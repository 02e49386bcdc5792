namespace Faust.Analyzers.Records;

public sealed class AmbiguousEnumNameTests
{
    [Theory]
    [InlineData("""enum E { [RecordField("x")] A, B } [Record] public partial class X { public int N { get; set; } }""")]
    [InlineData("""public enum E { [RecordField("b")] A, [RecordField("a")] B, C = 1 } [Record] public partial record X(E Member, DayOfWeek Day);""")]
    [InlineData("""public enum E { [RecordField("a, b")] A, B } [Record] public partial record X(E Member);""")]
    [InlineData("""public enum E { [RecordField("x")] A, [RecordField("x")] B } public record Unmarked(E Member);""")]
    public Task Accepts_names_that_tell(string source) => VerifyAsync(source);

    [Theory]
    [InlineData("""public enum E { [RecordField("B")] A, B } [Record] public partial record X(int N, E [|Member|]);""")]
    [InlineData("""public enum E { A, [RecordField(Aliases = new[] { "A" })] B } [Record] public partial record X(List<E?> [|Member|]);""")]
    [InlineData("""public enum E { [System.Text.Json.Serialization.JsonStringEnumMemberName("B")] A, B } [Record] public partial record X(E [|Member|]);""")]
    [InlineData("""public enum E { [System.Runtime.Serialization.EnumMember(Value = "B")] A, B } [Record] public partial record X(E [|Member|]);""")]
    [InlineData("""[Flags] public enum E { [RecordField("a,b")] A, B } [Record] public partial record X(E [|Member|]);""")]
    [InlineData("""[Flags] public enum E { [RecordField("a ")] A, B } [Record] public partial record X(Dictionary<E, int> [|Member|]);""")]
    public Task Reports_names_that_do_not(string source) => VerifyAsync(source);

    private static Task VerifyAsync(string source) => Rule.VerifyAsync<AmbiguousEnumNameAnalyzer>("#nullable enable\n" + source);
}
