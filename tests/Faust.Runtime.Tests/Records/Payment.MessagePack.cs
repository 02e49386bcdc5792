namespace Faust.Records;

// As the generator would write it.
public sealed partial record Payment : IMessagePackRecord<Payment>
{
    private static ReadOnlySpan<byte> IdName => [0xA2, (byte)'i', (byte)'d'];

    private static ReadOnlySpan<byte> FirstName => [0x86, 0xA2, (byte)'i', (byte)'d'];

    private static ReadOnlySpan<byte> AccountName =>
        [0xA7, (byte)'a', (byte)'c', (byte)'c', (byte)'o', (byte)'u', (byte)'n', (byte)'t'];

    private static ReadOnlySpan<byte> MerchantName =>
        [0xA8, (byte)'m', (byte)'e', (byte)'r', (byte)'c', (byte)'h', (byte)'a', (byte)'n', (byte)'t'];

    private static ReadOnlySpan<byte> CentsName => [0xA5, (byte)'c', (byte)'e', (byte)'n', (byte)'t', (byte)'s'];

    private static ReadOnlySpan<byte> CurrencyName =>
        [0xA8, (byte)'c', (byte)'u', (byte)'r', (byte)'r', (byte)'e', (byte)'n', (byte)'c', (byte)'y'];

    private static ReadOnlySpan<byte> AtName => [0xA2, (byte)'a', (byte)'t'];

    public static void WriteMessagePack(ref MessagePackWriter writer, Payment value)
    {
        writer.WriteRaw(FirstName);
        writer.WriteValue(value.Id);
        writer.WriteRaw(AccountName);
        writer.WriteValue(value.Account);
        writer.WriteRaw(MerchantName);
        writer.WriteValue(value.Merchant);
        writer.WriteRaw(CentsName);
        writer.WriteValue(value.Cents);
        writer.WriteRaw(CurrencyName);
        writer.WriteValue(value.Currency);
        writer.WriteRaw(AtName);
        writer.WriteValue(value.At);
    }

    public static Payment ReadMessagePack(ref MessagePackReader reader)
    {
        long id = default;
        string account = default!;
        string merchant = default!;
        int cents = default;
        string currency = default!;
        long at = default;

        // What is left tells how many members came in order, and that there is another one at all.
        int left = reader.ReadMapHeader();
        if (left == 6 && reader.TryRead(IdName))
        {
            id = reader.ReadInt64();
            left--;
        }

        if (left == 5 && reader.TryRead(AccountName))
        {
            account = reader.ReadString(0);
            left--;
        }

        if (left == 4 && reader.TryRead(MerchantName))
        {
            merchant = reader.ReadString(1);
            left--;
        }

        if (left == 3 && reader.TryRead(CentsName))
        {
            cents = reader.ReadInt32();
            left--;
        }

        if (left == 2 && reader.TryRead(CurrencyName))
        {
            currency = reader.ReadString(2);
            left--;
        }

        if (left == 1 && reader.TryRead(AtName))
        {
            at = reader.ReadInt64();
            left--;
        }

        for (; left > 0; left--)
        {
            if (!reader.ReadKey(out ReadOnlySpan<byte> name, out _)) reader.Skip();
            else if (name.SequenceEqual("id"u8)) id = reader.ReadInt64();
            else if (name.SequenceEqual("account"u8)) account = reader.ReadString(0);
            else if (name.SequenceEqual("merchant"u8)) merchant = reader.ReadString(1);
            else if (name.SequenceEqual("cents"u8)) cents = reader.ReadInt32();
            else if (name.SequenceEqual("currency"u8)) currency = reader.ReadString(2);
            else if (name.SequenceEqual("at"u8)) at = reader.ReadInt64();
            else reader.Skip();
        }

        return new Payment(id, account, merchant, cents, currency, at);
    }
}
