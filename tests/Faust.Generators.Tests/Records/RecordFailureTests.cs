extern alias Generator;

using Faust.Generators.Tests.Harness;
using Generator::Faust.Generators.Model;
using Generator::Faust.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Faust.Generators.Tests.Records;

/// <summary>What keeps a type from being a record, as the analyzers will report it.</summary>
public class RecordFailureTests
{
    // As MessagePack-CSharp declares it.
    private const string ForeignAnnotations =
        "namespace MessagePack { public class KeyAttribute : System.Attribute { public KeyAttribute(int x) { } public KeyAttribute(string x) { } } }";

    [Theory]
    [InlineData("[Record] public record A(int X);", "NotPartial")]
    [InlineData("public class O { [Record] public partial record A(int X); }", "NotPartial")]
    [InlineData("[Record] public abstract partial record A(int X);", "NotConstructible:abstract")]
    [InlineData("[Record] public static partial class A;", "NotConstructible:static")]
    [InlineData("[Record] public ref partial struct A;", "NotConstructible:ref")]
    [InlineData("[Record] file partial record A(int X);", "NotConstructible:file")]
    [InlineData("[Record] public partial class A { private A() { } public int X { get; set; } }", "NoConstructor")]
    [InlineData("[Record] public partial class A { public A(int x) { } public A(int x, int y) { } public int X { get; set; } }", "NoConstructor")]
    [InlineData("[Record] public partial class A { public A(int y) { } public int X { get; set; } }", "UnmatchedParameter(y):y")]
    [InlineData("[Record] public partial class A { public A(long x) { } public int X { get; set; } }", "UnmatchedParameter(x):x")]
    [InlineData("[Record] public partial class A { public A(out int x) { x = 1; } public int X { get; set; } }", "UnmatchedParameter(x):x")]
    [InlineData("[Record] public partial record A(object X);", "UnsupportedMember(X):object")]
    [InlineData("[Record] public partial record A(List<System.Exception?>? X);", "UnsupportedMember(X):Exception?")]
    [InlineData("[Record] public partial record A(int[,] X, nint Y);", "UnsupportedMember(X):int[*,*] UnsupportedMember(Y):nint")]
    [InlineData("[Record] public partial record A((int, Exception) X);", "UnsupportedMember(X):Exception")]
    [InlineData("[Record] public partial record A<T>(T X);", "UnconstrainedTypeParameter(X):T")]
    [InlineData("[Record] public partial record A<T>(T[] X) where T : struct;", "UnconstrainedTypeParameter(X):T")]
    [InlineData("[Record] public partial record A(Dictionary<(int, int), int> X);", "UnsupportedKey(X):(int, int)")]
    [InlineData("[Record] public partial record A(Dictionary<A, int> X);", "UnsupportedKey(X):A")]
    [InlineData("[Record] public partial record A(int Id) { public int id { get; set; } }", "DuplicateName(id):id")]
    [InlineData("[Record] public partial record A(int Id, [RecordField(\"id\")] int X);", "DuplicateName(X):id")]
    [InlineData("[Record] public partial record A(int Id, [property: RecordField(Aliases = new[] { \"b\", \"id\" })] int X);", "DuplicateName(X):id")]
    [InlineData("[Record] public partial record A([RecordField(Aliases = new[] { \"a\" })] int X, [RecordField(Aliases = new[] { \"a\" })] int Y);", "DuplicateName(Y):a")]
    [InlineData("[Record] public partial record A([RecordField(\"y\")] int X, [RecordField(\"x\")] int Y);", "")]
    [InlineData("[Record(Naming = RecordNaming.PascalCase)] public partial record A(int Id) { public int id { get; set; } }", "")]
    [InlineData("[Record(Naming = RecordNaming.SnakeCase)] public partial record A(int AbC, int ab_c);", "DuplicateName(ab_c):ab_c")]
    [InlineData("[Record] public partial record A([Key(0)] int X, int Y, [property: Key(4)] int Z);", "MissingKey(Y):5")]
    [InlineData("[Record] public partial record A([Key(0)] int X, [Key(0)] int Y, [Key(-1)] int Z);", "DuplicateKey(Y):0 InvalidKey(Z):-1")]
    [InlineData("[Record] public partial record A([Key(65536)] int X, [ExtensionData] RecordExtensionData More);", "InvalidKey(X):65536")]
    [InlineData("[Record] public partial record A([Key(0)] int X, [RecordIgnore] int Y = 1) { public int Sum => X + Y; }", "")]
    [InlineData(ForeignAnnotations + "[Record] public partial record A([property: MessagePack.Key(0)] int X, [property: MessagePack.Key(\"y\")] int Y);", "MissingKey(Y):1")]
    [InlineData(ForeignAnnotations + "[Record] public partial record A([property: MessagePack.Key(\"y\")] int X, int Y);", "DuplicateKey(Y):\"y\"")]
    [InlineData(ForeignAnnotations + "[Record] public partial record A([property: MessagePack.Key(\"x\")] int A1, [property: MessagePack.Key(\"A1\")] int Y);", "")]
    [InlineData("[Record] public partial record A([ExtensionData] Dictionary<string, string> X);", "ExtensionDataType(X):Dictionary<string, string>")]
    [InlineData("[Record] public partial record A(RecordExtensionData X);", "UnsupportedMember(X):RecordExtensionData")]
    [InlineData("[Record] public partial record A([ExtensionData] RecordExtensionData X, [property: ExtensionData] RecordExtensionData Y);", "SeveralExtensionData(Y)")]
    [InlineData("[Record] public partial class A { [ExtensionData] public RecordExtensionData? X; public int x; }", "")]
    [InlineData("[Record] public partial record A([RecordIgnore] object X);", "IgnoredParameter(X):X")]
    [InlineData("[Record] public partial record A([property: RecordIgnore] object? X = null);", "")]
    [InlineData("[Record] public partial class A { [RecordIgnore] public required object X { get; set; } }", "IgnoredRequired(X)")]
    [InlineData("[Record] public partial class A { [RecordIgnore] public object? X { get; set; } }", "")]
    [InlineData("[Record] public partial record A([property: RecordField(null!)] int X);", "")]
    [InlineData("[Record] public partial record A([property: EventTime] long X, [EventTime] long Y);", "SeveralEventTimes(Y)")]
    [InlineData("[Record] public partial record A([property: EventTime] int X);", "EventTimeType(X):int")]
    [InlineData("[Record] public partial record A([property: EventTime] long? X);", "EventTimeType(X):long?")]
    [InlineData("[Record] public partial record A(long X) { [EventTime] public long Y => X; }", "EventTimeNotMember(Y)")]
    [InlineData("[Record] public partial record A(long X) { [EventTime] private long _y; }", "EventTimeNotMember(_y)")]
    [InlineData("public class B<T> { public int X { get; init; } = 3; } [Record] public partial class A : B<int>;", "InheritedGenericInit(X)")]
    [InlineData("[Record] public partial class A : IJsonRecord<A> { public static A ReadJson(ref JsonReader r) => new(); }", "AlreadyImplemented")]
    [InlineData("[Record] public partial class A : IJsonRecord<A>;", "")]
    [InlineData("[Record] public partial record A(int X, string? Y, A? Z, List<A> More, E E); public enum E;", "")]
    [InlineData("[Record] public partial class A { public int this[int i] { get => i; set { } } public static int S { get; set; } internal int I { get; set; } }", "")]
    public void Failures(string source, string expected)
    {
        CSharpCompilation compilation = new GeneratorTest { LanguageVersion = LanguageVersion.Preview }
            .Compilation("using System.Collections.Generic; using Faust; using Faust.Records; " + source);
        INamedTypeSymbol type = compilation.GetSymbolsWithName("A", SymbolFilter.Type).Cast<INamedTypeSymbol>().Single();
        RecordParseResult result = RecordParser.Parse(type, KnownSymbols.Of(compilation));
        Assert.Equal(expected, string.Join(" ", result.Failures.Select(Describe)));
        Assert.Equal(expected.Length == 0, result.Model is not null);
    }

