using System.Collections.Immutable;
using Faust.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Faust.Generators.Tests.Topology;

/// <summary>Projects that the generated wiring must compile in without a warning, whatever they name their types.</summary>
public class TopologyConsumerTests
{
    private const string All = Sources.Shop + Sources.SumAgent + Sources.AsyncAgent + Sources.BatchAgent + Sources.ConcurrentAgents;

    [Theory]
    [InlineData(LanguageVersion.CSharp12)]
    [InlineData(LanguageVersion.Preview)]
    public void Without_nullable_annotations_and_in_any_language_version(LanguageVersion version) =>
        new GeneratorTest { Nullable = NullableContextOptions.Disable, LanguageVersion = version }.Run(All);

    [Fact]
    public void Topics_of_one_name_in_two_namespaces()
    {
        GeneratorTestResult result = new GeneratorTest().Run(Sources.Usings + """
            namespace A { [Topic("a")] public partial class T : Topic<string, int>; [Agent<T>] public partial class R { public void Handle(int v) { } } }
            namespace B { [Topic("b")] public partial class T : Topic<string, int>; [Agent<T>] public partial class R { public void Handle(int v) { } } }
            """);
        Assert.Equal(2, result.AllFiles.Count(f => f.HintName.Contains("Dispatcher", StringComparison.Ordinal)));
    }

    [Fact]
    public void Names_that_differ_in_case_only() => AssertDistinctFiles(new GeneratorTest().Run(Sources.Usings + """
        [Topic("a")] public partial class Things : Topic<string, int>;
        [Topic("b")] public partial class THINGS : Topic<string, int>;
        [Agent<Things>(Name = "one")] public partial class Reader { public void Handle(int v) { } }
        [Agent<THINGS>(Name = "two")] public partial class READER { public void Handle(int v) { } }
        [Agent<THINGS>(Name = "three")] public partial class reader_ { public void Handle(int v) { } }
        [Agent<THINGS>(Name = "four")] public partial class Reader_ { public ValueTask HandleAsync(IReadOnlyList<Event<string, int>> v) => default; }
        [Agent<THINGS>(Name = "five")] public partial class reader_Buffer { public ValueTask HandleAsync(IReadOnlyList<Event<string, int>> v) => default; }
        """));

    [Fact]
    public void Fields_of_dispatchers_keep_apart() => new GeneratorTest().Run(Sources.Usings + """
        [Topic("a")] public partial class T : Topic<string, int>;
        [Agent<T>(Name = "1")] public partial class Topic { public void Handle(int v) { } }
        [Agent<T>(Name = "2")] public partial class Read { public ValueTask HandleAsync(IReadOnlyList<Event<string, int>> v) => default; }
        [Agent<T>(Name = "3")] public partial class ReadBuffer { public ValueTask HandleAsync(IReadOnlyList<Event<string, int>> v) => default; }
        [Agent<T>(Name = "4")] public partial class Buffers { public ValueTask HandleAsync(IReadOnlyList<Event<string, int>> v) => default; }
        [Agent<T>(Name = "5")] public partial class @event { public void Handle(in Event<string, int> e) { } }
        """);

    [Fact]
    public void Nested_topics_tables_and_agents() => AssertDistinctFiles(new GeneratorTest().Run(Sources.Usings + """
        namespace A;
        public static partial class Outer
        {
            [Topic("a")] internal sealed partial class T : Topic<Guid, byte[]>;
            [Table("t")] internal sealed partial class S : Table<Guid, int>;
            internal partial struct Inner
            {
                [Topic("b")] internal sealed partial class T : Topic<int, string>;
                [Agent<T>(Name = "inner")] internal sealed partial class R { public void Handle(string v) { } }
            }
            [Agent<T>] internal sealed partial class R(S s, Inner.T other) { public void Handle(Event<Guid, byte[]> e) { s[e.Key] = 1; other.Send(1, "x"); } }
        }
        """));

