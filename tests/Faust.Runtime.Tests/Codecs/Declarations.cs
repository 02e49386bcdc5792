using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Text;
using Faust.Records;

namespace Faust.Codecs;

/// <summary>What most of these topics hold.</summary>
[Record]
public sealed partial record Note(int Id, string Text, double[]? Values = null);

/// <summary>Says itself how it is written.</summary>
[Record, ValueCodec<JsonCodec, Base64Codec>, KeyCodec<JsonCodec>]
public sealed partial record Wrapped(int Id);

/// <summary>Known to no serializer but the user's.</summary>
public sealed record Foreign(int Number, string Name);

[Topic("zipped", Partitions = 2), ValueCodec<JsonCodec, GzipCodec>]
public sealed partial class Zipped : Topic<string, Note>;

[Topic("brotli", Partitions = 2), ValueCodec<JsonCodec, BrotliCodec>]
public sealed partial class Brotlied : Topic<string, Note>
{
    protected override int MaxDecodedLength => 100_000;
}

[Topic("mailed", Partitions = 2), ValueCodec<JsonCodec, GzipCodec, Base64Codec>, KeyCodec<RawCodec, Base64Codec>]
public sealed partial class Mailed : Topic<long, Note>;

[Topic("wrapped", Partitions = 2)]
public sealed partial class WrappedTopic : Topic<Wrapped, Wrapped>;

[Topic("unwrapped", Partitions = 2), ValueCodec<JsonCodec>]
public sealed partial class Unwrapped : Topic<string, Wrapped>;

[Topic("raw", Partitions = 2), ValueCodec<RawCodec>, KeyCodec<JsonCodec>]
public sealed partial class RawTexts : Topic<string, string>;

[Topic("raw-longs", Partitions = 2), ValueCodec<RawCodec>]
public sealed partial class RawLongs : Topic<Guid, long?>;

[Topic("packed-notes", Partitions = 2), ValueCodec<MessagePackCodec>, KeyCodec<MessagePackCodec>]
public sealed partial class PackedNotes : Topic<Wrapped, Dictionary<int, Note?[]>>;

[Topic("packed", Partitions = 2), ValueCodec<MessagePackCodec, BrotliCodec>]
public sealed partial class Packed : Topic<string, Note>;

[Topic("foreign", Partitions = 2), ValueCodec<ForeignCodec, RegistryFrame>, KeyCodec<ForeignCodec>]
public sealed partial class ForeignTopic : Topic<Foreign, Foreign>;

[Table("foreign"), ValueCodec<ForeignCodec>, KeyCodec<ForeignCodec>]
public sealed partial class ForeignTable : Table<Foreign, Foreign>;

[Agent<ForeignTopic>]
public sealed partial class KeepForeign(ForeignTable table)
{
    public void Handle(Event<Foreign, Foreign> e) => table[e.Key] = e.Value;
}

/// <summary>A user's own format: a number and a text behind it.</summary>
public sealed class ForeignCodec : ICodec<Foreign>
{
    public static ConcurrentBag<(string Name, bool IsKey)> Attached { get; } = [];

    public void Attach(CodecContext context) => Attached.Add((context.Name, context.IsKey));

    public void Write(Foreign value, ByteBuffer buffer)
    {
        BinaryPrimitives.WriteInt32BigEndian(buffer.GetSpan(4), value.Number);
        buffer.Advance(4);
        buffer.Write(Encoding.UTF8.GetBytes(value.Name));
    }

    public Foreign Read(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadInt32BigEndian(bytes), Encoding.UTF8.GetString(bytes[4..]));
}

/// <summary>A registry of schemas, as a service.</summary>
public sealed class Registry
{
    public ConcurrentDictionary<string, int> Ids { get; } = [];

    public int IdOf(string subject) => Ids.GetOrAdd(subject, s => s.Length);
}

/// <summary>Confluent's wire format: a zero and the schema's id before the bytes, the id found by the topic's name.</summary>
public sealed class RegistryFrame : IBytesCodec
{
    private int _id = -1;

    public void Attach(CodecContext context) =>
        _id = ((Registry?)context.Services.GetService(typeof(Registry)))?.IdOf($"{context.Name}-{(context.IsKey ? "key" : "value")}") ?? 0;

    public void Encode(ReadOnlySpan<byte> source, ByteBuffer destination)
    {
        Span<byte> head = destination.GetSpan(5);
        head[0] = 0;
        BinaryPrimitives.WriteInt32BigEndian(head[1..], _id);
        destination.Advance(5);
        destination.Write(source);
    }

    public void Decode(ReadOnlySpan<byte> source, ByteBuffer destination, int maxLength)
    {
        if (source[0] != 0 || BinaryPrimitives.ReadInt32BigEndian(source[1..]) != _id) throw new RecordFormatException("Unknown schema", 0);
        destination.Write(source[5..]);
    }
}
