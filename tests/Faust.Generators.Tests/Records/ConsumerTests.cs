using System.Text.RegularExpressions;
using Faust.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Faust.Generators.Tests.Records;

/// <summary>Projects that generated code must compile in, whatever their settings, without a warning.</summary>
public partial class ConsumerTests
{
    private const string Usings = "using System; using System.Collections.Generic; using Faust; using Faust.Records;";

    [Fact]
    public void Without_nullable_annotations_references_may_be_null()
    {
        object? result = new GeneratorTest { Nullable = NullableContextOptions.Disable }.Run(Usings + """
            [Record] public partial class A { public string Name { get; set; } public List<string> Tags { get; set; } public B Other { get; set; } }
            [Record] public partial record B(int X, string[] Y);
            public static class Program
            {
                public static object Main()
                {
                    var buffer = new ByteBuffer();
                    var writer = new JsonWriter(buffer);
                    A.WriteJson(ref writer, new A { Tags = new List<string> { null }, Other = new B(1, null) });
                    writer.Complete();
                    var reader = new JsonReader(buffer.WrittenSpan);
                    A read = A.ReadJson(ref reader);
                    return System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan) + read.Tags.Count;
                }
            }
            """).Execute();
        Assert.Equal("""{"name":null,"tags":[null],"other":{"x":1,"y":null}}1""", result);
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp12)]
    [InlineData(LanguageVersion.CSharp13)]
    [InlineData(LanguageVersion.Preview)]
    public void Language_versions(LanguageVersion version) => new GeneratorTest { LanguageVersion = version }.Run(Usings + """
        public enum E { A, B }
        [Record] public partial class A { public string Name { get; init; } = ""; public required E? Kind { get; set; } public Dictionary<E, int[]> D { get; set; } = new(); }
        """);

    [Fact]
    public void The_assembly_may_be_declared_compliant() => new GeneratorTest().Run(Usings + """
        [assembly: CLSCompliant(true)]
        [Record] public partial class A { public string Name { get; init; } = ""; public int X { get; init; } }
        """);

    [Fact]
    public void Obsolete_members_travel() => new GeneratorTest().Run(Usings + """
        [Record] public partial class A { [Obsolete] public string Name { get; set; } = ""; [Obsolete("x")] public E E { get; init; } }
        [Obsolete] public enum E { [Obsolete] One }
        """);

    [Fact]
    public void Members_of_enums_that_nobody_may_use_by_name_travel() => new GeneratorTest().Run(Usings + """
        public enum E : sbyte { One, [Obsolete("x", true)] Gone = -1 }
        [Flags] public enum F { A = 1, [Obsolete("x", true)] B = 2 }
        [Record(EnumAsText = true)] public partial class A { public E E { get; set; } public Dictionary<F, E?>? D { get; set; } }
        """);

    [Fact]
    public void A_member_may_be_named_like_a_discard() => new GeneratorTest().Run(Usings + """
        [Record] public partial record A(string _, int B);
        [Record] public partial class B { public string _ { get; set; } = ""; public int __ { get; init; } = 3; }
        [Record] public partial class C { [Key(0)] public int X { get; set; } [RecordIgnore] public static string _ => ""; }
        """);

    [Theory]
    [InlineData("file sealed class Own")]
    [InlineData("public static class Outer { private sealed class Own", "Outer.Money", "}")]
    public void A_converter_that_cannot_be_named_is_not_called(string declaration, string money = "Money", string end = "")
    {
        const string Body = " : IRecordConverter<Money, int> { public static int ToWire(Money m) => m.A; public static Money FromWire(int a) => new() { A = a }; }";
        string source = Usings + declaration + Body + "[Converter<Own>] public struct Money { public int A; }" + end;
        Assert.Empty(new GeneratorTest().Run(source + $"[Record] public partial class R {{ public {money} M {{ get; set; }} }}").Files);
    }

    [Fact]
    public void A_converter_of_the_records_own_may_be_private() => Assert.NotEmpty(new GeneratorTest().Run(Usings + """
        public struct Money { public int A; }
        [Record] public partial class R
        {
            [Converter<Own>] public Money M { get; set; }
            private sealed class Own : IRecordConverter<Money, int> { public static int ToWire(Money m) => m.A; public static Money FromWire(int a) => new() { A = a }; }
        }
        """).Files);

    [Fact]
    public void The_default_of_another_type_is_not_left_out()
    {
        string file = new GeneratorTest().Run(Usings + """
            [Record(OmitDefaults = true)] public partial class R { public int? X { get; set; } = default(int); }
            """).File;
        Assert.Contains("writer.WriteNull();", file, StringComparison.Ordinal);
    }

    [Fact]
    public void The_users_namespaces_shadow_nothing() => new GeneratorTest().Run("""
        namespace A.System { public class String; public class ReadOnlySpan; }
        namespace A.Faust { public class Records; }
        namespace A
        {
            [global::Faust.Record] public partial record X(string S, global::System.Collections.Generic.List<int> L, byte[] B);
        }
        """);

    [Fact]
    public void Names_that_differ_in_case_or_punctuation_get_files_of_their_own()
    {
        GeneratorTestResult result = new GeneratorTest().Run(Usings + """
            [Record] public partial record Colliding_T(int X);
            [Record] public partial record Colliding<T>(int X);
            [Record] public partial record colliding_t(int X);
            public partial class Colliding { [Record] public partial record T(int X); }
            """);
        Assert.Equal(2 * 4, result.Files.Select(f => f.HintName.ToUpperInvariant()).Distinct().Count());
        Assert.All(result.Files, f => Assert.Matches(HintName(), f.HintName));
    }

    [Fact]
    public void Several_declarations_of_a_type_are_one_record()
    {
        GeneratorTestResult result = new GeneratorTest().Run(
            Usings + "[Record] public partial class A { public int X { get; set; } }",
            Usings + "[Serializable] public partial class A { public int Y { get; set; } }",
            "partial class A { public int Z { get; init; } }");
        Assert.Contains("\"z\":", result.File, StringComparison.Ordinal);
    }

    [Fact]
    public void The_order_of_files_changes_nothing()
    {
        string[] sources =
        [
            Usings + "[Record] public partial class A { public int X { get; set; } public int W { get; set; } }",
            Usings + "[Record] public partial record B(A One, C Two);",
            Usings + "public partial class A { public int Y { get; set; } } [Record] public partial record struct C(int Z);",
        ];
        var test = new GeneratorTest();
        CSharpCompilation compilation = test.Compilation(sources);
        CSharpCompilation reversed = compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(compilation.SyntaxTrees.Reverse());
        Assert.Equal(Texts(compilation), Texts(reversed));

        IEnumerable<string> Texts(CSharpCompilation c) => test.Driver().RunGenerators(c).GetRunResult().GeneratedTrees
            .OrderBy(t => t.FilePath, StringComparer.Ordinal)
            .Select(t => t.ToString());
    }

    [Fact]
    public void Records_of_another_assembly_are_members()
    {
        GeneratorTestResult library = new GeneratorTest().Run(Usings + "namespace Lib; [Record] public partial record A(int X); [Record] public partial class Base { public int Y { get; init; } = 3; }");
        using var image = new MemoryStream();
        Assert.True(library.Output.Emit(image).Success);
        image.Position = 0;
        new GeneratorTest { MoreReferences = [MetadataReference.CreateFromStream(image)] }
            .Run(Usings + "[Record] public partial record B(Lib.A One, List<Lib.A>? More); [Record] public partial class C : Lib.Base { public int Z { get; init; } = 4; }");
    }

    [Fact]
    public void Inherited_records_hide_what_they_must() => new GeneratorTest().Run(Usings + """
        [Record] public partial class A { public int X { get; set; } }
        public class B : A { public virtual int Y { get; set; } }
        [Record] public partial class C : B { public override int Y { get => base.Y; } public new string X { get; set; } = ""; }
        """);

    [Fact]
    public void Types_with_failures_are_left_out_and_others_are_not()
    {
        GeneratorTestResult result = new GeneratorTest().Run(Usings + """
            [Record] public partial record Bad(object X);
            [Record] public partial record Good(int X);
            """);
        Assert.StartsWith("Good.Record.", Assert.Single(result.MainFiles).HintName, StringComparison.Ordinal);
    }

    [Fact]
    public void Defaults_of_the_assembly_hold_where_a_record_says_nothing()
    {
        GeneratorTestResult result = new GeneratorTest().Run(
            Usings + "[Record] public partial record A(int OrderId); [Record(Naming = RecordNaming.CamelCase)] public partial record B(int OrderId);",
            "[assembly: Faust.RecordDefaults(Naming = Faust.RecordNaming.SnakeCase)]");
        Assert.Contains("\"order_id\":", result.MainFiles.Single(f => f.HintName.StartsWith("A.", StringComparison.Ordinal)).Text, StringComparison.Ordinal);
        Assert.Contains("\"orderId\":", result.MainFiles.Single(f => f.HintName.StartsWith("B.", StringComparison.Ordinal)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Look_alikes_are_not_what_they_seem()
    {
        GeneratorTestResult result = new GeneratorTest().Run("""
            namespace Other { public class RecordAttribute : System.Attribute; public class List<T>; public struct Guid; }
            namespace X
            {
                using Other;
                [Record] public partial record A(int X);
                [Faust.Record] public partial record B(List<int> X);
                [Faust.Record] public partial record C(Guid X);
            }
            """);
        Assert.Empty(result.Files);
    }

    [GeneratedRegex(@"^[A-Za-z0-9._]+\.Record(\.MessagePack)?\.[0-9a-f]{8}\.g\.cs$")]
    private static partial Regex HintName();
}