    [Fact]
    public void Values_of_closed_hierarchies()
    {
        GeneratorTestResult result = new GeneratorTest().Run(Sources.Usings + """
            using Faust.Records;
            [Record, RecordUnion(Discriminator = "type"), RecordCase<Up>("up"), RecordCase<Down>("down")] public abstract partial record Change;
            [Record] public sealed partial record Up(int By, [property: EventTime] long At) : Change, IMove;
            [Record] public sealed partial record Down(int By) : Change, IMove;
            [Record, RecordCase<Up>, RecordCase<Down>] public partial interface IMove;
            [Topic("a")] public partial class T : Topic<string, Change>;
            [Topic("b")] public partial class U : Topic<string, IMove?>;
            [Table("c")] public partial class V : Table<string, IMove>;
            [Table("d")] public partial class W : Table<string, List<Change>>;
            [Agent<T>(Name = "1")] public partial class A(V v) { public void Handle(Event<string, Change> e) { if (e.Value is Up up) v[e.Key] = up; } }
            public static class Program
            {
                public static string Main()
                {
                    var topic = new T();
                    var buffer = new ByteBuffer();
                    topic.WriteValue(new Up(1, 5), buffer);
                    string json = System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan);
                    Change read = topic.ReadValue(buffer.WrittenSpan, null);
                    return $"{json} {read} {topic.GetEventTime(read)} {topic.GetEventTime(new Down(1))}";
                }
            }
            """);
        Assert.Equal("""{"type":"up","by":1,"at":5} Up { By = 1, At = 5 } 5 """, result.Execute());
    }

    [Fact]
    public void Keys_and_values_of_structs_and_of_references_that_may_be_null() => new GeneratorTest().Run(Sources.Usings + """
        [Record] public readonly partial record struct K(int A, string B);
        [Topic("a")] public partial class T : Topic<K, List<string>?>;
        [Topic("b")] public partial class U : Topic<long, double?>;
        [Table("t")] public partial class S : Table<K, string>;
        [Agent<T>] public partial class R(S s) { public void Handle(Event<K, List<string>?> e) => s[e.Key] = "x"; }
        [Agent<U>] public partial class Q { public void Handle(double? v) { } }
        """);

    [Theory]
    [InlineData(NullableContextOptions.Enable)]
    [InlineData(NullableContextOptions.Disable)]
    public void Codecs_of_all_kinds_at_all_places(NullableContextOptions nullable) => new GeneratorTest { Nullable = nullable }.Run(Sources.Usings + """
        [assembly: ValueCodec<JsonCodec, GzipCodec>]
        [assembly: KeyCodec<JsonCodec>]
        public sealed class Plain;
        public sealed class Own : ICodec<Plain>, ICodec<Guid?>
        {
            public void Attach(CodecContext context) { }
            public void Write(Plain value, Faust.Records.ByteBuffer buffer) { }
            public void Write(Guid? value, Faust.Records.ByteBuffer buffer) { }
            Plain ICodec<Plain>.Read(ReadOnlySpan<byte> bytes) => new();
            Guid? ICodec<Guid?>.Read(ReadOnlySpan<byte> bytes) => null;
        }
        public readonly struct Check : IBytesCodec
        {
            void IBytesCodec.Encode(ReadOnlySpan<byte> source, Faust.Records.ByteBuffer destination) { }
            void IBytesCodec.Decode(ReadOnlySpan<byte> source, Faust.Records.ByteBuffer destination, int maxLength) { }
        }
        [Record, KeyCodec<JsonCodec, Base64Codec>] public readonly partial record struct K(int A);
        [Topic("a"), KeyCodec<Own>, ValueCodec<Own, Check, GzipCodec>] public partial class A : Topic<Guid?, Plain>;
        [Topic("b")] public partial class B : Topic<K, List<K>>;
        [Topic("c"), KeyCodec<RawCodec>, ValueCodec<RawCodec, Check>] public partial class C : Topic<byte[], long?>;
        [Table("s")] public partial class S : Table<K, Dictionary<string, K[]>>;
        [Agent<B>] public partial class R(S s) { public void Handle(Event<K, List<K>> e) => s[e.Key] = new(); }
        """);

    [Fact]
    public void An_assembly_that_sees_anothers_internals_adds_both_and_chains_their_agents()
    {
        var library = new GeneratorTest { AssemblyName = "Library" };
        GeneratorTestResult built = library.Run(
            "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Consumer\")]",
            Sources.Shop.Replace("namespace Shop;", "", StringComparison.Ordinal) + Sources.SumAgent);
        using var image = new MemoryStream();
        Assert.True(built.Output.Emit(image).Success);
        GeneratorTestResult result = new GeneratorTest { MoreReferences = [MetadataReference.CreateFromImage(image.ToArray())] }.Run(Sources.Usings + """
            [Agent<Orders>] public sealed partial class Second { public void Handle(Order order) { } }
            public static class Program { public static void Add(FaustBuilder faust) => faust.AddDeclared(); }
            """);
        string added = result.AllFiles.Single(f => f.HintName.Contains("AddDeclared", StringComparison.Ordinal)).Text;
        Assert.Contains("global::Faust.Generated.Modules.Library.FaustModule.Register(faust.Registry);", added, StringComparison.Ordinal);
        Assert.Contains("global::Faust.Generated.Modules.Consumer.FaustModule.Register(faust.Registry);", added, StringComparison.Ordinal);
        Assert.DoesNotContain(result.AllFiles, f => f.Text.Contains("AddTopic<", StringComparison.Ordinal));
        Assert.Single(result.AllFiles, f => f.HintName.Contains("Dispatcher", StringComparison.Ordinal));
    }

