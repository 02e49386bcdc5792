namespace Faust.Records;

/// <summary>Bytes that are wrong by accident or on purpose: one kind of exception, at a place, and memory only for what is there.</summary>
public sealed class MessagePackHostileTests
{
    // For the exceptions and their messages: two of them, with their traces.
    private const long Slack = 16 * 1024;

    private static readonly UnpackFunc<object?>[] Reads =
    [
        (ref reader) => reader.ReadBoolean(),
        (ref reader) => reader.ReadByte(),
        (ref reader) => reader.ReadInt16(),
        (ref reader) => reader.ReadInt32(),
        (ref reader) => reader.ReadUInt32(),
        (ref reader) => reader.ReadInt64(),
        (ref reader) => reader.ReadUInt64(),
        (ref reader) => reader.ReadSingle(),
        (ref reader) => reader.ReadDouble(),
        (ref reader) => reader.ReadDecimal(),
        (ref reader) => reader.ReadString(),
        (ref reader) => reader.ReadString(3),
        (ref reader) => reader.ReadBinary(),
        (ref reader) => reader.ReadExtension(out _).Length,
        (ref reader) => reader.ReadDateTime(),
        (ref reader) => reader.ReadDateTimeOffset(),
        (ref reader) => reader.ReadTimeSpan(),
        (ref reader) => reader.ReadDateOnly(),
        (ref reader) => reader.ReadTimeOnly(),
        (ref reader) => reader.ReadGuid(),
        (ref reader) => reader.TryReadEnumName(out _),
        (ref reader) => reader.ReadKey(out _, out _),
        (ref reader) => new byte[reader.ReadArrayHeader()],
        (ref reader) => new short[reader.ReadMapHeader()],
        (ref reader) => reader.TryReadNil(),
        (ref reader) =>
        {
            reader.Skip();
            return null;
        },
    ];

    [Fact]
    public void A_document_cut_off_anywhere_is_refused() => Cases.Run(2_000, random =>
    {
        byte[] bytes = Packed.WriteAny(random.Any());
        if (bytes.Length > 1000) return;
        byte[] payment = RecordMessagePack.Serialize(Any(random));
        for (int length = 0; length < bytes.Length; length++)
        {
            byte[] cut = bytes[..length];
            Assert.InRange(Assert.Throws<RecordFormatException>(() => Packed.Skip(cut)).Offset, 0, length);
            Fails(cut, (ref reader) => Packed.ReadAny(ref reader, cut));
        }

        for (int length = 0; length < payment.Length; length++)
        {
            byte[] cut = payment[..length];
            Assert.InRange(Assert.Throws<RecordFormatException>(() => RecordMessagePack.Deserialize<Payment>(cut)).Offset, 0, length);
        }
    });

