namespace Faust.Analyzers.Records;

public sealed class CodecDoesNotFitTests
{
    [Theory]
    [InlineData("ValueCodec<JsonCodec>", "string", "Flight")]
    [InlineData("ValueCodec<RawCodec>, KeyCodec<RawCodec, GzipCodec>", "Guid", "long?")]
    [InlineData("ValueCodec<Own>, KeyCodec<Own>", "Plain", "Plain")]
    [InlineData("ValueCodec<Both, BrotliCodec, Base64Codec>, KeyCodec<Both>", "string", "int")]
    [InlineData("ValueCodec<{|CS0246:Missing|}>", "string", "int")]
    public Task Accepts_what_fits(string codecs, string key, string value) => VerifyAsync(codecs, key, value, "X");

    [Theory]
    [InlineData("ValueCodec<RawCodec>", "string", "Flight")]
    [InlineData("ValueCodec<RawCodec>", "string", "decimal")]
    [InlineData("ValueCodec<RawCodec>", "string", "List<byte>")]
    [InlineData("KeyCodec<RawCodec>", "Flight", "int")]
    [InlineData("ValueCodec<Own>", "string", "int")]
    [InlineData("KeyCodec<Own>", "string", "int")]
    [InlineData("ValueCodec<Hidden>", "string", "int")]
    [InlineData("ValueCodec<OfThisFile>", "string", "int")]
    [InlineData("ValueCodec<Demanding>", "string", "int")]
    [InlineData("ValueCodec<Base>", "string", "int")]
    [InlineData("ValueCodec<JsonCodec>, ValueCodec<JsonCodec, GzipCodec>", "string", "int")]
    public Task Reports_what_does_not(string codecs, string key, string value) => VerifyAsync(codecs, key, value, "[|X|]");

    [Fact]
    public Task Reports_the_codec_of_a_record_and_of_the_assembly() => Rule.VerifyAsync<CodecDoesNotFitAnalyzer>("""
        [assembly: KeyCodec<RawCodec>]
        [Record, ValueCodec<RawCodec>] public partial record Bad(int A);
        [Topic("x")] public partial class [|X|] : Topic<string, Bad>;
        [Topic("y")] public partial class [|Y|] : Topic<DateTime, int>;
        [Topic("z"), ValueCodec<JsonCodec>, KeyCodec<JsonCodec>] public partial class Z : Topic<DateTime, Bad>;
        """);

    [Fact]
    public Task Reports_what_has_no_MessagePack() => Rule.VerifyAsync<CodecDoesNotFitAnalyzer>("""
        [assembly: ValueCodec<MessagePackCodec>]
        [Topic("x")] public partial class X : Topic<string, Dictionary<int, List<Flight>>>;
        [Topic("y")] public partial class [|Y|] : Topic<string, Outer[]>;
        [Topic("z"), KeyCodec<MessagePackCodec>, ValueCodec<JsonCodec>] public partial class [|Z|] : Topic<Outer, Outer>;
        [Record] public partial record Outer(Inner Inner);
        [Record] public partial record Inner(int A, [ExtensionData] Faust.Records.RecordExtensionData? More = null);
        """);

    private static Task VerifyAsync(string codecs, string key, string value, string name) => Rule.VerifyAsync<CodecDoesNotFitAnalyzer>($$"""
        [Topic("x"), {{codecs}}] public partial class {{name}} : Topic<{{key}}, {{value}}>;
        public class Plain;
        public class Own : ICodec<Plain>
        {
            public void Write(Plain value, Faust.Records.ByteBuffer buffer) { }
            public Plain Read(ReadOnlySpan<byte> bytes) => new();
        }
        public class Both : ICodec<string>, ICodec<int>
        {
            public void Write(string value, Faust.Records.ByteBuffer buffer) { }
            public void Write(int value, Faust.Records.ByteBuffer buffer) { }
            string ICodec<string>.Read(ReadOnlySpan<byte> bytes) => "";
            int ICodec<int>.Read(ReadOnlySpan<byte> bytes) => 0;
        }
        public abstract class Base : ICodec<int>
        {
            public void Write(int value, Faust.Records.ByteBuffer buffer) { }
            public int Read(ReadOnlySpan<byte> bytes) => 0;
        }
        public class Hidden : Base { private Hidden() { } }
        file class OfThisFile : ICodec<int> { public void Write(int value, Faust.Records.ByteBuffer buffer) { } public int Read(ReadOnlySpan<byte> bytes) => 0; }
        public class Demanding : ICodec<int> { public required int X { get; set; } public void Write(int value, Faust.Records.ByteBuffer buffer) { } public int Read(ReadOnlySpan<byte> bytes) => 0; }
        """);
}