    [Fact]
    public void The_order_of_files_changes_nothing()
    {
        string[] files =
        [
            Sources.Shop, Sources.Usings + "namespace Shop;\n" + Sources.SumAgent, Sources.Usings + "namespace Shop;\n" + Sources.AsyncAgent,
            Sources.Usings + "namespace Shop;\n" + Sources.BatchAgent,
        ];
        ImmutableHashSet<string> forwards = [.. new GeneratorTest().Run(files).AllFiles.Select(f => f.HintName + f.Text)];
        ImmutableHashSet<string> backwards = [.. new GeneratorTest().Run([.. files.Reverse()]).AllFiles.Select(f => f.HintName + f.Text)];
        Assert.Empty(forwards.SymmetricExcept(backwards));
    }

    [Theory]
    [InlineData("public partial class Codecs : Topic<string, List<int>>;")]
    [InlineData("public partial class MessagePackCodecs : Topic<string, List<int>>;")]
    [InlineData("public partial class T : Topic<string, List<int>> { private int Codecs => MessagePackCodecs; private int MessagePackCodecs => 1; }")]
    [InlineData("public partial class _valueCodec : Topic<string, List<int>>;")]
    [InlineData("public partial class T : Topic<string, List<int>> { public int _valueCodec, _valueSteps, _keyCodec, _keySteps; }")]
    public void Members_of_topics_keep_apart(string topic) => new GeneratorTest().Run(
        Own + "[Topic(\"a\"), ValueCodec<Own, GzipCodec>, KeyCodec<JsonCodec, GzipCodec>] " + topic,
        Own.Replace("Own", "Own2", StringComparison.Ordinal) + "namespace Json { [Topic(\"b\"), ValueCodec<JsonCodec, GzipCodec>] " + topic + " }",
        Own.Replace("Own", "Own3", StringComparison.Ordinal) + "namespace Packed { [Topic(\"c\"), ValueCodec<MessagePackCodec>] " + topic + " }");

    [Theory]
    [InlineData("public sealed class Own", "file sealed class Own")]
    [InlineData("{ public void Write", "{ public required int X { get; init; } public void Write")]
    public void Codecs_that_cannot_be_made_are_not_called(string part, string instead)
    {
        string source = Own.Replace(part, instead, StringComparison.Ordinal);
        Assert.DoesNotContain(new GeneratorTest().Run(source + """[Topic("a"), ValueCodec<Own>] public partial class T : Topic<string, List<int>>;""").Files, IsTopic);
    }

    [Fact]
    public void A_step_of_another_file_cannot_be_called() => Assert.DoesNotContain(new GeneratorTest().Run(Sources.Usings + """
        file sealed class Step : IBytesCodec
        {
            public void Encode(ReadOnlySpan<byte> source, Faust.Records.ByteBuffer destination) { }
            public void Decode(ReadOnlySpan<byte> source, Faust.Records.ByteBuffer destination, int maxLength) { }
        }
        [Topic("a"), ValueCodec<JsonCodec, Step>] public partial class T : Topic<string, int>;
        """).Files, IsTopic);

    [Fact]
    public void What_a_struct_says_of_its_codec_holds_where_it_may_be_null()
    {
        string file = new GeneratorTest().Run(Sources.Usings + """
            [Record, ValueCodec<MessagePackCodec>] public partial record struct Reading(int X);
            [Topic("a")] public partial class T : Topic<string, Reading?>;
            """).Files.Single(IsTopic).Text;
        Assert.Contains("Reading.ReadMessagePack(", file, StringComparison.Ordinal);
    }

    private const string Own = Sources.Usings + """
        public sealed class Own : ICodec<List<int>> { public void Write(List<int> value, Faust.Records.ByteBuffer buffer) { } public List<int> Read(ReadOnlySpan<byte> bytes) => []; }

        """;

    private static bool IsTopic((string HintName, string Text) file) => file.HintName.Contains(".Topic.", StringComparison.Ordinal);

    private static void AssertDistinctFiles(GeneratorTestResult result) =>
        Assert.Equal(result.AllFiles.Count, result.AllFiles.Select(f => f.HintName.ToUpperInvariant()).Distinct().Count());
}