    private const string ForeignUnion = """
        namespace MessagePack
        {
            [System.AttributeUsage(System.AttributeTargets.All, AllowMultiple = true)]
            public class UnionAttribute : System.Attribute { public UnionAttribute(int x, System.Type y) { } }
        }
        """;

    // U is asked about.
    [Theory]
    [InlineData("[Record, RecordUnion(Discriminator = \"t\"), RecordCase<A>] public abstract partial class U; [Record] public partial class A : U;", "")]
    [InlineData("[Record, RecordUnion] public abstract partial class U;", "UnionWithoutCases")]
    [InlineData("[Record, RecordUnion, RecordCase<A>] public abstract class U; [Record] public partial class A : U;", "NotPartial")]
    [InlineData("[Record, RecordUnion, RecordCase<A>] public partial class U; [Record] public partial class A : U;", "UnionNotAbstract")]
    [InlineData("[Record, RecordUnion, RecordCase<A>] public abstract partial class U<T>; [Record] public partial class A : U<int>;", "GenericUnion CaseNotDerived(A)")]
    [InlineData("[Record, RecordUnion(Discriminator = \"\"), RecordCase<A>] public abstract partial class U; [Record] public partial class A : U;", "DiscriminatorName")]
    [InlineData("[Record, RecordUnion(Discriminator = \"__faust\"), RecordCase<A>] public abstract partial class U; [Record] public partial class A : U;", "DiscriminatorName:__faust")]
    [InlineData("[Record, RecordUnion, RecordCase<A>] public abstract partial class U; public class A : U;", "CaseNotRecord(A)")]
    [InlineData("[Record, RecordUnion, RecordCase<A>] public abstract partial class U; [Record] public partial class A;", "CaseNotDerived(A)")]
    [InlineData("[Record, RecordUnion, RecordCase<U>] public abstract partial class U;", "AbstractSelfCase(U)")]
    [InlineData("[Record, RecordUnion, RecordCase<A>, RecordCase<A>(\"b\")] public abstract partial class U; [Record] public partial class A : U;", "RepeatedCase(A)")]
    [InlineData("[Record, RecordUnion, RecordCase<A>(\"x\"), RecordCase<B>(\"x\")] public abstract partial class U; [Record] public partial class A : U; [Record] public partial class B : U;", "RepeatedCaseValue(B):A|x")]
    [InlineData("[Record, RecordUnion(Discriminator = \"t\"), RecordCase<A>(1), RecordCase<B>(\"1\")] public abstract partial class U; [Record] public partial class A : U; [Record] public partial class B : U;", "")]
    [InlineData("[Record, RecordUnion, RecordCase<A>(1)] public abstract partial class U; [Record] public partial class A : U;", "NumberAsNamespace(A):1")]
    [InlineData("[Record, RecordUnion, RecordCase<A>(\"x\")] public abstract partial class U; [Record(Namespace = \"y\")] public partial class A : U;", "TwoNamespaces(A):x|y")]
    [InlineData("[Record, RecordUnion(Discriminator = \"t\"), RecordCase<A>] public abstract partial class U; [Record] public partial class A : U { public int T { get; set; } }", "MemberIsDiscriminator(A):T|t")]
    [InlineData("[Record, RecordUnion, RecordCase<A>] public abstract partial class U; [Record, RecordUnion, RecordCase<B>] public abstract partial class A : U; [Record] public partial class B : A;", "SameDiscriminator(A):__faust")]
    [InlineData("[Record, System.Text.Json.Serialization.JsonDerivedType(typeof(A))] public abstract partial class U; [Record] public partial class A : U;", "CaseWithoutValue(A)")]
    [InlineData(ForeignUnion + "[Record, RecordUnion, RecordCase<A>, RecordCase<B>, MessagePack.Union(1, typeof(A)), MessagePack.Union(1, typeof(B))] public abstract partial class U; [Record] public partial class A : U; [Record] public partial class B : U;", "RepeatedCaseValue(B):A|1")]
    [InlineData(ForeignUnion + "[Record, RecordUnion(Discriminator = \"t\"), RecordCase<A>(2), RecordCase<B>(1), MessagePack.Union(1, typeof(A))] public abstract partial class U; [Record] public partial class A : U; [Record] public partial class B : U;", "RepeatedCaseValue(B):A|1")]
    [InlineData(ForeignUnion + "[Record, RecordUnion(Discriminator = \"t\"), RecordCase<A>(2), RecordCase<B>(1), MessagePack.Union(1, typeof(A)), MessagePack.Union(2, typeof(B))] public abstract partial class U; [Record] public partial class A : U; [Record] public partial class B : U;", "")]
    public void Failures_of_closed_hierarchies(string source, string expected)
    {
        CSharpCompilation compilation = new GeneratorTest { LanguageVersion = LanguageVersion.Preview }.Compilation("using Faust; " + source);
        INamedTypeSymbol type = compilation.GetSymbolsWithName("U", SymbolFilter.Type).Cast<INamedTypeSymbol>().Single();
        RecordParseResult result = RecordParser.Parse(type, KnownSymbols.Of(compilation));
        Assert.Equal(expected, string.Join(" ", result.Failures.Select(Describe)));
        Assert.Equal(expected.Length == 0, result.Union?.MessagePack is not null);
    }

