using System.Text;

namespace Faust.Records;

public sealed class MessagePackReaderTests
{
    [Fact]
    public void Every_format_is_what_it_is()
    {
        for (int format = 0; format <= 0xFF; format++)
        {
            byte[] bytes = new byte[40];
            bytes[0] = (byte)format;
            // Lengths are 0 where they have bytes of their own; parts are the integer 0 or zeros.
            string kind = format switch
            {
                <= 0x7F or >= 0xE0 or (>= 0xCC and <= 0xD3) => "integer",
                <= 0x8F or 0xDE or 0xDF => "map",
                <= 0x9F or 0xDC or 0xDD => "array",
                <= 0xBF or 0xD9 or 0xDA or 0xDB => "string",
                0xC0 => "nil",
                0xC1 => "nothing",
                0xC2 or 0xC3 => "boolean",
                <= 0xC6 => "binary",
                0xCA or 0xCB => "float",
                _ => "extension",
            };
            Check("integer", (ref reader) => reader.ReadInt64());
            Check("map", (ref reader) => reader.ReadMapHeader());
            Check("array", (ref reader) => reader.ReadArrayHeader());
            Check("string", (ref reader) => reader.ReadString());
            Check("string", (ref reader) => reader.ReadString(1));
            Check("string", (ref reader) => reader.ReadUtf8().Length);
            Check("string", (ref reader) => ReadName(ref reader));
            Check("string integer", (ref reader) => reader.ReadKey(out _, out _));
            Check("string binary", (ref reader) => reader.ReadBinary());
            Check("boolean", (ref reader) => reader.ReadBoolean());
            Check("integer float", (ref reader) => reader.ReadDouble());
            Check("integer float", (ref reader) => reader.ReadSingle());
            Check("extension", (ref reader) => reader.ReadExtension(out _).Length);
            Check("integer string", (ref reader) => kind == "string" ? 0 : reader.ReadDecimal());
            if (kind != "nothing") Check(kind, (ref reader) => Skip(ref reader));
            else Assert.Throws<RecordFormatException>(() => Packed.Skip(bytes));

            MessagePackReader nil = new(bytes);
            Assert.Equal(kind == "nil", nil.TryReadNil());

            void Check<T>(string expected, UnpackFunc<T> read)
            {
                try
                {
                    MessagePackReader reader = new(bytes);
                    read(ref reader);
                    Assert.True(expected.Contains(kind, StringComparison.Ordinal), $"0x{format:X2} was read as {expected}.");
                }
                catch (RecordFormatException exception)
                {
                    Assert.False(expected.Contains(kind, StringComparison.Ordinal), $"0x{format:X2}: {exception.Message}");
                    Assert.Equal(0, exception.Offset);
                }
            }
        }
    }

    [Theory]
    [InlineData("c1", "Expected a string but found the byte 0xC1, which is never used, at offset 0.")]
    [InlineData("", "Expected a string but found the end of the document at offset 0.")]
    [InlineData("da-00", "Expected a string but found the format 0xDA, cut off by the end of the document, at offset 0.")]
    [InlineData("a3-61-62", "The header of a string claims 3 bytes, but only 2 bytes follow, at offset 0.")]
    [InlineData("db-ff-ff-ff-ff-61", "The header of a string claims 4294967295 bytes, but only 1 bytes follow, at offset 0.")]
    [InlineData("a3-61-62-ff", "A string's byte 2 is not valid UTF-8, in the string at offset 0.")]
    [InlineData("a2-c0-80", "A string's byte 0 is not valid UTF-8, in the string at offset 0.")]
    [InlineData("a3-ed-a0-80", "A string's byte 0 is not valid UTF-8, in the string at offset 0.")]
    [InlineData("c4-01-61", "Expected a string but found bytes at offset 0.")]
    [InlineData("c0", "Expected a string but found nil at offset 0.")]
    [InlineData("a0-00", "Expected the end of the document but found an integer at offset 1.")]
    public void Failures_say_what_is_wrong(string hex, string message)
    {
        byte[] bytes = Packed.Bytes(hex);
        foreach (UnpackFunc<string> read in new UnpackFunc<string>[]
        {
            (ref reader) => reader.ReadString(),
            (ref reader) => reader.ReadString(0),
            (ref reader) => Encoding.UTF8.GetString(reader.ReadUtf8()),
        })
        {
            Assert.Equal(message, Assert.Throws<RecordFormatException>(() => Packed.Read(bytes, read)).Message);
        }
    }

    [Fact]
    public void Invalid_text_is_found_wherever_it_is() => Cases.Run(20_000, random =>
    {
        byte[] utf8 = new byte[random.Next(1, 70)];
        for (int i = 0; i < utf8.Length; i++) utf8[i] = (byte)random.Next(0x80);
        utf8[random.Next(utf8.Length)] = (byte)random.Next(0x80, 0x100);
        byte[] bytes = Packed.Write((ref writer) => writer.WriteUtf8(utf8));
        Assert.Throws<RecordFormatException>(() => Packed.Read(bytes, (ref reader) => reader.ReadString()));
        Assert.Throws<RecordFormatException>(() => Packed.Read(bytes, (ref reader) => reader.ReadString(0)));
        Assert.Throws<RecordFormatException>(() => Packed.Read(bytes, (ref reader) => ReadName(ref reader)));
        Assert.Throws<RecordFormatException>(() => Packed.Skip(bytes));
        Assert.Equal(utf8, Packed.Read(bytes, (ref reader) => reader.ReadBinary()));
    });

