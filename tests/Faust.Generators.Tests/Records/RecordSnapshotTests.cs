using Faust.Generators.Tests.Harness;

namespace Faust.Generators.Tests.Records;

public class RecordSnapshotTests
{
    [Fact]
    public void Positional_record() => Verify("""
        [Record]
        public sealed partial record Payment(long Id, string Account, double Amount, string? Note = null, int Retries = 3);
        """);

    [Fact]
    public void Positional_record_struct() => Verify("""
        [Record]
        public readonly partial record struct DelayStats(long Flights, long TotalDelay, int Worst);
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
    public void Struct_with_constructor_and_init() => Verify("""
        [Record]
        public partial struct Point
        {
            public Point(int x, int y) => (X, Y) = (x, y);
            public int X { get; }
            public int Y { get; }
            public string Label { get; init; } = "none";
        }
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
            Dictionary<string, decimal> Prices,
            IReadOnlyDictionary<DateOnly, int[]>? Days,
            byte[] Blob);
        """);

    [Fact]
    public void Enums() => Verify("""
        public enum Level : byte { Low, Middle = 5, High }

        [Record]
        public sealed partial record Reading(Level Level, Level? Before, Dictionary<Level, int> Counts);
        """);

    [Fact]
    public void Nested_generic_and_recursive() => Verify("""
        public partial class Tree<T>
            where T : IJsonRecord<T>
        {
            [Record]
            public sealed partial record Node(T Value, Node? Left, Node? Right, List<Node> Others);
        }
        """);

    [Fact]
    public void Event_time() => Verify("""
        [Record]
        public sealed partial record Flight([property: EventTime] DateTimeOffset Date, string Origin);
        """);

    [Fact]
    public void Names_and_aliases() => Verify("""
        [Record(Naming = RecordNaming.SnakeCase)]
        public sealed partial record Order(
            long OrderId,
            [RecordField("client", Aliases = new[] { "customer", "Buyer" })] string Customer,
            [RecordField("\"odd\" \\")] int Odd,
            [RecordIgnore] string? Cache = null);
        """);

    [Fact]
    public void Omitted_defaults() => Verify("""
        [Record(OmitDefaults = true)]
        public sealed partial record Order(long Id, string? Note, string Customer, int Retries = 3, bool IsPaid = true)
        {
            public string Currency { get; init; } = "EUR";
            public DateTimeOffset? At { get; init; }
            public List<int> Lines { get; init; } = [];
        }
        """);

    [Fact]
    public void Enums_as_text() => Verify("""
        public enum Level : byte { Low, Middle = 5, High, Top = 6 }

        [Record(EnumAsText = true)]
        public sealed partial record Reading(Level Level, Dictionary<Level, int> Counts, [RecordField(EnumAsText = false)] Level Number);
        """);

    [Fact]
    public void Extension_data() => Verify("""
        [Record]
        public sealed partial record Order(long Id, [ExtensionData] RecordExtensionData? More);
        """);

    [Fact]
    public void Other_types() => Verify("""
        [Record]
        public sealed partial record Order(
            Int128 Id,
            Uri Link,
            ReadOnlyMemory<byte>? Blob,
            KeyValuePair<string, int> Pair,
            System.Collections.Immutable.ImmutableArray<int> Lines,
            System.Collections.Frozen.FrozenDictionary<string, int> Counts,
            Queue<int> Queue);
        """);

    [Fact]
    public void Converted_types() => Verify("""
        public sealed class Money;

        public sealed class MoneyConverter : IRecordConverter<Money, string>
        {
            public static string ToWire(Money value) => "";
            public static Money FromWire(string wire) => new();
        }

        public struct Free;

        public sealed class FreeConverter : IRecordConverter<Free>
        {
            public static void WriteJson(ref JsonWriter writer, Free value) => writer.WriteNull();
            public static Free ReadJson(ref JsonReader reader) => default;
        }

        [Record]
        public sealed partial record Order(
            [Converter<MoneyConverter>] Money Price,
            [Converter<MoneyConverter>] Dictionary<Money, Money?> Prices,
            [Converter<FreeConverter>] Free? Free,
            (int X, string? Y) Tuple,
            System.Net.IPAddress? Address,
            System.Text.Json.JsonElement Element,
            System.Text.Json.Nodes.JsonObject? Object,
            Stack<int> Stack);
        """);

    [Fact]
    public void Named_flags() => Verify("""
        [Flags]
        public enum Rights
        {
            None,
            [RecordField("read", Aliases = new[] { "r" })] Read,
            Write,
        }

        [Record(EnumAsText = true)]
        public sealed partial record Access(Rights Rights, Dictionary<Rights, int> Counts);
        """);

    [Fact]
    public void Names_of_keywords_and_locals() => Verify("""
        [Record]
        public sealed partial record @event(int @class, string? Reader, int Name, int record, int[] JsonHelpers);
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
        Snapshot.Verify(Assert.Single(result.MainFiles, f => f.HintName.Contains(".Record.", StringComparison.Ordinal)).Text, method: method);
    }
}
