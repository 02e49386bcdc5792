using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Faust.Records;

// Never inlined, so that the methods that may fail stay small.
public ref partial struct MessagePackReader
{
    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly void ThrowExpected(string expected) =>
        throw new RecordFormatException($"Expected {expected} but found {Describe(_position)} at offset {_position}.", _position);

    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowInvalid(string what, int offset) => throw new RecordFormatException($"{what} at offset {offset}.", offset);

    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowOutOfRange(string expected, int offset) =>
        ThrowInvalid($"The number is out of range, expected {expected},", offset);

    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly void ThrowTooDeep() => ThrowInvalid($"The document is nested more than {MaxDepth} deep,", _position);

    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly void ThrowTruncated() => ThrowInvalid("The document ends within a value,", _position);

    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly void ThrowTooLong(MessagePackHeader header)
    {
        string unit = header.Kind switch
        {
            MessagePackKind.Array => "elements",
            MessagePackKind.Map => "entries",
            _ => "bytes",
        };
        int left = _bytes.Length - _position - header.Size;
        ThrowInvalid($"The header of {Name(header.Kind)} claims {header.Length} {unit}, but only {left} bytes follow,", _position);
    }

    private readonly string Describe(int offset)
    {
        if ((uint)offset >= (uint)_bytes.Length) return "the end of the document";
        if (_bytes[offset] == 0xC1) return "the byte 0xC1, which is never used,";
        return MessagePackFormat.TryReadHeader(_bytes, offset, out MessagePackHeader header)
            ? Name(header.Kind)
            : $"the format 0x{_bytes[offset]:X2}, cut off by the end of the document,";
    }

    private static string Name(MessagePackKind kind) => kind switch
    {
        MessagePackKind.Nil => "nil",
        MessagePackKind.Boolean => "true or false",
        MessagePackKind.Integer => "an integer",
        MessagePackKind.Float => "a float",
        MessagePackKind.String => "a string",
        MessagePackKind.Binary => "bytes",
        MessagePackKind.Array => "an array",
        MessagePackKind.Map => "a map",
        _ => "an extension",
    };
}
