namespace Faust.Records;

// As the generator would write it.
public sealed partial record Payment(long Id, string Account, string Merchant, int Cents, string Currency, long At) : IJsonRecord<Payment>
{
    public static void WriteJson(ref JsonWriter writer, Payment value)
    {
        writer.WriteRaw("{\"id\":"u8);
        writer.WriteValue(value.Id);
        writer.WriteRaw(",\"account\":"u8);
        writer.WriteValue(value.Account);
        writer.WriteRaw(",\"merchant\":"u8);
        writer.WriteValue(value.Merchant);
        writer.WriteRaw(",\"cents\":"u8);
        writer.WriteValue(value.Cents);
        writer.WriteRaw(",\"currency\":"u8);
        writer.WriteValue(value.Currency);
        writer.WriteRaw(",\"at\":"u8);
        writer.WriteValue(value.At);
        writer.WriteRaw((byte)'}');
    }

    public static Payment ReadJson(ref JsonReader reader)
    {
        long id = default;
        string account = default!;
        string merchant = default!;
        int cents = default;
        string currency = default!;
        long at = default;
        if (reader.TryRead("{\"id\":"u8))
        {
            id = reader.ReadInt64();
            if (reader.TryRead(",\"account\":"u8)) account = reader.ReadString(0);
            if (reader.TryRead(",\"merchant\":"u8)) merchant = reader.ReadString(1);
            if (reader.TryRead(",\"cents\":"u8)) cents = reader.ReadInt32();
            if (reader.TryRead(",\"currency\":"u8)) currency = reader.ReadString(2);
            if (reader.TryRead(",\"at\":"u8)) at = reader.ReadInt64();
        }
        else
        {
            reader.ReadStartObject();
        }

        while (reader.ReadName(out ReadOnlySpan<byte> name))
        {
            if (name.SequenceEqual("id"u8)) id = reader.ReadInt64();
            else if (name.SequenceEqual("account"u8)) account = reader.ReadString(0);
            else if (name.SequenceEqual("merchant"u8)) merchant = reader.ReadString(1);
            else if (name.SequenceEqual("cents"u8)) cents = reader.ReadInt32();
            else if (name.SequenceEqual("currency"u8)) currency = reader.ReadString(2);
            else if (name.SequenceEqual("at"u8)) at = reader.ReadInt64();
            else reader.SkipValue();
        }

        return new Payment(id, account, merchant, cents, currency, at);
    }
}
