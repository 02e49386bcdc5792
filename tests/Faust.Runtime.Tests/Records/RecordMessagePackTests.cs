using System.Buffers;
using MessagePack;
using MessagePack.Resolvers;

namespace Faust.Records;

public sealed class RecordMessagePackTests
{
    private static readonly MessagePackSerializerOptions Options =
        MessagePackSerializerOptions.Standard.WithResolver(ContractlessStandardResolver.Instance);

    [Fact]
    public void Records_survive_both_ways_with_others() => Cases.Run(20_000, random =>
    {
        Payment payment = Any(random);
        byte[] bytes = RecordMessagePack.Serialize(payment);
        Assert.Equal(payment, RecordMessagePack.Deserialize<Payment>(bytes));
        Assert.Equal(payment, RecordMessagePack.Deserialize<Payment>(bytes, new Utf8StringCache()));

        // Members in any order, lengths of any width, and members nobody knows.
        Dictionary<string, object?> members = MessagePackSerializer.Deserialize<Dictionary<string, object?>>(bytes, Options);
        Assert.Equal(6, members.Count);
        Assert.Equal(payment.Account, members["account"]);
        List<KeyValuePair<object, object?>> shuffled = [.. members.Select(m => new KeyValuePair<object, object?>(m.Key, Model(m.Value)))];
        shuffled.Add(new("unknown", random.Any(2)));
        shuffled.Add(new(random.Bits(), random.Any(2)));
        random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(shuffled));
        List<byte> foreign = [];
        Packed.WriteForeign(foreign, shuffled, random);
        Assert.Equal(payment, RecordMessagePack.Deserialize<Payment>([.. foreign]));
    });

    [Theory]
    [InlineData("82-a2-69-64-01-a7-61-63-63-6f-75-6e-74-05", "$.account", 13)]
    [InlineData("81-a2-69-64-cf-ff-ff-ff-ff-ff-ff-ff-ff", "$.id", 4)]
    [InlineData("82-a2-69-64-01-a1-78-92-01-81-a1-79-92-c3-c1", "$.x[1].y[1]", 14)]
    [InlineData("82-a2-69-64-01-a8-6f-64-64-20-6e-61-6d-65-92-01-a5-61", "$['odd name'][1]", 16)]
    [InlineData("82-a2-69-64-01-07-81-c0-c1", "$[7][?]", 8)]
    [InlineData("82-a2-69-64-01-07-81-90-c1", "$[7][?]", 8)]
    [InlineData("82-a2-69-64-01", "$", 5)]
    [InlineData("82-a2-69-64-01-c3", "$", 5)]
    [InlineData("86-a2-69-64-01-a7-61-63-63-6f-75-6e-74-a0-a8-6d-65-72-63-68-61-6e-74-a0-a5-63-65-6e-74-73-01-a8-63-75-72-72-65-6e-63-79-a0-a2-61-74-01-c0", "$", 45)]
    [InlineData("90", "$", 0)]
    [InlineData("", "$", 0)]
    public void Failures_name_the_record_the_path_and_the_offset(string hex, string path, int offset)
    {
        byte[] bytes = Packed.Bytes(hex);
        RecordFormatException exception = Assert.Throws<RecordFormatException>(() => RecordMessagePack.Deserialize<Payment>(bytes));
        Assert.StartsWith($"This is not the MessagePack of Payment: at {path}: ", exception.Message, StringComparison.Ordinal);
        Assert.Equal(offset, exception.Offset);
    }

    [Fact]
    public void Paths_never_fail() => Cases.Run(5_000, random =>
    {
        byte[] bytes = new byte[random.Next(60)];
        random.NextBytes(bytes);
        for (int offset = -1; offset <= bytes.Length + 1; offset++)
        {
            Assert.StartsWith("$", MessagePackPath.At(bytes, offset), StringComparison.Ordinal);
        }
    });

    [Fact]
    public void A_lacking_member_is_reported_where_its_record_is()
    {
        MessagePackReader reader = new([0x91, 0x80]);
        reader.ReadArrayHeader();
        RecordFormatException exception = reader.MissingMember("id", "Order", reader.Position);
        Assert.Equal("Order lacks its member 'id', at offset 1.", exception.Message);
        Assert.Equal("$[0]", MessagePackPath.At([0x91, 0x80], exception.Offset));
    }

    [Fact]
    public void Appends_to_any_writer()
    {
        Payment payment = new(1, "a", "m", 4, "c", 6);
        ByteBuffer buffer = new();
        ArrayBufferWriter<byte> other = new();
        for (int i = 0; i < 2; i++)
        {
            RecordMessagePack.Serialize(payment, buffer);
            RecordMessagePack.Serialize(payment, other);
        }

        byte[] one = RecordMessagePack.Serialize(payment);
        byte[] expected = [.. one, .. one];
        Assert.Equal(expected, buffer.WrittenSpan);
        Assert.Equal(expected, other.WrittenSpan);
    }

    [Fact]
    public void Reading_allocates_only_the_result()
    {
        Payment payment = new(123_456_789, "account-1234", "merchant", 4_200, "EUR", 1_700_000_000_000);
        byte[] bytes = RecordMessagePack.Serialize(payment);
        Utf8StringCache strings = new();
        for (int i = 0; i < 100; i++) RecordMessagePack.Deserialize<Payment>(bytes, strings);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++) RecordMessagePack.Deserialize<Payment>(bytes, strings);
        long record = (GC.GetAllocatedBytesForCurrentThread() - before) / 100;
        before = GC.GetAllocatedBytesForCurrentThread();
        GC.KeepAlive(new Payment(1, "", "", 1, "", 1));
        Assert.Equal(GC.GetAllocatedBytesForCurrentThread() - before, record);
    }

    private static object? Model(object? value) => value is string or null ? value : Convert.ToInt64(value, null);

    private static Payment Any(Random random) => new(
        random.Bits(),
        random.Text(loneSurrogates: false),
        random.Text(loneSurrogates: false),
        (int)random.Bits(),
        random.Text(loneSurrogates: false),
        random.Bits());
}
