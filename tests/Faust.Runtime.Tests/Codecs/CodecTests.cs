using System.Buffers.Text;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using CsCheck;
using Faust.Records;

namespace Faust.Codecs;

/// <summary>What topics write under each codec is what others read, and the other way round.</summary>
public class CodecTests
{
    private static readonly Gen<Note> Notes = Gen.Select(
        Gen.Int, Gen.OneOf(Gen.String, Gen.Char['a', 'f'].Array[0, 5000].Select(c => new string(c))), Gen.Double[-1e9, 1e9].Array[0, 50], (i, t, v) => new Note(i, Valid(t), v));

    private static readonly JsonSerializerOptions Camel = new(JsonSerializerDefaults.Web);

    [Fact]
    public void Gzip_is_gzip() => Notes.Sample(note =>
    {
        byte[] bytes = Value(new Zipped(), note);
        using var stream = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        Same(note, JsonSerializer.Deserialize<Note>(stream, Camel)!);
        Same(note, new Zipped().ReadValue(bytes, null));
        Same(note, new Zipped().ReadValue(Gzipped(note, CompressionLevel.SmallestSize), null));
    });

    [Fact]
    public void Brotli_is_Brotli() => Notes.Sample(note =>
    {
        byte[] bytes = Value(new Brotlied(), note);
        using var stream = new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress);
        Same(note, JsonSerializer.Deserialize<Note>(stream, Camel)!);
        Same(note, new Brotlied().ReadValue(bytes, null));
    });

    [Fact]
    public void MessagePack_is_MessagePack() => Notes.Sample(note =>
    {
        byte[] bytes = Value(new PackedNotes(), new() { [-5] = [note, null] });
        var theirs = MessagePack.MessagePackSerializer.Deserialize<Dictionary<int, Dictionary<string, object>?[]>>(bytes);
        Assert.Null(theirs[-5][1]);
        Assert.Equal(note.Text, theirs[-5][0]!["text"]);
        Same(note, new PackedNotes().ReadValue(bytes, null)[-5][0]!);
        Assert.Equal(new Wrapped(3), new PackedNotes().ReadKey(Key(new PackedNotes(), new Wrapped(3)), null));
        Same(note, new Packed().ReadValue(Value(new Packed(), note), null));
    });

    [Fact]
    public void Steps_are_applied_in_the_order_they_are_named() => Notes.Sample(note =>
    {
        byte[] bytes = Value(new Mailed(), note);
        using var stream = new GZipStream(new MemoryStream(Convert.FromBase64String(Encoding.ASCII.GetString(bytes))), CompressionMode.Decompress);
        Same(note, JsonSerializer.Deserialize<Note>(stream, Camel)!);
        Same(note, new Mailed().ReadValue(bytes, null));
        byte[] key = Key(new Mailed(), note.Id);
        Assert.Equal(note.Id, System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(Convert.FromBase64String(Encoding.ASCII.GetString(key))));
        Assert.Equal(note.Id, new Mailed().ReadKey(key, null));
    });

    [Fact]
    public void A_records_codec_holds_unless_its_topic_says_another()
    {
        Assert.Equal("""{"id":7}""", Encoding.UTF8.GetString(Convert.FromBase64String(Encoding.ASCII.GetString(Value(new WrappedTopic(), new Wrapped(7))))));
        Assert.Equal("""{"id":7}"""u8, Key(new WrappedTopic(), new Wrapped(7)));
        Assert.Equal("""{"id":7}"""u8, Value(new Unwrapped(), new Wrapped(7)));
        Assert.Equal(new Wrapped(7), new WrappedTopic().ReadValue(Value(new WrappedTopic(), new Wrapped(7)), null));
    }

    [Fact]
    public void Raw_values_and_JSON_keys()
    {
        Assert.Equal("ü"u8, Value(new RawTexts(), "ü"));
        Assert.Equal("\"k\""u8, Key(new RawTexts(), "k"));
        Assert.Equal("k", new RawTexts().ReadKey("\"k\""u8, null));
        Assert.Equal([0, 0, 0, 0, 0, 0, 1, 2], Value(new RawLongs(), 258));
        Assert.Equal(258, new RawLongs().ReadValue([0, 0, 0, 0, 0, 0, 1, 2], null));
    }

    [Fact]
    public void A_users_codec_and_a_frame_of_a_schema_registry() => Gen.Select(Gen.Int, Gen.String).Sample((number, name) =>
    {
        var foreign = new Foreign(number, Valid(name));
        byte[] bytes = Value(new ForeignTopic(), foreign);
        Assert.Equal([0, 255, 255, 255, 255], bytes[..5]);
        Assert.Equal(foreign, new ForeignTopic().ReadValue(bytes, null));
        Assert.Equal(bytes[5..], Key(new ForeignTopic(), foreign));
        Assert.Equal(foreign, new ForeignTopic().ReadKey(bytes[5..], null));
    });

    [Fact]
    public void What_a_serializer_writes_while_another_writes_stays_its_own()
    {
        // A property that serializes: buffers of one thread, nested deeper than there are spare ones.
        byte[][] written = [.. Enumerable.Range(0, 8).Select(i => Nested(i))];
        for (int i = 0; i < 8; i++) Assert.Equal(Nested(i), written[i]);

        static byte[] Nested(int depth) => Value(
            new Mailed(), new Note(depth, depth == 0 ? "" : Base64Url.EncodeToString(Nested(depth - 1)), [depth]));
    }

    [Fact]
    public void Base64_of_any_bytes() => Gen.Byte.Array[0, 200].Sample(bytes =>
    {
        var encoded = new ByteBuffer();
        new Base64Codec().Encode(bytes, encoded);
        Assert.Equal(Convert.ToBase64String(bytes), Encoding.ASCII.GetString(encoded.WrittenSpan));
        var decoded = new ByteBuffer();
        new Base64Codec().Decode(encoded.WrittenSpan, decoded, 200);
        Assert.Equal(bytes, decoded.WrittenSpan);
    });

    internal static byte[] Value<TKey, TValue>(Topic<TKey, TValue> topic, TValue value)
    {
        // Something is in the buffer before, as in a batch.
        var buffer = new ByteBuffer();
        buffer.Write("before"u8);
        topic.WriteValue(value, buffer);
        Assert.Equal("before"u8, buffer.WrittenSpan[..6]);
        return buffer.WrittenSpan[6..].ToArray();
    }

    internal static byte[] Key<TKey, TValue>(Topic<TKey, TValue> topic, TKey key)
    {
        var buffer = new ByteBuffer();
        topic.WriteKey(key, buffer);
        return buffer.WrittenSpan.ToArray();
    }

    internal static byte[] Gzipped(Note note, CompressionLevel level)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, level)) JsonSerializer.Serialize(gzip, note, Camel);
        return stream.ToArray();
    }

    private static void Same(Note expected, Note actual)
    {
        Assert.Equal(expected with { Values = null }, actual with { Values = null });
        Assert.Equal(expected.Values, actual.Values);
    }

    // Text that no UTF-8 can hold is not what these tests are about.
    private static string Valid(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
