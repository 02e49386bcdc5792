using System.Buffers.Binary;

namespace Faust.Records;

/// <summary>The first bytes of values in MessagePack, and what they say about what follows.</summary>
internal static class MessagePackFormat
{
    // The bytes of JsonReader.MaxBigIntegerDigits digits, and a sign.
    public const int MaxBigIntegerBytes = 4153;

    public const byte FixMap = 0x80;
    public const byte FixArray = 0x90;
    public const byte FixStr = 0xA0;
    public const byte Nil = 0xC0;
    public const byte False = 0xC2;
    public const byte True = 0xC3;
    public const byte Bin8 = 0xC4;
    public const byte Bin16 = 0xC5;
    public const byte Bin32 = 0xC6;
    public const byte Ext8 = 0xC7;
    public const byte Ext16 = 0xC8;
    public const byte Ext32 = 0xC9;
    public const byte Float32 = 0xCA;
    public const byte Float64 = 0xCB;
    public const byte UInt8 = 0xCC;
    public const byte UInt16 = 0xCD;
    public const byte UInt32 = 0xCE;
    public const byte UInt64 = 0xCF;
    public const byte Int8 = 0xD0;
    public const byte Int16 = 0xD1;
    public const byte Int32 = 0xD2;
    public const byte Int64 = 0xD3;
    public const byte FixExt1 = 0xD4;
    public const byte FixExt4 = 0xD6;
    public const byte FixExt8 = 0xD7;
    public const byte FixExt16 = 0xD8;
    public const byte Str8 = 0xD9;
    public const byte Str16 = 0xDA;
    public const byte Str32 = 0xDB;
    public const byte Array16 = 0xDC;
    public const byte Array32 = 0xDD;
    public const byte Map16 = 0xDE;
    public const byte Map32 = 0xDF;
    public const byte NegativeFixInt = 0xE0;

    public const int MaxFixMap = 15;
    public const int MaxFixArray = 15;
    public const int MaxFixStr = 31;

    /// <summary>The type of extension that is a timestamp.</summary>
    public const sbyte Timestamp = -1;

    /// <summary>Reads the header of the value at <paramref name="position"/>.</summary>
    /// <returns>Whether there is one: not beyond the end, not cut off, not the one format that is never used.</returns>
    public static bool TryReadHeader(ReadOnlySpan<byte> bytes, int position, out MessagePackHeader header)
    {
        header = default;
        if ((uint)position >= (uint)bytes.Length) return false;
        byte format = bytes[position];
        header = format switch
        {
            < FixMap or >= NegativeFixInt => new(MessagePackKind.Integer, 1, 0),
            < FixArray => new(MessagePackKind.Map, 1, format & 0x0F),
            < FixStr => new(MessagePackKind.Array, 1, format & 0x0F),
            < Nil => new(MessagePackKind.String, 1, format & 0x1F),
            Nil => new(MessagePackKind.Nil, 1, 0),
            False or True => new(MessagePackKind.Boolean, 1, 0),
            >= Bin8 and <= Bin32 => Sized(MessagePackKind.Binary, bytes, position, 1 << (format - Bin8)),
            >= Ext8 and <= Ext32 => Extension(bytes, position, 1 << (format - Ext8)),
            Float32 or Float64 => new(MessagePackKind.Float, 1, format == Float32 ? 4 : 8),
            >= UInt8 and <= Int64 => new(MessagePackKind.Integer, 1, 1 << (format & 3)),
            >= FixExt1 and <= FixExt16 => Extension(bytes, position, 0),
            >= Str8 and <= Str32 => Sized(MessagePackKind.String, bytes, position, 1 << (format - Str8)),
            Array16 or Array32 => Sized(MessagePackKind.Array, bytes, position, format == Array16 ? 2 : 4),
            Map16 or Map32 => Sized(MessagePackKind.Map, bytes, position, format == Map16 ? 2 : 4),
            _ => default,
        };
        return header.Kind != MessagePackKind.None;
    }

    private static MessagePackHeader Sized(MessagePackKind kind, ReadOnlySpan<byte> bytes, int position, int width)
    {
        if (bytes.Length - position <= width) return default;
        ReadOnlySpan<byte> length = bytes[(position + 1)..];
        return new(kind, 1 + width, width switch
        {
            1 => length[0],
            2 => BinaryPrimitives.ReadUInt16BigEndian(length),
            _ => BinaryPrimitives.ReadUInt32BigEndian(length),
        });
    }

    // A width of 0 is that of the formats for one length only.
    private static MessagePackHeader Extension(ReadOnlySpan<byte> bytes, int position, int width)
    {
        if (bytes.Length - position <= width + 1) return default;
        if (width == 0) return new(MessagePackKind.Extension, 2, 1 << (bytes[position] - FixExt1));
        MessagePackHeader header = Sized(MessagePackKind.Extension, bytes, position, width);
        return header with { Size = header.Size + 1 };
    }
}

/// <summary>What a value is, and how long.</summary>
/// <param name="Kind">What.</param>
/// <param name="Size">The bytes of the header, an extension's type included.</param>
/// <param name="Length">The bytes behind the header, or the elements of an array, or the pairs of a map.</param>
internal readonly record struct MessagePackHeader(MessagePackKind Kind, int Size, long Length)
{
    /// <summary>The values that follow as parts of this one; a map's keys are values too.</summary>
    public long Children => Kind switch
    {
        MessagePackKind.Array => Length,
        MessagePackKind.Map => 2 * Length,
        _ => 0,
    };

    /// <summary>The bytes that must follow at least: those of the value, or one for each of its parts.</summary>
    public long MinLength => Kind == MessagePackKind.Map ? 2 * Length : Length;
}

/// <summary>The types of MessagePack.</summary>
internal enum MessagePackKind : byte
{
    None,
    Nil,
    Boolean,
    Integer,
    Float,
    String,
    Binary,
    Array,
    Map,
    Extension,
}
