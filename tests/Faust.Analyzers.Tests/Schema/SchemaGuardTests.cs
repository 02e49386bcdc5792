using Microsoft.CodeAnalysis;

namespace Faust.Analyzers.Schema;

/// <summary>Each case is a program that was written, and the one that comes after it.</summary>
public sealed class SchemaGuardTests
{
    private const string Others = """
        namespace App
        {
            public enum Low { A, B } public enum Wide : long { A, B } public enum Small : byte { A, B }
            [Record] public partial record struct Point(int X, int Y); [Record] public partial record struct Spot(int X, int Y);
        }
        """;

    [Theory]
    [InlineData("int A", "int A")]
    [InlineData("int A, int B", "int B, int A")]
    [InlineData("int A", "[RecordField(\"a\")] int Renamed")]
    public Task Accepts_what_is_the_same_on_the_wire(string before, string after) => VerifyAsync(before, after);

    [Theory]
    [InlineData("int[] A", "List<int> A")]
    [InlineData("Dictionary<string, int> A", "SortedDictionary<string, int> A")]
    public Task Accepts_other_classes_for_the_same_data(string before, string after) => VerifyAsync(before, after);

    [Theory]
    [InlineData("int A", "long A")]
    [InlineData("byte A", "short A")]
    [InlineData("ushort A", "uint A")]
    [InlineData("uint A", "long A")]
    [InlineData("uint A", "double A")]
    [InlineData("ushort A", "float A")]
    [InlineData("ulong A", "decimal A")]
    [InlineData("float A", "double A")]
    [InlineData("int A", "int? A")]
    [InlineData("string A", "string? A")]
    [InlineData("int[] A", "HashSet<long> A")]
    [InlineData("Dictionary<int, Point> A", "Dictionary<long, Point?> A")]
    [InlineData("Low A", "int A")]
    [InlineData("Small A", "int A")]
    [InlineData("[RecordField(EnumAsText = true)] Low A", "Low A")]
    [InlineData("KeyValuePair<int, int> A", "KeyValuePair<int, long> A")]
    [InlineData("int A, string? B", "int A, string? B, string? C")]
    [InlineData("int A", "int A, int B")]
    [InlineData("int A", "int A, string B = \"x\"")]
    [InlineData("string A", "[RecordField(Aliases = new[] { \"a\" })] string B")]
    public Task Reports_what_can_be_read_as_missing_lines(string before, string after) => VerifyAsync(before, after, "FAUST0021");

    [Theory]
    [InlineData("int A, int B", "int A")]
    [InlineData("int A, int B", "int A, [property: RecordIgnore] int B = 1")]
    [InlineData("int A, int B", "int A, [ExtensionData] Faust.Records.RecordExtensionData? More = null")]
    [InlineData("int A", "int B", "FAUST0021")]
    public Task Reports_members_that_are_gone(string before, string after, string more = "") => VerifyAsync(before, after, "FAUST0022", more);

    [Theory]
    [InlineData("long A", "int A")]
    [InlineData("int A", "uint A")]
    [InlineData("long A", "double A")]
    [InlineData("double A", "float A")]
    [InlineData("int? A", "int A")]
    [InlineData("string? A", "string A = \"\"")]
    [InlineData("int A", "string A")]
    [InlineData("byte[] A", "List<byte> A")]
    [InlineData("List<int?> A", "List<int> A")]
    [InlineData("Dictionary<int, int> A", "Dictionary<string, int> A")]
    [InlineData("KeyValuePair<int, int> A", "KeyValuePair<int, short> A")]
    [InlineData("Point A", "Spot A")]
    [InlineData("Point A", "int A")]
    [InlineData("Low A", "byte A")]
    [InlineData("[RecordField(EnumAsText = true)] Low A", "int A")]
    [InlineData("string? A = null", "string A")]
    [InlineData("System.DateTime A", "System.DateTimeOffset A")]
    public Task Reports_types_that_do_not_read_what_was_written(string before, string after) => VerifyAsync(before, after, "FAUST0023");

