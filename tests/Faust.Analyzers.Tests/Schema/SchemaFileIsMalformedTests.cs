using Microsoft.CodeAnalysis;

namespace Faust.Analyzers.Schema;

public sealed class SchemaFileIsMalformedTests
{
    [Theory]
    [InlineData("")]
    [InlineData("\r\n\r\n")]
    [InlineData("#faust-schema 1")]
    [InlineData("\n#faust-schema 1\r\n\r\n# why\r\nR.a: int   # since 2026\r\nremoved R.b: string? required\r\n")]
    [InlineData("#faust-schema 1\nR.a: int\nR.a: long\nremoved R.b: missing\nenum E.A = -1\nenum E.\"a b\"\nremoved enum E.C = 2\n")]
    [InlineData("#faust-schema 1\nA.Page<A.X, B>.\"#\": map<enum<E, byte, text>, list<A.Page<int[]>?>?>? required\nR.c: pair<\"a b\": int, value: int> alias of \"x y\"")]
    [InlineData("#faust-schema 1\nR.a: int key 0\nR.b: tuple<int, text<A.B>?> required key 3\nR.c: json<node> key \"a b\"\nR.d: custom<A.B, A.C<D>>\nR.e: json")]
    [InlineData("#faust-schema 1\r\nrecord R\r\nremoved faust A.Page<A.X, B>\r\nunion R.1 = A by t\r\nunion R.\"1\" = B by \"$type\" # why\r\nunion R.\"a = b by c\" = C<D, E> by t")]
    public async Task Accepts_lines_of_every_form(string schema) => Assert.Empty(await ReportedAsync(schema));

    [Theory]
    [InlineData("nonsense")]
    [InlineData("R.a:int")]
    [InlineData("R.a: list<int")]
    [InlineData("R.a: list<int, int>")]
    [InlineData("R.a: map<int>")]
    [InlineData("R.a: enum")]
    [InlineData("R.a: int optional")]
    [InlineData("R.a: int??")]
    [InlineData("R.a b: int")]
    [InlineData("a: int")]
    [InlineData(".a: int")]
    [InlineData("enum E.A = one")]
    [InlineData("R.a: int key")]
    [InlineData("R.a: int key x")]
    [InlineData("R.a: int key -1")]
    [InlineData("R.a: int key 1 required")]
    [InlineData("R.a: int alias of b key 1")]
    [InlineData("R.a: tuple")]
    [InlineData("R.a: json<a, b>")]
    [InlineData("R.a: custom")]
    [InlineData("record R.a: int")]
    [InlineData("faust")]
    [InlineData("union R.a = A")]
    [InlineData("union R.a by t")]
    [InlineData("union R.a b = A by t")]
    [InlineData("union R.a = A by")]
    [InlineData("<<<<<<< HEAD")]
    [InlineData("removed")]
    public async Task Reports_lines_of_no_form(string line)
    {
        Diagnostic diagnostic = Assert.Single(await ReportedAsync("#faust-schema 1\r\nR.ok: int\r\n" + line + "\r\n"));
        Assert.Equal(2, diagnostic.Location.GetLineSpan().StartLinePosition.Line);
        Assert.Contains($"'{line}'", diagnostic.GetMessage());
    }

    [Theory]
    [InlineData("R.a: int")]
    [InlineData("#faust-schema 2\nR.a: int")]
    [InlineData("# faust-schema 1\n")]
    public async Task Reports_another_first_line(string schema)
    {
        Diagnostic diagnostic = Assert.Single(await ReportedAsync(schema));
        Assert.Equal(0, diagnostic.Location.GetLineSpan().StartLinePosition.Line);
        Assert.Contains("'#faust-schema 1'", diagnostic.GetMessage());
    }

    [Fact]
    public async Task Reports_a_line_that_is_there_twice()
    {
        Diagnostic diagnostic = Assert.Single(await ReportedAsync("#faust-schema 1\nR.a: int\nR.b: int\nR.a: int # again\n"));
        Assert.Equal(3, diagnostic.Location.GetLineSpan().StartLinePosition.Line);
    }

    [Fact]
    public async Task Reports_all_files_but_the_one_that_is_read()
    {
        const string Program = "[Record] public partial record struct R(int A);";
        Diagnostic diagnostic = Assert.Single(await Evolution.CompareAsync(
            Program,
            new SchemaAdditionalText("nonsense", "/project/z/faust.schema.txt"),
            new SchemaAdditionalText("#faust-schema 1\r\nR.a: int\r\n", "/project/a/Faust.Schema.txt")));
        Assert.Equal("FAUST0025", diagnostic.Id);
        Assert.Equal("/project/z/faust.schema.txt", diagnostic.Location.GetLineSpan().Path);
        Assert.Contains("another one", diagnostic.GetMessage());
    }

    private static async Task<IEnumerable<Diagnostic>> ReportedAsync(string schema) =>
        (await Evolution.CompareAsync("", schema)).Where(d => d.Id == "FAUST0025");
}
