using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Faust.Records;

public sealed class RecordJsonTests
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JsonStringTests.Relaxed.Encoder };

    private static readonly JsonSerializerOptions Indented = new(Options) { WriteIndented = true };

    [Fact]
    public void Records_survive_both_ways_with_System_Text_Json() => Cases.Run(20_000, random =>
    {
        Payment payment = Any(random);
        byte[] json = RecordJson.Serialize(payment);
        Assert.Equal(payment, RecordJson.Deserialize<Payment>(json));
        Assert.Equal(payment, JsonSerializer.Deserialize<Payment>(json, Options));
        Assert.Equal(payment, RecordJson.Deserialize<Payment>(JsonSerializer.Serialize(payment, Options)));
        Assert.Equal(payment, RecordJson.Deserialize<Payment>(JsonSerializer.SerializeToUtf8Bytes(payment, Indented)));
    });

    [Theory]
    [InlineData("""{"at":6,"currency":"c","cents":4,"merchant":"m","account":"a","id":1}""")]
    [InlineData("""{"id":1,"account":"a","x":[{"y":null}],"merchant":"m","cents":4,"currency":"c","at":6}""")]
    [InlineData("""{"id":1,"account":"a","merchant":"m","cents":4,"currency":"c","at":6,"x":"\n"}""")]
    [InlineData(""" { "id" : 1 , "account" : "a" , "merchant" : "m" , "cents" : 4 , "currency" : "c" , "at" : 6 } """)]
    [InlineData("""{"id":1,"\u0061ccount":"a","merchant":"m","cents":4 ,"currency":"c","at":6}""")]
    [InlineData("""{"id":0,"account":"","merchant":"m","cents":4,"currency":"c","at":6,"account":"a","id":1}""")]
    public void Members_come_in_any_order(string json) =>
        Assert.Equal(new Payment(1, "a", "m", 4, "c", 6), RecordJson.Deserialize<Payment>(json));

    [Theory]
    [InlineData("""{"id":1,"account":5}""", "$.account", 18)]
    [InlineData("""{"id":99999999999999999999}""", "$.id", 6)]
    [InlineData("""{"id":1,"x":[1,{"y":[true,nope]}]}""", "$.x[1].y[1]", 26)]
    [InlineData("""{"id":1,"odd name":[1,}""", "$['odd name'][1]", 22)]
    [InlineData("""{"id":1,"account":"","merchant":"","cents":1,"currency":"","at":1} x""", "$", 67)]
    [InlineData("""[]""", "$", 0)]
    public void Failures_name_the_record_the_path_and_the_offset(string json, string path, int offset)
    {
        RecordFormatException exception = Assert.Throws<RecordFormatException>(() => RecordJson.Deserialize<Payment>(json));
        Assert.StartsWith($"This is not the JSON of Payment: at {path}: ", exception.Message, StringComparison.Ordinal);
        Assert.Equal(offset, exception.Offset);
    }

    [Fact]
    public void Appends_to_any_writer()
    {
        Payment payment = new(1, "a", "m", 4, "c", 6);
        ByteBuffer buffer = new();
        ArrayBufferWriter<byte> other = new();
        for (int i = 0; i < 2; i++)
        {
            RecordJson.Serialize(payment, buffer);
            RecordJson.Serialize(payment, other);
        }

        string expected = RecordJson.SerializeToString(payment) + RecordJson.SerializeToString(payment);
        Assert.Equal(expected, Encoding.UTF8.GetString(buffer.WrittenSpan));
        Assert.Equal(expected, Encoding.UTF8.GetString(other.WrittenSpan));
    }

    [Fact]
    public void Random_texts_only_ever_fail_as_they_should() => Cases.Run(50_000, random =>
    {
        byte[] json = RecordJson.Serialize(Any(random));
        for (int i = random.Next(1, 4); i > 0; i--) json[random.Next(json.Length)] = (byte)random.Next(256);
        try
        {
            RecordJson.Deserialize<Payment>(json);
        }
        catch (RecordFormatException exception)
        {
            Assert.InRange(exception.Offset, 0, json.Length);
        }
    });

    private static Payment Any(Random random) => new(
        random.Bits(),
        random.Text(loneSurrogates: false),
        random.Text(loneSurrogates: false),
        (int)random.Bits(),
        random.Text(loneSurrogates: false),
        random.Bits());
}
