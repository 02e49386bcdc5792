using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Faust.Records;

// Never inlined, so that the methods that may fail stay small.
public ref partial struct JsonReader
{
    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly void ThrowExpected(string expected) => ThrowExpected(expected, _position);

    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly void ThrowExpected(string expected, int offset) =>
        throw new RecordFormatException($"Expected {expected} but found {Describe(offset)} at offset {offset}.", offset);

    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowInvalid(string what, int offset) => throw new RecordFormatException($"{what} at offset {offset}.", offset);

    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowOutOfRange(string expected, int offset) =>
        ThrowInvalid($"The number is out of range, expected {expected},", offset);

    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly void ThrowTooDeep() => ThrowInvalid($"The text is nested more than {MaxDepth} deep,", _position);

    private readonly string Describe(int offset)
    {
        if ((uint)offset >= (uint)_utf8.Length) return "the end of the text";
        byte b = _utf8[offset];
        return b switch
        {
            (byte)'"' => "a string",
            (byte)'{' => "an object",
            (byte)'[' => "an array",
            (byte)'n' when _utf8[offset..].StartsWith("null"u8) => "null",
            (byte)'t' when _utf8[offset..].StartsWith("true"u8) => "true",
            (byte)'f' when _utf8[offset..].StartsWith("false"u8) => "false",
            > 0x20 and < 0x7F => $"'{(char)b}'",
            _ => $"the byte 0x{b:X2}",
        };
    }
}