    [Theory]
    [InlineData("int A", "int A, string B")]
    [InlineData("int A", "int A, List<int> B")]
    public Task Reports_new_members_that_are_required(string before, string after) => VerifyAsync(before, after, "FAUST0024");

    [Fact]
    public Task Reports_members_that_become_required() => VerifyProgramAsync(
        "[Record] public partial class R { public int A { get; set; } }",
        "[Record] public partial class R { public required int A { get; set; } }",
        "FAUST0023");

    [Fact]
    public Task Accepts_that_a_required_member_need_not_be_there_any_more() => VerifyProgramAsync(
        "[Record] public partial class R { public required int A { get; set; } }",
        "[Record] public partial class R { public int A { get; set; } }",
        "FAUST0021");

    [Theory]
    [InlineData("A, B", "A, B, C", "FAUST0021")]
    [InlineData("A, B", "B, A", "FAUST0023")]
    [InlineData("A, B", "A, Better", "FAUST0021")]
    [InlineData("A, B", "A", "FAUST0022")]
    [InlineData("A, B", "A, New, B", "FAUST0023", "FAUST0021")]
    public Task Reports_enums_by_their_numbers(string before, string after, params string[] ids) => VerifyProgramAsync(
        $"[Record] public partial record struct R(E Member); public enum E {{ {before} }}",
        $"[Record] public partial record struct R(E Member); public enum E {{ {after} }}",
        ids);

    [Theory]
    [InlineData("A, B", "B, A")]
    [InlineData("A, B", "A, B, C", "FAUST0021")]
    [InlineData("A, B", "A, Better", "FAUST0021", "FAUST0022")]
    public Task Reports_enums_by_their_names(string before, string after, params string[] ids) => VerifyProgramAsync(
        $"[Record(EnumAsText = true)] public partial record struct R(List<E> Members); public enum E {{ {before} }}",
        $"[Record(EnumAsText = true)] public partial record struct R(List<E> Members); public enum E {{ {after} }}",
        ids);

    [Fact]
    public Task Reports_records_that_are_gone() => VerifyProgramAsync(
        "namespace App { public partial class Outer<T> { [Record] public partial record struct R(int A, int B); } }", "", "FAUST0022");

    [Theory]
    [InlineData("namespace App { public partial class Outer<T, U> { [Record] public partial record struct R(int A); } }")]
    [InlineData("[Record] public partial record struct R(int A);")]
    [InlineData("namespace @class.A { public partial struct @if { [Record] public partial record struct @in(int @int); } }")]
    [InlineData("[Record] public partial record struct Page<T>(List<T> Items, Page<T>[] Pages) where T : Faust.Records.IJsonRecord<T>;")]
    [InlineData("[Record] public partial record struct R([RecordField(\"a: \\\"b\\\" # \\n é\")] int A, [RecordField(Aliases = new[] { \"x.y\", \"\" })] int B);")]
    [InlineData("[Record] public partial record struct R(KeyValuePair<string, List<R[]>?> A);")]
    public Task Accepts_whatever_it_wrote_itself(string program) => VerifyProgramAsync(program, program);

    [Fact]
    public async Task Reports_every_line_that_a_chain_of_changes_once_wrote()
    {
        // Text is read as an enum that travels as a number, and those numbers as an int; the text is not.
        string schema = await Evolution.SchemaOfAsync(Program("[RecordField(EnumAsText = true)] Low A"));
        schema = Evolution.Write(schema, await Evolution.CompareAsync(Program("Low A"), schema));
        Assert.Equal(["FAUST0023"], Ids(await Evolution.CompareAsync(Program("int A"), schema)));
    }

