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
            public struct Money; public class Zone; public struct Both;
            public class Cents : Faust.Records.IRecordConverter<Money, long> { public static long ToWire(Money m) => 0; public static Money FromWire(long w) => default; }
            public class Cents2 : Faust.Records.IRecordConverter<Money, long> { public static long ToWire(Money m) => 0; public static Money FromWire(long w) => default; }
            public class Whole : Faust.Records.IRecordConverter<Money, int> { public static int ToWire(Money m) => 0; public static Money FromWire(int w) => default; }
            public class MoneyText : Faust.Records.IRecordConverter<Money, string?> { public static string? ToWire(Money m) => null; public static Money FromWire(string? w) => default; }
            public class Own : Faust.Records.IRecordConverter<Money>
            {
                public static void WriteJson(ref Faust.Records.JsonWriter writer, Money value) { }
                public static Money ReadJson(ref Faust.Records.JsonReader reader) => default;
            }
            public class Own2 : Faust.Records.IRecordConverter<Money>
            {
                public static void WriteJson(ref Faust.Records.JsonWriter writer, Money value) { }
                public static Money ReadJson(ref Faust.Records.JsonReader reader) => default;
            }
            [System.Text.Json.Serialization.JsonSerializable(typeof(Zone)), System.Text.Json.Serialization.JsonSerializable(typeof(Both))]
            public partial class Context : System.Text.Json.Serialization.JsonSerializerContext
            {
                public Context() : base(null) { }
                protected override System.Text.Json.JsonSerializerOptions? GeneratedSerializerOptions => null;
                public override System.Text.Json.Serialization.Metadata.JsonTypeInfo? GetTypeInfo(Type type) => null;
            }
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
    [InlineData("(int X, string Y) A", "(int P, string Q) A")]
    [InlineData("List<int> A", "System.Collections.Immutable.ImmutableStack<int> A")]
    [InlineData("[Converter<Cents>] Money A", "[Converter<Cents2>] Money A")]
    [InlineData("[Converter<Cents>] Money A", "long A")]
    [InlineData("[Converter<Cents>] Dictionary<Money, int> A", "Dictionary<long, int> A")]
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
    [InlineData("(int, string) A", "(long, string?) A")]
    [InlineData("Tuple<int, string> A", "(int, string) A")]
    [InlineData("[Converter<Whole>] Money A", "[Converter<Cents>] Money A")]
    [InlineData("[Converter<Cents>] Money A", "[Converter<Cents>] Money? A")]
    [InlineData("[Converter<Whole>] List<Money> A", "HashSet<long> A")]
    [InlineData("System.Net.IPAddress A", "string A")]
    [InlineData("Dictionary<System.Net.IPAddress, int> A", "Dictionary<string, int> A")]
    [InlineData("System.Text.Json.Nodes.JsonObject A", "System.Text.Json.Nodes.JsonNode A")]
    [InlineData("System.Text.Json.Nodes.JsonNode A", "System.Text.Json.JsonElement A")]
    [InlineData("ulong A", "UInt128 A")]
    [InlineData("long A", "Int128 A")]
    [InlineData("long A", "System.Numerics.BigInteger A")]
    [InlineData("Half A", "float A")]
    [InlineData("int A", "[Key(0)] int A")]
    [InlineData("[Key(0)] int A", "[Key(0)] long A")]
    [InlineData("[Key(0)] int A", "[Key(0)] int A, [Key(1)] int B")]
    [InlineData("[Key(3)] int A", "[Key(3), RecordField(Aliases = new[] { \"a\" })] int B")]
    [InlineData("int A, string? B", "int A, string? B, string? C")]
    [InlineData("int A", "int A, int B")]
    [InlineData("int A", "int A, string B = \"x\"")]
    [InlineData("string A", "[RecordField(Aliases = new[] { \"a\" })] string B")]
    public Task Reports_what_can_be_read_as_missing_lines(string before, string after) => VerifyAsync(before, after, "FAUST0021");

    [Theory]
    [InlineData("int A, int B", "int A")]
    [InlineData("int A, int B", "int A, [property: RecordIgnore] int B = 1")]
    [InlineData("[Key(0)] int A, [Key(1)] int B", "[Key(0)] int A")]
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
    [InlineData("(int, string) A", "(int, int) A")]
    [InlineData("(int, int) A", "(int, int, int) A")]
    [InlineData("(int, int) A", "List<int> A")]
    [InlineData("(int, int) A", "KeyValuePair<int, int> A")]
    [InlineData("[Converter<Cents>] Money A", "[Converter<Whole>] Money A")]
    [InlineData("[Converter<MoneyText>] Money A", "string A = \"\"")]
    [InlineData("[Converter<Own>] Money A", "[Converter<Own2>] Money A")]
    [InlineData("[Converter<Own>] Money A", "[Converter<Cents>] Money A")]
    [InlineData("[JsonContext<Context>] Zone A", "[JsonContext<Context>] Both A")]
    [InlineData("string A", "System.Net.IPAddress A")]
    [InlineData("System.Net.IPAddress A", "System.Net.IPNetwork A")]
    [InlineData("Dictionary<System.Net.IPAddress, int> A", "Dictionary<System.Net.IPNetwork, int> A")]
    [InlineData("int A", "System.Text.Json.JsonElement A")]
    [InlineData("System.Text.Json.JsonElement A", "System.Text.Json.Nodes.JsonNode A")]
    [InlineData("System.Text.Json.Nodes.JsonNode A", "System.Text.Json.Nodes.JsonObject A")]
    [InlineData("Int128 A", "System.Numerics.BigInteger A")]
    [InlineData("long A", "UInt128 A")]
    [InlineData("[Key(0)] int A", "int A")]
    [InlineData("[Key(0)] int A", "[Key(1)] int A")]
    [InlineData("[Key(0)] int A, [Key(1)] int B", "[Key(1)] int A, [Key(0)] int B")]
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

    [Theory]
    [InlineData("A, [RecordField(\"b\")] B", "A, [RecordField(\"b\")] Better")]
    [InlineData("A, B", "A, [RecordField(\"b\", Aliases = new[] { \"B\" })] B", "FAUST0021")]
    [InlineData("A, [RecordField(Aliases = new[] { \"b\" })] B", "A, B")]
    [InlineData("A, B", "A, [RecordField(\"b\")] B", "FAUST0021", "FAUST0022")]
    public Task Reports_enums_by_the_names_that_attributes_give(string before, string after, params string[] ids) => VerifyProgramAsync(
        $"[Record(EnumAsText = true)] public partial record struct R(E A, (int, E) B); public enum E {{ {before} }}",
        $"[Record(EnumAsText = true)] public partial record struct R(E A, (int, E) B); public enum E {{ {after} }}",
        ids);

    [Theory]
    [InlineData("A = 1, B = 2", "A = 1, [RecordField(\"b\", Aliases = new[] { \"B\" })] B = 2")]
    [InlineData("[RecordField(\"A\")] B = 1", "[RecordField(\"B\")] B = 1")]
    public Task Accepts_other_names_for_the_numbers_of_enums(string before, string after) => VerifyProgramAsync(
        $"[Record] public partial record struct R(E A); public enum E {{ {before} }}", $"[Record] public partial record struct R(E A); public enum E {{ {after} }}");

    [Fact]
    public Task Reports_text_of_flags_that_are_flags_no_more() => VerifyProgramAsync(
        "[Record(EnumAsText = true)] public partial record struct R(E A); [Flags] public enum E { A = 1, B = 2 }",
        "[Record(EnumAsText = true)] public partial record struct R(E A); public enum E { A = 1, B = 2 }",
        "FAUST0023");

    [Fact]
    public async Task Reports_an_enum_once_that_travels_both_as_text_and_as_a_number()
    {
        const string Members = "[Record] public partial record struct R(E A, [RecordField(EnumAsText = true)] E B); public enum E ";
        string schema = await Evolution.SchemaOfAsync(Members + "{ A, B }");
        Assert.Equal(["FAUST0022", "FAUST0022"], (await Evolution.CompareAsync(Members + "{ A }", schema)).Select(d => d.Id));
    }

    [Fact]
    public async Task Reports_a_place_that_another_member_had()
    {
        string before = Program("[Key(0)] int A, [Key(1)] int B");
        string schema = await Evolution.SchemaOfAsync(before);
        Assert.Contains("App.R.b: int key 1\n", schema);
        Assert.Equal(["FAUST0022", "FAUST0023"], Ids(await Evolution.CompareAsync(Program("[Key(0)] int A, [Key(1)] int C"), schema)));

        string gone = Evolution.Write(schema, await Evolution.CompareAsync(Program("[Key(0)] int A"), schema));
        Assert.Contains("removed App.R.b: int key 1\n", gone);
        Assert.Equal(["FAUST0023"], Ids(await Evolution.CompareAsync(Program("[Key(0)] int A, [Key(1)] int C"), gone)));
        Assert.Equal(["FAUST0021"], Ids(await Evolution.CompareAsync(Program("[Key(0)] int A, [Key(2)] int C"), gone)));
        Assert.Equal(["FAUST0021"], Ids(await Evolution.CompareAsync(before, gone)));
    }

    private const string Card = "[Record] public sealed partial record Card(int N) : Pay; [Record] public sealed partial record Cash(int N) : Pay; ";

    [Theory]
    [InlineData("RecordCase<Card>(\"card\")", "RecordCase<Card>(\"card\"), RecordCase<Cash>(\"cash\")", "FAUST0021")]
    [InlineData("RecordCase<Card>(\"card\"), RecordCase<Cash>(\"cash\")", "RecordCase<Cash>(\"cash\"), RecordCase<Card>(\"card\")")]
    [InlineData("RecordCase<Card>(\"card\"), RecordCase<Cash>(\"cash\")", "RecordCase<Cash>(\"cash\")", "FAUST0022")]
    [InlineData("RecordCase<Card>(\"card\")", "RecordCase<Card>(\"plastic\")", "FAUST0021", "FAUST0022")]
    [InlineData("RecordCase<Card>(\"card\"), RecordCase<Cash>(\"cash\")", "RecordCase<Card>(\"cash\"), RecordCase<Cash>(\"card\")", "FAUST0023")]
    [InlineData("RecordCase<Card>(1)", "RecordCase<Card>(\"1\")", "FAUST0021", "FAUST0022")]
    [InlineData("RecordUnion(Discriminator = \"type\"), RecordCase<Card>", "RecordUnion(Discriminator = \"kind\"), RecordCase<Card>", "FAUST0023")]
    [InlineData("RecordCase<Card>, RecordCase<Cash>(\"a \\\"b\\\" = c by d\")", "RecordCase<Card>(\"Card\"), RecordCase<Cash>(\"a \\\"b\\\" = c by d\")")]
    public Task Reports_cases_by_what_tells_them_apart(string before, string after, params string[] ids) => VerifyProgramAsync(
        Card + $"[Record, {Discriminated(before)}] public abstract partial record Pay;", Card + $"[Record, {Discriminated(after)}] public abstract partial record Pay;", ids);

    [Theory]
    [InlineData("[Record, RecordUnion, RecordCase<A>] public abstract partial record Pay; [Record(Namespace = \"a\")] public sealed partial record A : Pay;",
        "[Record, RecordUnion, RecordCase<A>] public abstract partial record Pay; [Record(Namespace = \"b\")] public sealed partial record A : Pay;", "FAUST0021", "FAUST0022")]
    [InlineData("[Record] public partial record Pay(int A);", "[Record, RecordUnion(Discriminator = \"t\"), RecordCase<Pay>, RecordCase<B>] public partial record Pay(int A); [Record] public partial record B : Pay { public B() : base(0) { } }", "FAUST0021", "FAUST0023")]
    [InlineData("[Record, RecordUnion(Discriminator = \"t\"), RecordCase<Pay>] public partial record Pay(int A);", "[Record] public partial record Pay(int A);", "FAUST0022")]
    [InlineData("[Record] public partial record Pay;", "[Record] public partial record Pay(string A);", "FAUST0024")]
    [InlineData("[Record] public partial record Pay;", "[Record] public partial record Pay(string? A);", "FAUST0021")]
    [InlineData("[Record] public partial record Pay;", "", "FAUST0022")]
    [InlineData("[Record(Namespace = \"a\")] public partial record Pay(decimal A);", "[Record] public partial record Pay(decimal A);", "FAUST0022")]
    [InlineData("[Record(Namespace = \"a\")] public partial record Pay(decimal A);", "[Record(Namespace = \"b\")] public partial record Pay(decimal A);")]
    [InlineData("[Record(Namespace = \"a\")] public partial record Pay(string A);", "[Record] public partial record Pay(string A);")]
    [InlineData("[Record] public partial record Pay(List<decimal> A);", "[Record(Namespace = \"a\")] public partial record Pay(List<decimal> A);", "FAUST0021")]
    public Task Reports_records_as_a_whole(string before, string after, params string[] ids) => VerifyProgramAsync(before, after, ids);

    [Fact]
    public async Task Reports_another_record_for_the_discriminator_of_a_removed_case()
    {
        const string Both = Card + "[Record, RecordUnion(Discriminator = \"t\"), RecordCase<Card>(\"x\"), RecordCase<Cash>(\"y\")] public abstract partial record Pay;";
        string one = Both.Replace("RecordCase<Card>(\"x\"), ", "", StringComparison.Ordinal);
        string schema = await Evolution.SchemaOfAsync(Both);
        Assert.Contains("union Pay.x = Card by t\n", schema);
        schema = Evolution.Write(schema, await Evolution.CompareAsync(one, schema));
        Assert.Contains("removed union Pay.x = Card by t\n", schema);
        Assert.Empty(await Evolution.CompareAsync(one, schema));
        Assert.Equal(["FAUST0021"], Ids(await Evolution.CompareAsync(Both, schema)));

        string other = one.Replace("RecordCase<Cash>(\"y\")", "RecordCase<Cash>(\"y\"), RecordCase<New>(\"x\")", StringComparison.Ordinal) + "[Record] public sealed partial record New : Pay;";
        Assert.Equal(["FAUST0021", "FAUST0023"], Ids(await Evolution.CompareAsync(other, schema)));
        Assert.Empty(await Evolution.CompareAsync(other, Evolution.Write(schema, await Evolution.CompareAsync(other, schema))));
    }

    [Fact]
    public async Task Reports_names_that_only_MessagePack_has()
    {
        const string Contract = "namespace MessagePack { public class KeyAttribute(string name) : Attribute { public string Name => name; } } ";
        const string Named = Contract + "[Record] public partial record struct R([property: MessagePack.Key(\"a b\")] int A);";
        string schema = await Evolution.SchemaOfAsync(Named);
        Assert.Contains("R.a: int key \"a b\"\n", schema);
        Assert.Empty(await Evolution.CompareAsync(Named, schema));
        Assert.Equal(["FAUST0023"], Ids(await Evolution.CompareAsync("[Record] public partial record struct R(int A);", schema)));
        string alias = Named.Replace("[property: MessagePack.Key(\"a b\")]", "[RecordField(Aliases = new[] { \"a b\" })]", StringComparison.Ordinal);
        Assert.Equal(["FAUST0021"], Ids(await Evolution.CompareAsync(alias, schema)));
    }

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
        // To make it optional, which another rule would advise, would not help.
        Assert.Equal(["FAUST0023"], Ids(await Evolution.CompareAsync(Program("int A, Uri Note"), schema)));
        Assert.Equal(["FAUST0023"], Ids(await Evolution.CompareAsync(Program("int A, Uri? Note"), schema)));
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
    [InlineData("[Key(0)] int A", "[Key(1)] int A")]
    [InlineData("[Key(0)] int A, [Key(1)] int B", "[Key(1)] int A, [Key(0)] int B")]
    [InlineData("[Key(0)] int A, [Key(1)] int B", "[Key(0)] int A, [Key(1)] int C")]
    [InlineData("[Key(0)] int A", "int A")]
    [InlineData("(int, int) A", "(int, string) A")]
    [InlineData("[Converter<Own>] Money A", "[Converter<Cents>] Money A")]
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

    private static string Discriminated(string attributes) =>
        attributes.StartsWith("RecordUnion", StringComparison.Ordinal) ? attributes : "RecordUnion(Discriminator = \"type\"), " + attributes;

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
