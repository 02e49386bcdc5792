using Faust.Generators.Tests.Harness;

namespace Faust.Generators.Tests.Records;

public class MessagePackSnapshotTests
{
    [Fact]
    public void Positional_record() => Verify("""
        [Record]
        public sealed partial record Payment(long Id, string Account, double Amount, string? Note = null, int Retries = 3);
        """);

    [Fact]
    public void Class_with_setters() => Verify("""
        [Record]
        public partial class Settings
        {
            public string Name { get; set; } = "default";
            public int? Limit;
        }
        """);

    [Fact]
    public void Class_with_init_and_required() => Verify("""
        [Record]
        public partial class Order
        {
            public required long Id { get; init; }
            public required string Customer { get; init; }
            public string Currency { get; init; } = "EUR";
            public bool IsPaid { get; set; }
        }
        """);

    [Fact]
    public void Keys() => Verify("""
        [Record]
        public sealed partial record Payment(
            [Key(0)] long Id, [Key(1)] string Account, [Key(3)] int? Cents, [property: Key(7)] List<string> Tags, [Key(2)] string Note = "none");
        """);

    [Fact]
    public void Collections() => Verify("""
        [Record]
        public sealed partial record Basket(
            int[] Numbers,
            IReadOnlyList<string> Tags,
            List<List<int?>>? Matrix,
            IEnumerable<string?> Notes,
            HashSet<Guid> Seen,
            IReadOnlyDictionary<DateOnly, int[]>? Days,
            KeyValuePair<string, int> Pair,
            System.Collections.Immutable.ImmutableArray<int> Lines,
            System.Collections.Frozen.FrozenDictionary<string, int> Counts,
            byte[] Blob);
        """);

    [Fact]
    public void Enums_as_text() => Verify("""
        public enum Level : byte { Low, Middle = 5, High, Top = 6 }

        [Record(EnumAsText = true)]
        public sealed partial record Reading(Level Level, Dictionary<Level, int> Counts, [RecordField(EnumAsText = false)] Level Number);
        """);

    [Fact]
    public void Nested_generic_and_recursive() => Verify("""
        public partial class Tree<T>
            where T : IJsonRecord<T>, IMessagePackRecord<T>
        {
            [Record]
            public sealed partial record Node(T Value, Node? Left, Node? Right, List<Node> Others);
        }
        """);

    [Fact]
    public void Names_and_aliases() => Verify("""
        [Record(Naming = RecordNaming.SnakeCase)]
        public sealed partial record Order(
            long OrderId,
            [RecordField("client", Aliases = new[] { "customer", "Buyer" })] string Customer,
            [RecordField("\"odd\" \\ größe")] int Odd,
            [RecordField("a name of more than thirty-one bytes")] int Long);
        """);

    [Fact]
    public void Omitted_defaults() => Verify("""
        [Record(OmitDefaults = true)]
        public sealed partial record Order(long Id, string? Note, string Customer, int Retries = 3, bool IsPaid = true)
        {
            public string Currency { get; init; } = "EUR";
            public DateTimeOffset? At { get; init; }
        }
        """);

    [Fact]
    public void Names_of_keywords_and_locals() => Verify("""
        [Record]
        public sealed partial record @event(int @class, int Left, int Start, int Count, int? Value, int[] MessagePackHelpers);
        """);

    private static void Verify(string source, [System.Runtime.CompilerServices.CallerMemberName] string method = "")
    {
        GeneratorTestResult result = new GeneratorTest().Run($"""
            using System;
            using System.Collections.Generic;
            using Faust;
            using Faust.Records;

            namespace Shop;

            {source}
            """);
        Snapshot.Verify(result.MessagePackFile, method: method);
    }
}
