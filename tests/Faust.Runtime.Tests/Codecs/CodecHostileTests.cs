using System.IO.Compression;
using CsCheck;
using Faust.Generated;
using Faust.Records;

namespace Faust.Codecs;

/// <summary>Bytes that no codec wrote: an error that says so, and no more memory than is allowed.</summary>
public class CodecHostileTests
{
    private static readonly Note Sample = new(1, new string('x', 500) + "ü", [1, 2, 3]);

    [Fact]
    public void No_bytes_are_no_gzip() =>
        Assert.Throws<RecordFormatException>(() => new GzipCodec().Decode([], new ByteBuffer(), 100));

    [Fact]
    public void A_thread_does_not_keep_a_buffer_that_had_much_room_and_little_in_it()
    {
        using (RentedBuffer huge = RentedBuffer.Rent()) huge.Buffer.GetSpan(8 * 1024 * 1024);
        using RentedBuffer next = RentedBuffer.Rent();
        Assert.InRange(next.Buffer.GetSpan().Length, 1, 1024 * 1024);
    }

    [Fact]
    public void Mutated_bytes_are_read_or_refused()
    {
        (byte[] Bytes, Action<byte[]> Read)[] cases =
        [
            (CodecTests.Value(new Zipped(), Sample), b => new Zipped().ReadValue(b, null)),
            (CodecTests.Value(new Brotlied(), Sample), b => new Brotlied().ReadValue(b, null)),
            (CodecTests.Value(new Packed(), Sample), b => new Packed().ReadValue(b, null)),
            (CodecTests.Value(new PackedNotes(), new() { [1] = [Sample, null] }), b => new PackedNotes().ReadValue(b, null)),
            (CodecTests.Value(new Mailed(), Sample), b => new Mailed().ReadValue(b, null)),
            (CodecTests.Key(new Mailed(), 5), b => new Mailed().ReadKey(b, null)),
            (CodecTests.Value(new ForeignTopic(), new Foreign(1, "x")), b => new ForeignTopic().ReadValue(b, null)),
        ];
        Gen.Select(Gen.Int[0, cases.Length - 1], Gen.Int[0, 10_000], Gen.Byte, Gen.Int[0, 3]).Sample(
            (which, at, value, how) =>
            {
                (byte[] bytes, Action<byte[]> read) = cases[which];
                at %= bytes.Length;
                byte[] mutated = how switch
                {
                    0 => bytes[..at],
                    1 => [.. bytes[..at], value, .. bytes[at..]],
                    2 => [.. bytes[..at], .. bytes[(at + 1)..]],
                    _ => [.. bytes[..at], value, .. bytes[(at + 1)..]],
                };
                try
                {
                    read(mutated);
                }
                catch (RecordFormatException)
                {
                }
            },
            iter: 20_000);
    }

    [Fact]
    public void Truncated_streams_are_refused()
    {
        byte[] gzip = CodecTests.Value(new Zipped(), Sample), brotli = CodecTests.Value(new Brotlied(), Sample);
        for (int i = 0; i < gzip.Length; i++) Refused(() => new Zipped().ReadValue(gzip[..i], null));
        for (int i = 0; i < brotli.Length; i++) Refused(() => new Brotlied().ReadValue(brotli[..i], null));
    }

    [Fact]
    public void What_follows_a_stream_is_refused()
    {
        Refused(() => new Zipped().ReadValue([.. CodecTests.Value(new Zipped(), Sample), 0], null));
        Refused(() => new Zipped().ReadValue([.. CodecTests.Value(new Zipped(), Sample), .. "more"u8], null));
        Refused(() => new Brotlied().ReadValue([.. CodecTests.Value(new Brotlied(), Sample), 0], null));
    }

    [Fact]
    public void A_bomb_is_refused_once_it_has_unpacked_to_more_than_is_allowed()
    {
        // 200 kB and 100 MB of spaces, some hundred bytes each; the topic allows 100 kB.
        Assert.Contains("more than 100000", Refused(() => new Brotlied().ReadValue(Bomb(200_000), null)).Message, StringComparison.Ordinal);
        byte[] large = Bomb(100_000_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Refused(() => new Brotlied().ReadValue(large, null));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
        Assert.Contains("MaxDecodedLength", Refused(() => new Zipped().ReadValue(Zip(new byte[CodecChain.DefaultMaxLength + 1]), null)).Message, StringComparison.Ordinal);

        static byte[] Bomb(int length)
        {
            using var stream = new MemoryStream();
            using (var brotli = new BrotliStream(stream, CompressionLevel.Fastest)) brotli.Write(new byte[length]);
            return stream.ToArray();
        }
    }

    [Fact]
    public void Errors_name_the_codec_and_the_topic()
    {
        Assert.StartsWith("GzipCodec cannot read the value of Zipped: ", Refused(() => new Zipped().ReadValue("x"u8, null)).Message, StringComparison.Ordinal);
        Assert.StartsWith("Base64Codec cannot read the key of Mailed: ", Refused(() => new Mailed().ReadKey("?"u8, null)).Message, StringComparison.Ordinal);
        RecordFormatException e = Refused(() => new ForeignTopic().ReadKey([1], null));
        Assert.StartsWith("ForeignCodec cannot read the key of ForeignTopic: ", e.Message, StringComparison.Ordinal);
        Assert.IsType<ArgumentOutOfRangeException>(e.InnerException);
        Assert.Contains("JSON of Note: at $.id", Refused(() => new Zipped().ReadValue(Zip("""{"id":"x"}"""u8), null)).Message, StringComparison.Ordinal);
    }

    private static byte[] Zip(ReadOnlySpan<byte> bytes)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest)) gzip.Write(bytes);
        return stream.ToArray();
    }

    private static RecordFormatException Refused(Action read) => Assert.Throws<RecordFormatException>(read);
}
