using System.Text;

namespace Faust.Fuzzing;

/// <summary>Makes bytes wrong in the ways they go wrong, and in those that somebody would choose.</summary>
internal static class FuzzMutation
{
    private static readonly byte[][] JsonPieces =
    [
        .. new[]
        {
            "0", "-0", "-", "1e400", "-1E-400", "1e+", "0.1", "00", "9223372036854775808", "-9223372036854775809", "18446744073709551616",
            "79228162514264337593543950336", "1e2147483648",
            "0.00000000000000000000000000000000000000000000001", "123456789012345678901234567890",
            "\"", "\\", "\\u", "\\uD800", "\\uDC00", "\\u0000", "\\ud83d\\ude00",
            "{", "}", "[", "]", ",", ":", "null", "true", "nul", "NaN", "\"\"", "{}", "[]",
            "\"2024-02-30T25:61:61Z\"", "\"9999-12-31T23:59:59.99999999-14:00\"", "\"-10675199.02:48:05.4775808\"",
            " ", "\t\r\n", "\u0000", "é", "😀",
        }.Select(Encoding.UTF8.GetBytes),
        new byte[] { 0xC0, 0x80 },
        new byte[] { 0xED, 0xA0, 0x80 },
        new byte[] { 0xF5 },
        Encoding.UTF8.GetBytes(new string('[', 70)),
        Encoding.UTF8.GetBytes(new string('9', 400)),
    ];

    // Headers with lengths and numbers at their edges.
    private static readonly byte[][] PackedPieces =
    [
        .. new[]
        {
            "DDFFFFFFFF", "DFFFFFFFFF", "DD7FFFFFFF", "DF40000000", "DC00FF", "DEFFFF", "DBFFFFFFFF", "DB7FFFFFFF", "DAFFFF", "D9FF",
            "C6FFFFFFFF", "C67FFFFFFF", "C4FF", "C9FFFFFFFF05", "C97FFFFFFFFF", "C70CFF", "C1", "C0", "C2", "C3",
            "CFFFFFFFFFFFFFFFFF", "D38000000000000000", "CB7FF8000000000000",
            "CB7FF0000000000000", "CAFF800000", "D6FFFFFFFFFF", "D7FFFFFFFFFFFFFFFFFF", "C70CFF3B9ACA007FFFFFFFFFFFFFFF",
            "C70CFF000000008000000000000000",
            "9F", "8F", "90", "80", "A0", "BF", "7F", "E0", "A1C0", "A3EDA080",
        }.Select(Convert.FromHexString),
        Enumerable.Repeat((byte)0x91, 70).ToArray(),
    ];

    public static byte[] Apply(byte[] source, byte[] other, bool isJson, Random random)
    {
        List<byte> bytes = [.. source];
        // Mostly one or two: what is wrong in many places fails at the first.
        int edits = random.Next(4) == 0 ? random.Next(1, 9) : random.Next(1, 3);
        for (int i = 0; i < edits; i++) Edit(bytes, other, isJson, random);
        return [.. bytes];
    }

    private static void Edit(List<byte> bytes, byte[] other, bool isJson, Random random)
    {
        int at = random.Next(bytes.Count + 1);
        int length = Math.Min(random.Next(4) == 0 ? random.Next(64) : random.Next(1, 5), bytes.Count - at);
        switch (random.Next(10))
        {
            case 0 or 1 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 2 when at < bytes.Count:
                bytes[at] = (byte)random.Next(256);
                break;
            case 3:
                bytes.Insert(at, (byte)random.Next(256));
                break;
            case 4:
                bytes.RemoveRange(at, length);
                break;
            case 5:
                bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(at, length));
                break;
            case 6:
                int from = random.Next(other.Length);
                Replace(bytes, at, length, other.AsSpan(from, random.Next(Math.Min(64, other.Length - from) + 1)));
                break;
            case 7:
                ReplaceNumber(bytes, at, isJson, random);
                break;
            case 8 when random.Next(4) == 0:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            default:
                Replace(bytes, at, random.Next(2) * length, Piece(isJson, random));
                break;
        }
    }

    // The next number, whole, becomes another; in MessagePack a header, which holds a length, does.
    private static void ReplaceNumber(List<byte> bytes, int at, bool isJson, Random random)
    {
        int start = at;
        while (start < bytes.Count && !(isJson ? IsNumeric(bytes[start]) : bytes[start] >= 0x80)) start++;
        int end = start;
        while (isJson && end < bytes.Count && IsNumeric(bytes[end])) end++;
        if (!isJson) end = Math.Min(start + 1, bytes.Count);
        Replace(bytes, start, end - start, Piece(isJson, random));
    }

    private static bool IsNumeric(byte b) => b is (>= (byte)'0' and <= (byte)'9') or (byte)'-' or (byte)'.';

    private static byte[] Piece(bool isJson, Random random)
    {
        byte[][] pieces = isJson ? JsonPieces : PackedPieces;
        return pieces[random.Next(pieces.Length)];
    }

    private static void Replace(List<byte> bytes, int at, int length, ReadOnlySpan<byte> piece)
    {
        bytes.RemoveRange(at, length);
        bytes.InsertRange(at, piece);
    }
}
