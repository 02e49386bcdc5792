extern alias Generator;

using Faust.Generators.Tests.Harness;
using Generator::Faust.Generators.Model;
using Generator::Faust.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Faust.Generators.Tests.Records;

/// <summary>Which types have MessagePack, and what is at fault where one has not. Of each source, the type A is asked about.</summary>
public class MessagePackObstacleTests
{
    private const string HandWritten = """
        public class H : IJsonRecord<H>
        {
            public static void WriteJson(ref JsonWriter w, H h) => w.WriteNull();
            public static H ReadJson(ref JsonReader r) => new();
        }
        """;

    private const string HandWrittenBoth = """
        public class H : IJsonRecord<H>, IMessagePackRecord<H>
        {
            public static void WriteJson(ref JsonWriter w, H h) => w.WriteNull();
            public static H ReadJson(ref JsonReader r) => new();
            static void IMessagePackRecord<H>.WriteMessagePack(ref MessagePackWriter w, H h) => w.WriteNil();
            static H IMessagePackRecord<H>.ReadMessagePack(ref MessagePackReader r) => new();
        }
        """;

    private const string Generic = "[Record] public partial record G<T>(T X, T[] Y) where T : IJsonRecord<T>, IMessagePackRecord<T>;";

    [Theory]
    [InlineData("[Record] public partial record A(int X, A? Y, List<B> Z); [Record] public partial record B(A? A);", null)]
    [InlineData("[Record] public partial record A(RecordX X); [Record] public partial record RecordX([ExtensionData] RecordExtensionData More);", "RecordX.More: RecordExtensionData")]
    [InlineData("[Record] public partial record A(H X);" + HandWritten, "A.X: H")]
    [InlineData("[Record] public partial record A(Dictionary<string, List<H?[]>> X);" + HandWritten, "A.X: H")]
    [InlineData("[Record] public partial record A([RecordIgnore] H? X = null);" + HandWritten, null)]
    [InlineData("[Record] public partial record A(H X, H? Y, H[] Z);" + HandWrittenBoth, null)]
    [InlineData("[Record] public partial record A(B B); [Record] public partial record B(C? C, A? A); [Record] public partial struct C { public H X { get; set; } }" + HandWritten, "C.X: H")]
    [InlineData("[Record] public partial record A<T>(int I, T X) where T : IJsonRecord<T>;", "A.X: T")]
    [InlineData("[Record] public partial record A<T>(int I, T X) where T : IJsonRecord<T>, IMessagePackRecord<T>;", null)]
    [InlineData("[Record] public partial record A(G<B> X); [Record] public partial record B(int Y);" + Generic, null)]
    [InlineData("[Record] public partial record A : B; [Record] public partial record B { public H X { get; set; } = new(); }" + HandWritten, "A.X: H")]
    [InlineData("[Record] public partial record A(U X); [Record, RecordUnion, RecordCase<B>] public abstract partial record U; [Record] public partial record B(A? A) : U;", null)]
    [InlineData("[Record] public partial record A(U X); [Record, RecordUnion, RecordCase<B>] public abstract partial record U; [Record] public partial record B(H H) : U;" + HandWritten, "B.H: H")]
    [InlineData("[Record] public partial record A(U X); [Record, RecordUnion, RecordCase<B>(\"b\")] public abstract partial record U; public record B : U, IJsonRecord<B> { static void IJsonRecord<B>.WriteJson(ref JsonWriter w, B b) { } static B IJsonRecord<B>.ReadJson(ref JsonReader r) => new(); }", "U.: B")]
    [InlineData("[Record] public partial record A : U; [Record, RecordUnion, RecordCase<A>, RecordCase<B>, RecordCase<U>] public partial record U; [Record] public partial record B(H H) : U;" + HandWritten, null)]
    public void Obstacles(string source, string? expected)
    {
        CSharpCompilation compilation = new GeneratorTest().Compilation("using System; using System.Collections.Generic; using Faust; using Faust.Records;" + source);
        INamedTypeSymbol type = compilation.GetSymbolsWithName("A", SymbolFilter.Type).OfType<INamedTypeSymbol>().Single();
        KnownSymbols symbols = KnownSymbols.Of(compilation);
        MessagePackObstacle? obstacle = symbols.MessagePack.FindObstacle(type);
        Assert.Equal(expected, obstacle is null ? null : $"{obstacle.Record}.{obstacle.Member}: {obstacle.Type}");

        // Asked again, and about what holds it, it says the same; it is generated if and only if nothing is in the way.
        INamedTypeSymbol list = compilation.GetTypeByMetadataName("System.Collections.Generic.List`1")!.Construct(type);
        Assert.Equal(expected is null, symbols.MessagePack.FindObstacle(list) is null);
        Assert.Equal(expected is null, RecordParser.Parse(type, symbols).Model!.MessagePack is not null);

        GeneratorTestResult result = new GeneratorTest().Run("using System; using System.Collections.Generic; using Faust; using Faust.Records;" + source);
        Assert.Equal(expected is null, result.Files.Any(f => f.HintName.StartsWith("A", StringComparison.Ordinal) && f.HintName.Contains("MessagePack", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_is_asked_for_itself_is_at_fault_itself()
    {
        CSharpCompilation compilation = new GeneratorTest().Compilation("using Faust.Records;" + HandWritten);
        MessagePackObstacle? obstacle = KnownSymbols.Of(compilation).MessagePack.FindObstacle(compilation.GetTypeByMetadataName("H")!);
        Assert.Equal(new MessagePackObstacle("H"), obstacle);
    }

    [Fact]
    public void Records_of_other_assemblies_have_what_they_were_compiled_with()
    {
        const string Library = "using Faust; using Faust.Records; namespace Lib;";
        GeneratorTestResult library = (new GeneratorTest { AssemblyName = "Library" }).Run(
            Library + "[Record] public partial record With(int X); [Record] public partial record Without([ExtensionData] RecordExtensionData More);");
        using var stream = new MemoryStream();
        Assert.True(library.Output.Emit(stream).Success);
        var test = new GeneratorTest { MoreReferences = [MetadataReference.CreateFromImage(stream.ToArray())] };
        GeneratorTestResult result = test.Run(
            "using Faust; [Record] public partial record A(Lib.With X); [Record] public partial record B(Lib.Without X); [Record] public partial record C(int Y) : Lib.With(1);");
        Assert.Equal(
            ["A", "C"],
            result.Files.Where(f => f.HintName.Contains("MessagePack", StringComparison.Ordinal)).Select(f => f.HintName[..1]).Order(StringComparer.Ordinal));
    }

    // Whoever writes the interface by hand beside [Record] keeps what is written.
    [Fact]
    public void What_is_written_by_hand_is_not_generated()
    {
        GeneratorTestResult result = new GeneratorTest().Run("""
            using Faust;
            using Faust.Records;
            [Record] public partial record A(int X) : IMessagePackRecord<A>
            {
                static void IMessagePackRecord<A>.WriteMessagePack(ref MessagePackWriter writer, A value) => writer.WriteValue(value.X);
                static A IMessagePackRecord<A>.ReadMessagePack(ref MessagePackReader reader) => new(reader.ReadInt32());
            }
            [Record] public partial record B(A One, A? Two);
            public static class Program
            {
                public static object Main() => System.Convert.ToHexString(RecordMessagePack.Serialize(
                    RecordMessagePack.Deserialize<B>(RecordMessagePack.Serialize(new B(new A(7), null)))));
            }
            """);
        Assert.DoesNotContain(result.Files, f => f.HintName.StartsWith("A.Record.MessagePack", StringComparison.Ordinal));
        Assert.Equal("82A36F6E6507A374776FC0", result.Execute());
    }

    [Fact]
    public void Keys_of_other_libraries_mean_nothing() => Assert.Contains(
        "WriteRaw(MessagePackHelpers.XFirst)",
        new GeneratorTest().Run("""
            [Faust.Record] public partial class A { [System.ComponentModel.DataAnnotations.Key] public int X { get; set; } public int Y { get; set; } }
            """).MessagePackFile,
        StringComparison.Ordinal);
}