    [Theory]
    [InlineData("d6-00-00-00-00-00")]
    [InlineData("d5-ff-00-00")]
    [InlineData("c7-05-ff-00-00-00-00-00")]
    [InlineData("d7-ff-ee-6b-28-00-00-00-00-00")]
    [InlineData("c7-0c-ff-3b-9a-ca-00-00-00-00-00-00-00-00-00")]
    [InlineData("c7-0c-ff-00-00-00-00-00-00-00-3a-ff-f4-41-80")]
    [InlineData("c7-0c-ff-00-00-00-00-ff-ff-ff-f1-88-6e-08-ff")]
    [InlineData("c7-0c-ff-00-00-00-00-80-00-00-00-00-00-00-00")]
    [InlineData("00")]
    public void What_is_no_date_is_refused(string hex)
    {
        byte[] bytes = Packed.Bytes(hex);
        Assert.Throws<RecordFormatException>(() => Packed.Read(bytes, (ref reader) => reader.ReadDateTime()));
        Assert.Throws<RecordFormatException>(() => Packed.Read(bytes, (ref reader) => reader.ReadDateTimeOffset()));
    }

    [Theory]
    [InlineData("d6-ff-5a-4a-f6-a5")]
    [InlineData("c7-04-ff-5a-4a-f6-a5")]
    [InlineData("c8-00-04-ff-5a-4a-f6-a5")]
    [InlineData("c9-00-00-00-04-ff-5a-4a-f6-a5")]
    [InlineData("c7-08-ff-00-00-00-00-5a-4a-f6-a5")]
    [InlineData("c7-0c-ff-00-00-00-00-00-00-00-00-5a-4a-f6-a5")]
    public void A_timestamp_may_have_any_width(string hex) => Assert.Equal(
        new DateTime(2018, 1, 2, 3, 4, 5, DateTimeKind.Utc),
        Packed.Read(Packed.Bytes(hex), (ref reader) => reader.ReadDateTime()));

    [Theory]
    [InlineData("92-d6-ff-5a-4a-f6-a5-cd-03-49")]
    [InlineData("92-d6-ff-5a-4a-f6-a5-d1-fc-b7")]
    [InlineData("91-d6-ff-5a-4a-f6-a5")]
    [InlineData("92-c7-0c-ff-00-00-00-00-ff-ff-ff-f1-88-6e-09-00-01")]
    [InlineData("92-c7-0c-ff-00-00-00-00-00-00-00-3a-ff-f4-41-7f-ff")]
    public void What_is_no_date_with_an_offset_is_refused(string hex)
    {
        byte[] bytes = Packed.Bytes(hex);
        Assert.Throws<RecordFormatException>(() => Packed.Read(bytes, (ref reader) => reader.ReadDateTimeOffset()));
    }

    [Fact]
    public void Floats_are_rounded_but_never_become_infinite()
    {
        Assert.Equal(0.1f, ReadSingle(0.1));
        Assert.Equal(float.MaxValue, ReadSingle(float.MaxValue));
        Assert.Equal(float.PositiveInfinity, ReadSingle(double.PositiveInfinity));
        Assert.Equal(0f, ReadSingle(double.Epsilon));
        Assert.True(float.IsNaN(ReadSingle(double.NaN)));
        Assert.Throws<RecordFormatException>(() => ReadSingle(1e39));
        Assert.Throws<RecordFormatException>(() => ReadSingle(-double.MaxValue));

        static float ReadSingle(double value) => Packed.Read(
            Packed.Write((ref writer) => writer.WriteValue(value)),
            (ref reader) => reader.ReadSingle());
    }

    [Fact]
    public void Keys_are_names_or_numbers()
    {
        MessagePackReader reader = new([0x82, 0xA1, (byte)'a', 0x01, 0xD0, 0xFB, 0x02]);
        Assert.Equal(2, reader.ReadMapHeader());
        Assert.True(reader.ReadKey(out ReadOnlySpan<byte> name, out _));
        Assert.Equal("a"u8, name);
        reader.Skip();
        Assert.False(reader.ReadKey(out _, out long number));
        Assert.Equal(-5, number);
    }

    [Fact]
    public void Nothing_is_read_beyond_the_end()
    {
        using GuardedMemory memory = new();
        Cases.Run(5_000, random =>
        {
            byte[] bytes = Packed.WriteAny(random.Any(2));
            if (bytes.Length > 1000) return;
            ReadOnlySpan<byte> text = memory.AtEnd(bytes.AsSpan(0, random.Next(bytes.Length + 1)));
            try
            {
                MessagePackReader reader = new(text);
                Packed.ReadAny(ref reader, text);
            }
            catch (RecordFormatException)
            {
            }
        });
    }

    private static int ReadName(ref MessagePackReader reader)
    {
        reader.ReadName(out ReadOnlySpan<byte> name);
        return name.Length;
    }

    private static int Skip(ref MessagePackReader reader)
    {
        reader.Skip();
        return reader.Position;
    }
}
