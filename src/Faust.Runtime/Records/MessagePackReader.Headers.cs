using System.Runtime.CompilerServices;

namespace Faust.Records;

public ref partial struct MessagePackReader
{
    /// <summary>Reads the start of an array.</summary>
    /// <returns>
    /// The values that follow, all of which must be read or skipped. Never more than there are bytes left, so room for them may be made
    /// at once.
    /// </returns>
    /// <exception cref="RecordFormatException">There is something else, or more values than bytes.</exception>
    public int ReadArrayHeader() => ReadHeader(MessagePackKind.Array, "an array");

    /// <summary>Reads the start of a map.</summary>
    /// <returns>
    /// The pairs of key and value that follow, all of which must be read or skipped. Never more than half of the bytes left, so room for
    /// them may be made at once.
    /// </returns>
    /// <exception cref="RecordFormatException">There is something else, or more pairs than bytes for them.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int ReadMapHeader()
    {
        int position = _position;
        if ((uint)position < (uint)_bytes.Length)
        {
            int count = _bytes[position] ^ MessagePackFormat.FixMap;
            if (count <= MessagePackFormat.MaxFixMap && 2 * count < _bytes.Length - position)
            {
                _position = position + 1;
                return count;
            }
        }

        return ReadHeader(MessagePackKind.Map, "a map");
    }

    /// <summary>Reads a map's key, which must be a string.</summary>
    /// <param name="name">The key, valid UTF-8.</param>
    /// <exception cref="RecordFormatException">There is something else.</exception>
    public void ReadName(out ReadOnlySpan<byte> name) => name = ReadText("a member name", out _);

    /// <summary>Reads a map's key, which must be a string or an integer.</summary>
    /// <param name="name">The key where it is a string, valid UTF-8.</param>
    /// <param name="number">The key where it is an integer.</param>
    /// <returns>Whether it is a string.</returns>
    /// <exception cref="RecordFormatException">There is something else, or an integer beyond 64 bits with a sign.</exception>
    public bool ReadKey(out ReadOnlySpan<byte> name, out long number)
    {
        number = 0;
        name = default;
        if (MessagePackFormat.TryReadHeader(_bytes, _position, out MessagePackHeader header) && header.Kind == MessagePackKind.Integer)
        {
            number = ReadInt64();
            return false;
        }

        name = ReadText("a member name or number", out _);
        return true;
    }

    /// <summary>Makes the exception for a member that the document lacks and the record cannot do without.</summary>
    /// <param name="member">The member's name in the document.</param>
    /// <param name="type">The record's name, for the message.</param>
    /// <param name="offset">Where the record starts: <see cref="Position"/> before its header was read.</param>
    /// <returns>The exception, to be thrown.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly RecordFormatException MissingMember(string member, string type, int offset) =>
        new($"{type} lacks its member '{member}', at offset {offset}.", offset);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int ReadHeader(MessagePackKind kind, string expected)
    {
        MessagePackHeader header = Expect(kind, expected);
        _position += header.Size;
        return (int)header.Length;
    }

    // The header of what comes next, which must be of a kind and as long as it says, as far as that can be known yet.
    private readonly MessagePackHeader Expect(MessagePackKind kind, string expected)
    {
        if (!MessagePackFormat.TryReadHeader(_bytes, _position, out MessagePackHeader header)) ThrowExpected(expected);
        if (header.Kind != kind) ThrowExpected(expected);
        if (header.MinLength > _bytes.Length - _position - header.Size) ThrowTooLong(header);
        return header;
    }
}
