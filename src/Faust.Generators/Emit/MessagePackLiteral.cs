using System.Globalization;
using System.Text;

namespace Faust.Generators.Emit;

/// <summary>Parts of MessagePack documents as lists of bytes: a literal of UTF-8 cannot hold the bytes of headers.</summary>
internal static class MessagePackLiteral
{
    /// <summary>A string with its header: <c>0xA2, (byte)'i', (byte)'d'</c>.</summary>
    public static string String(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        IEnumerable<string> header = utf8.Length switch
        {
            <= 31 => Hex(0xA0 | utf8.Length),
            <= byte.MaxValue => Hex(0xD9, utf8.Length),
            <= ushort.MaxValue => Hex(0xDA, utf8.Length >> 8, utf8.Length),
            _ => Hex(0xDB, utf8.Length >> 24, utf8.Length >> 16, utf8.Length >> 8, utf8.Length),
        };
        return string.Join(", ", header.Concat(utf8.Select(OfText)));
    }

    /// <summary>The header of a map.</summary>
    public static string Map(int count) => string.Join(", ", count <= 15 ? Hex(0x80 | count) : Hex(0xDE, count >> 8, count));

    private static string OfText(byte b) => b is > (byte)' ' and < 0x7F and not (byte)'\'' and not (byte)'\\' ? $"(byte)'{(char)b}'" : Hex(b).First();

    private static IEnumerable<string> Hex(params int[] bytes) => bytes.Select(b => "0x" + ((byte)b).ToString("X2", CultureInfo.InvariantCulture));
}
