using System.Text;
using Faust.Records;

namespace Faust.Generators.Tests.Records;

/// <summary>Generated MessagePack. What is right as JSON is taken for right: both must say the same of every value.</summary>
internal static class Packed
{
    public static byte[] Write<T>(T value)
        where T : IMessagePackRecord<T> => RecordMessagePack.Serialize(value);

    public static T Read<T>(byte[] bytes)
        where T : IMessagePackRecord<T> => RecordMessagePack.Deserialize<T>(bytes);

    /// <summary>Writes and reads, with maps in other orders too, and compares the JSON of the results.</summary>
    public static byte[] RoundTrip<T>(T value)
        where T : IJsonRecord<T>, IMessagePackRecord<T>
    {
        byte[] packed = Write(value);
        byte[] behindBytes = new byte[packed.Length + 3];
        packed.CopyTo(behindBytes, 0);
        AssertSame(value, packed);
        AssertSame(value, Turned(packed));
        AssertCutOff<T>(packed);
        Assert.Throws<RecordFormatException>(() => Read<T>(behindBytes));
        return packed;
    }

    /// <summary>The same with the entries of the outermost map turned round, and two more that no record has.</summary>
    public static byte[] Turned(byte[] packed)
    {
        var reader = new MessagePackReader(packed);
        if (reader.TryReadArrayHeader(out _)) return packed;
        var entries = new List<byte[]>();
        int count = reader.ReadMapHeader();
        for (int i = 0; i < count; i++)
        {
            int start = reader.Position;
            reader.Skip();
            reader.Skip();
            entries.Insert(0, packed[start..reader.Position]);
        }

        reader.ReadEnd();
        var buffer = new ByteBuffer();
        var writer = new MessagePackWriter(buffer);
        writer.WriteMapHeader(count + 2);
        writer.WriteValue(7);
        writer.WriteArrayHeader(1);
        writer.WriteNil();
        foreach (byte[] entry in entries) writer.WriteRaw(entry);
        writer.WriteValue("no member of any record");
        writer.WriteValue(0.5);
        writer.Complete();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Checks that bytes are read as a value, whose JSON tells.</summary>
    public static void AssertSame<T>(T expected, byte[] packed)
        where T : IJsonRecord<T>, IMessagePackRecord<T>
    {
        T actual = Read<T>(packed);
        Assert.Equal(WithoutKinds(Json.Write(expected)), WithoutKinds(Json.Write(actual)));
    }

    // However it ends too early, that is said, and nothing else happens.
    private static void AssertCutOff<T>(byte[] packed)
        where T : IMessagePackRecord<T>
    {
        for (int length = 0; length < packed.Length; length++) Assert.Throws<RecordFormatException>(() => Read<T>(packed[..length]));
    }

    // A timestamp is in UTC: whether a DateTime was is not kept.
    private static string WithoutKinds(string json)
    {
        var text = new StringBuilder(json);
        return text.Replace("Z\"", "\"").ToString();
    }
}
