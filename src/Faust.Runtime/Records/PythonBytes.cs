using System.Globalization;

namespace Faust.Records;

/// <summary>The text that Python makes of bytes, which is what Faust writes for them.</summary>
internal static class PythonBytes
{
    /// <summary>Parses what is between the quotes of <c>b'…'</c>.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out byte[] bytes)
    {
        bytes = [];
        byte[] buffer = new byte[text.Length];
        int length = 0;
        for (int i = 0; i < text.Length; i++)
        {
            byte b = text[i];
            if (b is < (byte)' ' or > (byte)'~') return false;
            if (b == '\\')
            {
                if (++i == text.Length || Unescape(text, ref i) is not { } unescaped) return false;
                b = unescaped;
            }

            buffer[length++] = b;
        }

        bytes = buffer[..length];
        return true;
    }

    private static byte? Unescape(ReadOnlySpan<byte> text, ref int i)
    {
        switch (text[i])
        {
            case (byte)'n': return (byte)'\n';
            case (byte)'r': return (byte)'\r';
            case (byte)'t': return (byte)'\t';
            case (byte)'\\' or (byte)'\'' or (byte)'"': return text[i];
            case (byte)'x' when i + 2 < text.Length
                && byte.TryParse(text.Slice(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte value):
                i += 2;
                return value;
            default: return null;
        }
    }
}
