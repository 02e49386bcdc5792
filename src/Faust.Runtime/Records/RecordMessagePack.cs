using System.Buffers;

namespace Faust.Records;

/// <summary>Writes and reads whole records as MessagePack. Thread-safe.</summary>
public static class RecordMessagePack
{
    /// <summary>Writes a record.</summary>
    /// <typeparam name="T">The record.</typeparam>
    /// <param name="value">The value.</param>
    /// <returns>Its MessagePack.</returns>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    /// <exception cref="InvalidOperationException">A null is where its type allows none, or the record is nested too deep: nothing would read it.</exception>
    public static byte[] Serialize<T>(T value)
        where T : IMessagePackRecord<T>
    {
        ByteBuffer buffer = SpareBuffer.Rent();
        Write(buffer, value);
        byte[] bytes = buffer.WrittenSpan.ToArray();
        SpareBuffer.Return(buffer);
        return bytes;
    }

    /// <summary>Writes a record, appending it to <paramref name="destination"/>. If it fails, nothing is appended.</summary>
    /// <typeparam name="T">The record.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="destination">Where to; a <see cref="ByteBuffer"/> is written to directly.</param>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    /// <exception cref="InvalidOperationException">A null is where its type allows none, or the record is nested too deep: nothing would read it.</exception>
    public static void Serialize<T>(T value, IBufferWriter<byte> destination)
        where T : IMessagePackRecord<T>
    {
        ArgumentNullException.ThrowIfNull(destination);
        if (destination is ByteBuffer direct)
        {
            int length = direct.Length;
            try
            {
                Write(direct, value);
            }
            catch
            {
                direct.Truncate(length);
                throw;
            }

            return;
        }

        ByteBuffer buffer = SpareBuffer.Rent();
        Write(buffer, value);
        destination.Write(buffer.WrittenSpan);
        SpareBuffer.Return(buffer);
    }

    /// <summary>Reads a record, which must be all there is.</summary>
    /// <typeparam name="T">The record.</typeparam>
    /// <param name="bytes">Its MessagePack.</param>
    /// <returns>The record.</returns>
    /// <exception cref="RecordFormatException">The bytes are not MessagePack, or not this record; the message names the place.</exception>
    public static T Deserialize<T>(ReadOnlySpan<byte> bytes)
        where T : IMessagePackRecord<T> => Deserialize<T>(bytes, null);

    /// <inheritdoc cref="Deserialize{T}(ReadOnlySpan{byte})"/>
    /// <param name="bytes">Its MessagePack.</param>
    /// <param name="strings">Where repeated strings are looked up; it must not be in use by another thread.</param>
    public static T Deserialize<T>(ReadOnlySpan<byte> bytes, Utf8StringCache? strings)
        where T : IMessagePackRecord<T>
    {
        try
        {
            MessagePackReader reader = new(bytes, strings);
            T value = T.ReadMessagePack(ref reader);
            reader.ReadEnd();
            return value;
        }
        catch (RecordFormatException exception)
        {
            throw exception.InMessagePack(bytes, typeof(T).Name);
        }
    }

    private static void Write<T>(ByteBuffer buffer, T value)
        where T : IMessagePackRecord<T>
    {
        // ThrowIfNull would box a value where the JIT does not optimize.
        if (value is null) throw new ArgumentNullException(nameof(value));
        MessagePackWriter writer = new(buffer);
        T.WriteMessagePack(ref writer, value);
        writer.Complete();
    }
}