    [Fact]
    public void Mutated_records_only_ever_fail_as_they_should() => Cases.Run(100_000, random =>
    {
        byte[] bytes = Mutated(RecordMessagePack.Serialize(Any(random)), random);
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            RecordMessagePack.Deserialize<Payment>(bytes);
        }
        catch (RecordFormatException exception)
        {
            Assert.InRange(exception.Offset, 0, bytes.Length);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (2 * bytes.Length) + Slack);
    });

    [Fact]
    public void Mutated_documents_only_ever_fail_as_they_should() => Cases.Run(100_000, random =>
    {
        byte[] bytes = Packed.WriteAny(random.Any(2));
        if (bytes.Length > 1000) return;
        bytes = Mutated(bytes, random);
        try
        {
            Packed.Skip(bytes);
            Packed.Read(bytes, (ref reader) => Packed.ReadAny(ref reader, bytes));
        }
        catch (RecordFormatException exception)
        {
            Assert.InRange(exception.Offset, 0, bytes.Length);
            Assert.StartsWith("$", MessagePackPath.At(bytes, exception.Offset), StringComparison.Ordinal);
        }

        // Whatever is read from wherever.
        MessagePackReader reader = new(bytes.AsSpan(random.Next(bytes.Length)));
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            while (true)
            {
                int position = reader.Position;
                Reads[random.Next(Reads.Length)](ref reader);
                if (reader.Position == position) reader.Skip();
            }
        }
        catch (RecordFormatException)
        {
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (64 * bytes.Length) + Slack);
        }
    });

    [Theory]
    [InlineData("dd-ff-ff-ff-ff")]
    [InlineData("df-ff-ff-ff-ff")]
    [InlineData("df-80-00-00-00")]
    [InlineData("df-7f-ff-ff-ff")]
    [InlineData("dd-7f-ff-ff-ff")]
    [InlineData("db-ff-ff-ff-ff")]
    [InlineData("db-7f-ff-ff-ff")]
    [InlineData("c6-ff-ff-ff-ff")]
    [InlineData("c6-7f-ff-ff-fb")]
    [InlineData("c9-ff-ff-ff-ff-01")]
    [InlineData("c9-7f-ff-ff-fa-ff")]
    [InlineData("dc-00-0b")]
    [InlineData("de-00-06")]
    [InlineData("d9-0b")]
    public void Lengths_beyond_the_document_are_refused_before_anything_is_made(string hex)
    {
        byte[] bytes = [.. Packed.Bytes(hex), .. new byte[10]];
        foreach (UnpackFunc<object?> read in Reads)
        {
            try
            {
                MessagePackReader reader = new(bytes);
                long before = GC.GetAllocatedBytesForCurrentThread();
                object? value = read(ref reader);
                Assert.True(value is false, $"Read as {value}.");
                Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1000);
            }
            catch (RecordFormatException exception)
            {
                Assert.Equal(0, exception.Offset);
            }
        }

        Assert.Throws<RecordFormatException>(() => RecordMessagePack.Deserialize<Payment>(bytes));
    }

    [Theory]
    [InlineData(0x91)]
    [InlineData(0x81)]
    public void Nesting_has_a_limit(int format)
    {
        for (int depth = 60; depth <= 70; depth++)
        {
            byte[] bytes = Nested(depth, (byte)format);
            bool isTooDeep = depth > MessagePackReader.MaxDepth;
            if (!isTooDeep)
            {
                Packed.Skip(bytes);
                Packed.Read(bytes, (ref reader) => Packed.ReadAny(ref reader, bytes));
                continue;
            }

            Assert.Contains("64 deep", Assert.Throws<RecordFormatException>(() => Packed.Skip(bytes)).Message, StringComparison.Ordinal);
            Fails(bytes, (ref reader) => Packed.ReadAny(ref reader, bytes));
        }

        byte[] endless = Nested(1_000_000, (byte)format);
        Assert.Throws<RecordFormatException>(() => Packed.Skip(endless));
    }

    [Fact]
    public void Levels_of_records_and_of_what_they_skip_add_up()
    {
        byte[] bytes = Nested(10, 0x91);
        MessagePackReader reader = new(bytes);
        for (int i = 0; i < MessagePackReader.MaxDepth - 10; i++) reader.PushDepth();
        reader.Skip();
        RecordFormatException exception = Assert.Throws<RecordFormatException>(() =>
        {
            MessagePackReader deep = new(bytes);
            for (int i = 0; i < MessagePackReader.MaxDepth - 9; i++) deep.PushDepth();
            deep.Skip();
        });
        Assert.Equal(9, exception.Offset);
    }

    private static byte[] Nested(int depth, byte format)
    {
        // A map's key is the integer 0.
        byte[] level = format == 0x81 ? [format, 0] : [format];
        return [.. Enumerable.Repeat(level, depth).SelectMany(bytes => bytes), 0xC0];
    }

    private static byte[] Mutated(byte[] bytes, Random random)
    {
        for (int i = random.Next(1, 5); i > 0; i--)
        {
            int at = random.Next(bytes.Length);
            switch (random.Next(5))
            {
                case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: bytes = [.. bytes[..at], (byte)random.Next(256), .. bytes[at..]]; break;
                case 2 when bytes.Length > 1: bytes = [.. bytes[..at], .. bytes[(at + 1)..]]; break;
                // Formats with lengths of their own.
                case 3: bytes[at] = (byte)random.Next(0xC0, 0xE0); break;
                default: bytes[at] = (byte)random.Next(256); break;
            }
        }

        return bytes;
    }

    private static void Fails<T>(byte[] bytes, UnpackFunc<T> read) => Assert.Throws<RecordFormatException>(() => Packed.Read(bytes, read));

    private static Payment Any(Random random) => new(
        random.Bits(),
        random.Text(loneSurrogates: false),
        random.Text(loneSurrogates: false),
        (int)random.Bits(),
        random.Text(loneSurrogates: false),
        random.Bits());
}
