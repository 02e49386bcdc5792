namespace Faust.Records;

// As the generator would write it: what Payment has not, collections, an enum, a null, and itself inside.
public sealed record Order(OrderState State, List<int?> Lines, Dictionary<int, string> Notes, Order? Parent) : IJsonRecord<Order>
{
    public static void WriteJson(ref JsonWriter writer, Order value)
    {
        writer.WriteRaw("{\"state\":"u8);
        writer.WriteValue((int)value.State);
        writer.WriteRaw(",\"lines\":["u8);
        for (int i = 0; i < value.Lines.Count; i++)
        {
            if (i > 0) writer.WriteRaw((byte)',');
            if (value.Lines[i] is { } line) writer.WriteValue(line);
            else writer.WriteNull();
        }

        writer.WriteRaw("],\"notes\":{"u8);
        bool first = true;
        foreach ((int key, string note) in value.Notes)
        {
            if (!first) writer.WriteRaw((byte)',');
            first = false;
            writer.WritePropertyName(key);
            writer.WriteValue(note);
        }

        writer.WriteRaw("},\"parent\":"u8);
        if (value.Parent is null) writer.WriteNull();
        else WriteJson(ref writer, value.Parent);
        writer.WriteRaw((byte)'}');
    }

    public static Order ReadJson(ref JsonReader reader)
    {
        OrderState state = default;
        List<int?> lines = [];
        Dictionary<int, string> notes = [];
        Order? parent = null;
        reader.PushDepth();
        if (reader.TryRead("{\"state\":"u8))
        {
            state = ReadState(ref reader);
            if (reader.TryRead(",\"lines\":"u8)) lines = ReadLines(ref reader);
        }
        else
        {
            reader.ReadStartObject();
        }

        while (reader.ReadName(out ReadOnlySpan<byte> name))
        {
            if (name.SequenceEqual("state"u8)) state = ReadState(ref reader);
            else if (name.SequenceEqual("lines"u8)) lines = ReadLines(ref reader);
            else if (name.SequenceEqual("notes"u8)) notes = ReadNotes(ref reader);
            else if (name.SequenceEqual("parent"u8)) parent = reader.TryReadNull() ? null : ReadJson(ref reader);
            else reader.SkipValue();
        }

        reader.PopDepth();
        return new Order(state, lines, notes, parent);
    }

    private static OrderState ReadState(ref JsonReader reader)
    {
        if (!reader.TryReadEnumName(out ReadOnlySpan<byte> name)) return (OrderState)reader.ReadInt32();
        if (name.SequenceEqual("Open"u8)) return OrderState.Open;
        if (name.SequenceEqual("Closed"u8)) return OrderState.Closed;
        throw reader.UnknownEnumName(name, nameof(OrderState));
    }

    private static List<int?> ReadLines(ref JsonReader reader)
    {
        List<int?> lines = [];
        reader.ReadStartArray();
        while (reader.ReadElement()) lines.Add(reader.TryReadNull() ? null : reader.ReadInt32());
        return lines;
    }

    private static Dictionary<int, string> ReadNotes(ref JsonReader reader)
    {
        Dictionary<int, string> notes = [];
        reader.ReadStartObject();
        while (reader.ReadName(out ReadOnlySpan<byte> name))
        {
            int key = reader.ParseInt32(name);
            notes[key] = reader.ReadString();
        }

        return notes;
    }
}