    [Fact]
    public void What_leads_to_a_broken_record_is_left_out_with_it()
    {
        GeneratorTestResult result = new GeneratorTest().Run("""
            using System;
            using System.Collections.Generic;
            using Faust;
            [Record] public sealed record A(int X);
            [Record] public sealed partial record B(List<A> A);
            [Record] public sealed partial record C(Dictionary<string, B[]> B, int N);
            [Record] public sealed partial record D(Exception E);
            [Record, RecordUnion(Discriminator = "t"), RecordCase<F>("f")] public abstract partial record E;
            [Record] public sealed partial record F(D D) : E;
            [Record] public sealed partial record G(E E);
            [Record] public sealed partial record Sound([RecordIgnore] A? A = null, int N = 0);
            [Topic("t")] public sealed partial class T : Topic<string, List<C>>;
            [Topic("u")] public sealed partial class U : Topic<string, G>;
            """);
        Assert.Equal(["Sound"], result.MainFiles.Select(f => f.HintName.Split('.')[0]).Distinct().Where(n => n != "Faust"));
    }

    [Fact]
    public void What_the_generator_wrote_changes_no_judgement()
    {
        GeneratorTestResult result = new GeneratorTest().Run("using Faust; [Record] public partial record A(int X, int[] Y, [property: EventTime] long Z);");
        RecordParseResult parsed = RecordParser.Parse(result.Output.GetTypeByMetadataName("A")!, KnownSymbols.Of(result.Output));
        Assert.Empty(parsed.Failures);
    }

