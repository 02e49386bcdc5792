using System.Runtime.CompilerServices;

namespace Faust.Records;

// Closed hierarchies: an array of what tells the case apart, and the case.
public ref partial struct MessagePackReader
{
    /// <summary>Reads which case of a closed hierarchy comes next: the start of an array of two, and its first value.</summary>
    /// <returns>
    /// The discriminator, behind which the case stands. Where there is no such array, or its first value is no string or integer, one that is none of
    /// the cases.
    /// </returns>
    /// <exception cref="RecordFormatException">The bytes are no MessagePack, or the number is beyond 64 bits with a sign.</exception>
    public MessagePackDiscriminator ReadDiscriminator()
    {
        int start = _position;
        bool isPair = MessagePackFormat.TryReadHeader(_bytes, start, out MessagePackHeader header) && header is { Kind: MessagePackKind.Array, Length: 2 };
        if (!isPair) return new MessagePackDiscriminator(default, 0, DiscriminatorKind.Missing, start);
        Expect(MessagePackKind.Array, "an array");
        int offset = start + header.Size;
        _position = offset;
        MessagePackFormat.TryReadHeader(_bytes, offset, out header);
        switch (header.Kind)
        {
            case MessagePackKind.String:
                return new MessagePackDiscriminator(ReadText("a string", out _), 0, DiscriminatorKind.Text, offset);
            case MessagePackKind.Integer:
                return new MessagePackDiscriminator(default, ReadInt64(), DiscriminatorKind.Number, offset);
            default:
                return new MessagePackDiscriminator(default, 0, DiscriminatorKind.Other, offset);
        }
    }

    /// <summary>Makes the exception for what is none of the cases of a closed hierarchy.</summary>
    /// <param name="found">What <see cref="ReadDiscriminator"/> found.</param>
    /// <param name="type">The hierarchy's name, for the message.</param>
    /// <param name="cases">What is known, for the message.</param>
    /// <returns>The exception, to be thrown.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly RecordFormatException UnknownCase(scoped MessagePackDiscriminator found, string type, string cases)
    {
        string message = found.Kind switch
        {
            DiscriminatorKind.Text => $"'{Utf8Text.FromValid(found.Text)}' is no case of {type}, which is one of {cases},",
            DiscriminatorKind.Number => $"{found.Number} is no case of {type}, which is one of {cases},",
            DiscriminatorKind.Other => $"{type} is an array of its case and the value, and the case is {Describe(found.Offset)}, not one of {cases},",
            _ => $"{type} is an array of its case, one of {cases}, and the value, but found {DescribeLength(found.Offset)}",
        };
        return new RecordFormatException($"{message} at offset {found.Offset}.", found.Offset);
    }

    private readonly string DescribeLength(int offset) =>
        MessagePackFormat.TryReadHeader(_bytes, offset, out MessagePackHeader header) && header.Kind == MessagePackKind.Array
            ? $"an array of {header.Length}"
            : Describe(offset);
}
