namespace Faust.Analyzers.Tables;

public sealed class TableKeyCodecDiffersFromTopicTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData(", KeyCodec<RawCodec>", "")]
    [InlineData(", KeyCodec<JsonCodec, GzipCodec>", ", KeyCodec<JsonCodec, GzipCodec>")]
    public Task Accepts_equal_codecs(string topic, string table) => VerifyAsync(topic, table, "table");

    [Theory]
    [InlineData(", KeyCodec<JsonCodec>", "")]
    [InlineData("", ", KeyCodec<JsonCodec>")]
    [InlineData(", KeyCodec<RawCodec, GzipCodec>", ", KeyCodec<RawCodec>")]
    [InlineData(", KeyCodec<RawCodec, GzipCodec>", ", KeyCodec<RawCodec, BrotliCodec>")]
    public Task Reports_different_ones(string topic, string table) => VerifyAsync(topic, table, "[|table|]");

    [Fact]
    public Task Knows_which_keys_are_raw_by_themselves() => Rule.VerifyAsync<TableKeyCodecDiffersFromTopicAnalyzer>("""
        [Topic("a"), KeyCodec<JsonCodec>] public partial class A : Topic<DateTime, int>;
        [Table("b")] public partial class B : Table<DateTime, int>;
        [Agent<A>] public sealed partial class Track { public Track(B table) { } public void Handle(int v) { } }
        """);

    private static Task VerifyAsync(string topic, string table, string parameter) => Rule.VerifyAsync<TableKeyCodecDiffersFromTopicAnalyzer>($$"""
        [Topic("a"){{topic}}] public partial class A : Topic<string, int>;
        [Table("b"){{table}}] public partial class B : Table<string, int>;
        [Agent<A>] public sealed partial class Track { public Track(B {{parameter}}) { } public void Handle(int v) { } }
        """);
}