    [Fact]
    public void Equal_sources_give_equal_models_and_different_ones_do_not()
    {
        const string Source = "[Record] public partial record A(int X, List<string?> Y, [property: EventTime] long Z = 5) { public int W { get; init; } = 1; }";
        Assert.Equal(Model(Source), Model("\n\n/* elsewhere */ " + Source));
        Assert.Equal(Model(Source)!.GetHashCode(), Model(Source)!.GetHashCode());
        foreach ((string from, string to) in ((string, string)[])
            [("int X", "int? X"), ("string?", "string"), ("= 5", "= 6"), ("init", "set"), ("record A", "class A"), (" W", " V"), ("[property: EventTime] ", ""), ("[Record]", "[Record(OmitDefaults = true)]"), ("int X", "[RecordField(\"x2\")] int X")])
        {
            Assert.NotEqual(Model(Source), Model(Source.Replace(from, to, StringComparison.Ordinal)));
        }

        static RecordModel? Model(string source)
        {
            CSharpCompilation compilation = new GeneratorTest().Compilation("using System.Collections.Generic; using Faust; " + source);
            return RecordParser.Parse(compilation.GetTypeByMetadataName("A")!, KnownSymbols.Of(compilation)).Model;
        }
    }

    private static string Describe(RecordFailure failure) =>
        failure.Kind + (failure.Member is null ? "" : $"({failure.Member})") + (failure.Detail.Length == 0 ? "" : ":" + failure.Detail);
}
