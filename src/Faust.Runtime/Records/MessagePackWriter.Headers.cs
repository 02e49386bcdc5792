using System.Buffers.Binary;
using System.Numerics;

namespace Faust.Records;

public ref partial struct MessagePackWriter
{
    /// <summary>Writes the start of an array.</summary>
    /// <param name="count">The values that follow.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public void WriteArrayHeader(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ref byte destination = ref Reserve(MaxHeaderLength);
        if (count > ushort.MaxValue)
        {
            Write(ref destination, MessagePackFormat.Array32, (uint)count);
        }
        else if (count > MessagePackFormat.MaxFixArray)
        {
            Write(ref destination, MessagePackFormat.Array16, (ushort)count);
        }
        else
        {
            destination = (byte)(MessagePackFormat.FixArray | count);
            _position++;
        }
    }

    /// <summary>Writes the start of a map.</summary>
    /// <param name="count">The pairs of key and value that follow.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public void WriteMapHeader(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ref byte destination = ref Reserve(MaxHeaderLength);
        if (count > ushort.MaxValue)
        {
            Write(ref destination, MessagePackFormat.Map32, (uint)count);
        }
        else if (count > MessagePackFormat.MaxFixMap)
        {
            Write(ref destination, MessagePackFormat.Map16, (ushort)count);
        }
        else
        {
            destination = (byte)(MessagePackFormat.FixMap | count);
            _position++;
        }
    }

    /// <summary>Writes an extension.</summary>
    /// <param name="type">The application's number for it; those below 0 are MessagePack's own.</param>
    /// <param name="bytes">What it holds.</param>
    public void WriteExtension(sbyte type, scoped ReadOnlySpan<byte> bytes)
    {
        int length = bytes.Length;
        ref byte destination = ref Reserve(MaxHeaderLength);
        if (length <= 16 && BitOperations.IsPow2(length))
        {
            destination = (byte)(MessagePackFormat.FixExt1 + BitOperations.Log2((uint)length));
            _position++;
        }
        else if (length <= byte.MaxValue)
        {
            Write(ref destination, MessagePackFormat.Ext8, (byte)length);
        }
        else if (length <= ushort.MaxValue)
        {
            Write(ref destination, MessagePackFormat.Ext16, (ushort)length);
        }
        else
        {
            Write(ref destination, MessagePackFormat.Ext32, (uint)length);
        }

        WriteRaw((byte)type);
        WriteBytes(bytes);
    }

    /// <summary>Writes a timestamp of 32, 64 or 96 bits, the shortest that holds it.</summary>
    /// <param name="seconds">Seconds since 1970, in UTC.</param>
    /// <param name="nanoseconds">What is beyond those, less than a second.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="nanoseconds"/> is negative or a second.</exception>
    public void WriteTimestamp(long seconds, int nanoseconds)
    {
        const int MaxLength = 15;
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)nanoseconds, 999_999_999u, nameof(nanoseconds));
        Span<byte> destination = ReserveSpan(MaxLength);
        if ((ulong)seconds >> 34 != 0)
        {
            destination[0] = MessagePackFormat.Ext8;
            destination[1] = 12;
            destination[2] = unchecked((byte)MessagePackFormat.Timestamp);
            BinaryPrimitives.WriteInt32BigEndian(destination[3..], nanoseconds);
            BinaryPrimitives.WriteInt64BigEndian(destination[7..], seconds);
            _position += MaxLength;
            return;
        }

        destination[1] = unchecked((byte)MessagePackFormat.Timestamp);
        ulong both = ((ulong)nanoseconds << 34) | (ulong)seconds;
        if (both <= uint.MaxValue)
        {
            destination[0] = MessagePackFormat.FixExt4;
            BinaryPrimitives.WriteUInt32BigEndian(destination[2..], (uint)both);
            _position += 6;
        }
        else
        {
            destination[0] = MessagePackFormat.FixExt8;
            BinaryPrimitives.WriteUInt64BigEndian(destination[2..], both);
            _position += 10;
        }
    }
}
