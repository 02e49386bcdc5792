using System.Text;

namespace Faust.Records;

/// <summary>The names of an enum's flags, to write combinations as <c>"Read, Write"</c> and read them; for generated code. Thread-safe.</summary>
/// <remarks>The form is that of System.Text.Json: of the flags that a value has, those with the most bits first, then the least.</remarks>
public sealed class FlagNames
{
    // The names as they are, and escaped for JSON.
    private readonly (ulong Bits, byte[] Name, byte[] Json)[] _written;
    private readonly (ulong Bits, byte[] Name)[] _aliases;

    /// <summary>Makes the names.</summary>
    /// <param name="flags">The flags and the names they are written by, in the order in which they are written.</param>
    /// <param name="aliases">Flags and the names that are read as them too.</param>
    public FlagNames((ulong Bits, string Name)[] flags, (ulong Bits, string Name)[]? aliases = null)
    {
        ArgumentNullException.ThrowIfNull(flags);
        _written = Array.ConvertAll(flags, f => (f.Bits, Encoding.UTF8.GetBytes(f.Name), Escape(f.Name)));
        _aliases = Array.ConvertAll(aliases ?? [], f => (f.Bits, Encoding.UTF8.GetBytes(f.Name)));
    }

    /// <summary>Writes the names of a value's flags as one JSON string, if they are all of the value.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="bits">The value, with the sign of a negative one in all higher bits.</param>
    /// <param name="isName">Whether it is a dictionary's key, with a colon.</param>
    /// <returns>Whether they are; if not, nothing is written.</returns>
    public bool TryWriteJson(ref JsonWriter writer, ulong bits, bool isName = false)
    {
        if (CountText(bits) == 0) return false;
        writer.WriteRaw((byte)'"');
        bool first = true;
        ulong left = bits;
        foreach ((ulong flag, _, byte[] name) in _written)
        {
            if (!TryTake(flag, ref left)) continue;
            if (!first) writer.WriteRaw(", "u8);
            first = false;
            writer.WriteRaw(name);
        }

        if (isName) writer.WriteRaw("\":"u8);
        else writer.WriteRaw((byte)'"');
        return true;
    }

    /// <summary>Writes the names of a value's flags as one MessagePack string, if they are all of the value.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="bits">The value, with the sign of a negative one in all higher bits.</param>
    /// <returns>Whether they are; if not, nothing is written.</returns>
    public bool TryWriteMessagePack(ref MessagePackWriter writer, ulong bits)
    {
        int length = CountText(bits);
        if (length == 0) return false;
        writer.WriteStringHeader(length);
        bool first = true;
        ulong left = bits;
        foreach ((ulong flag, byte[] name, _) in _written)
        {
            if (!TryTake(flag, ref left)) continue;
            if (!first) writer.WriteRaw(", "u8);
            first = false;
            writer.WriteRaw(name);
        }

        return true;
    }

    /// <summary>Reads names with commas between them, white space around them allowed.</summary>
    /// <param name="text">The text.</param>
    /// <param name="bits">The flags together.</param>
    /// <returns>Whether all are names of flags.</returns>
    public bool TryParse(ReadOnlySpan<byte> text, out ulong bits)
    {
        bits = 0;
        foreach (Range part in text.Split((byte)','))
        {
            if (!TryFind(text[part].Trim((byte)' '), out ulong flag)) return false;
            bits |= flag;
        }

        return true;
    }

    private bool TryFind(ReadOnlySpan<byte> text, out ulong flag)
    {
        foreach ((ulong bits, byte[] name, _) in _written)
        {
            flag = bits;
            if (text.SequenceEqual(name)) return true;
        }

        foreach ((ulong bits, byte[] name) in _aliases)
        {
            flag = bits;
            if (text.SequenceEqual(name)) return true;
        }

        flag = 0;
        return false;
    }

    // The bytes of the text, or 0 where the flags do not make up the value.
    private int CountText(ulong bits)
    {
        int length = 0;
        ulong left = bits;
        foreach ((ulong flag, byte[] name, _) in _written)
        {
            if (TryTake(flag, ref left)) length += name.Length + 2;
        }

        return left == 0 && length > 0 ? length - 2 : 0;
    }

    private static byte[] Escape(string name)
    {
        ByteBuffer buffer = new(0);
        JsonWriter writer = new(buffer);
        writer.WriteValue(name);
        writer.Complete();
        return buffer.WrittenSpan[1..^1].ToArray();
    }

    private static bool TryTake(ulong flag, ref ulong left)
    {
        if (flag == 0 || (left & flag) != flag) return false;
        left &= ~flag;
        return true;
    }
}