    [Fact]
    public async Task Reports_another_type_under_the_name_of_a_removed_member()
    {
        string schema = await Evolution.SchemaOfAsync(Program("int A, string? Note"));
        schema = Evolution.Write(schema, await Evolution.CompareAsync(Program("int A"), schema));
        Assert.Contains("removed App.R.note: string?\n", schema);
        Assert.Equal(["FAUST0021"], Ids(await Evolution.CompareAsync(Program("int A, string? Note"), schema)));
        Assert.Equal(["FAUST0023"], Ids(await Evolution.CompareAsync(Program("int A, int Note"), schema)));
    }

    [Fact]
    public async Task Reports_aliases_that_move_to_another_member()
    {
        // Data have either name, so neither member can do without the other's.
        string schema = await Evolution.SchemaOfAsync(Program("string Customer"));
        schema = Evolution.Write(schema, await Evolution.CompareAsync(Program("[RecordField(Aliases = new[] { \"customer\" })] string Client"), schema));
        const string Moved = "string Client, [RecordField(Aliases = new[] { \"customer\" })] string? Name = null";
        Assert.Equal(["FAUST0023"], Ids(await Evolution.CompareAsync(Program(Moved), schema)));
    }

    [Theory]
    [InlineData("int A, int B", "int A")]
    [InlineData("long A", "int A")]
    [InlineData("string? A", "string A")]
    [InlineData("int A", "int A, string B")]
    [InlineData("Low A", "string A")]
    [InlineData("string? A", "[RecordField(Aliases = new[] { \"a\" })] string B")]
    public async Task Accepts_what_is_recorded(string before, string after)
    {
        string schema = await Evolution.SchemaOfAsync(Program(before));
        string recorded = Evolution.Write(schema, await Evolution.CompareAsync(Program(after), schema));
        Assert.Contains("\nremoved App.R.", recorded);
        Assert.Empty(await Evolution.CompareAsync(Program(after), recorded));
    }

    [Fact]
    public async Task Reports_what_is_missing_at_the_member_and_what_is_gone_at_the_record_and_the_line()
    {
        const string Schema = "#faust-schema 1\nApp.R.a: int\nApp.R.gone: int\nApp.Lost.a: int\n";
        Diagnostic[] diagnostics = [.. (await Evolution.CompareAsync("namespace App { [Record] public partial record struct R(int A, int New); }", Schema)).OrderBy(d => d.Id).ThenBy(d => d.Location.Kind)];
        Assert.Equal(["FAUST0021", "FAUST0022", "FAUST0022"], diagnostics.Select(d => d.Id));
        Assert.Equal("New", TextAt(diagnostics[0].Location));
        Assert.Equal("R", TextAt(diagnostics[1].Location));
        Assert.Equal(2, Assert.Single(diagnostics[1].AdditionalLocations).GetLineSpan().StartLinePosition.Line);
        Assert.Equal(3, diagnostics[2].Location.GetLineSpan().StartLinePosition.Line);
        Assert.EndsWith("faust.schema.txt", diagnostics[2].Location.GetLineSpan().Path);
    }

    private static string TextAt(Location location) => location.SourceTree!.ToString().Substring(location.SourceSpan.Start, location.SourceSpan.Length);

    private static string Program(string members) => Others + $"namespace App {{ [Record] public sealed partial record R({members}); }}";

    private static Task VerifyAsync(string before, string after, params string[] ids) => VerifyProgramAsync(Program(before), Program(after), ids);

    private static async Task VerifyProgramAsync(string before, string after, params string[] ids)
    {
        string schema = await Evolution.SchemaOfAsync(before);
        Assert.Empty(await Evolution.CompareAsync(before, schema));
        Assert.Equal(ids.Where(i => i.Length > 0).Order(), Ids(await Evolution.CompareAsync(after, schema)));
    }

    private static IEnumerable<string> Ids(IEnumerable<Diagnostic> diagnostics) => diagnostics.Select(d => d.Id).Distinct().Order();
}
