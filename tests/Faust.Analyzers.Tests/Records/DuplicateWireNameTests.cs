namespace Faust.Analyzers.Records;

public sealed class DuplicateWireNameTests
{
    [Theory]
    [InlineData("public int Ab { get; set; } public int aB { get; set; }")]
    [InlineData("public int A { get; set; } private int a;  public int Read() => a; public void Write() => a = 1;")]
    [InlineData("public int Count { get; set; } [RecordField(\"other\")] public int count;")]
    [InlineData("public int Count { get; set; } [RecordIgnore] public int count;")]
    public Task Accepts_different_names(string members) => VerifyAsync(members);

    [Theory]
    [InlineData("public int Count { get; set; } public int [|count|];")]
    public Task Reports_names_that_differ_in_their_first_letters_case(string members) => VerifyAsync(members);

    [Theory]
    [InlineData("public int Count { get; set; } [RecordField(\"count\")] public int [|Other|];")]
    [InlineData("public int Count { get; set; } [RecordField(Aliases = new[] { \"count\" })] public int [|Other|];")]
    public Task Reports_names_and_aliases_that_are_given_twice(string members) => VerifyAsync(members);

    private static Task VerifyAsync(string members) => Rule.VerifyAsync<DuplicateWireNameAnalyzer>($"[Record] public partial class X {{ {members} }}");
}
