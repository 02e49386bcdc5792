using System.Buffers;
using System.Text;

namespace Faust.Records;

/// <summary>Writes and reads whole records as JSON. Thread-safe.</summary>
public static class RecordJson
{
    /// <summary>Writes a record.</summary>
    /// <typeparam name="T">The record.</typeparam>
    /// <param name="value">The value.</param>
    /// <returns>Its JSON, as UTF-8.</returns>
    /// <exception cref="ArgumentException">The record holds a number that JSON has no form for.</exception>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    /// <exception cref="InvalidOperationException">A null is where its type allows none, or the record is nested too deep: nothing would read it.</exception>
    public static byte[] Serialize<T>(T value)
        where T : IJsonRecord<T>
    {
        ByteBuffer buffer = SpareBuffer.Rent();
        Write(buffer, value);
        byte[] bytes = buffer.WrittenSpan.ToArray();
        SpareBuffer.Return(buffer);
        return bytes;
    }

    /// <summary>Writes a record, appending it to <paramref name="destination"/>.</summary>
    /// <typeparam name="T">The record.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="destination">Where to; a <see cref="ByteBuffer"/> is written to directly.</param>
    /// <exception cref="ArgumentException">The record holds a number that JSON has no form for. Nothing is appended.</exception>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    /// <exception cref="InvalidOperationException">A null is where its type allows none, or the record is nested too deep: nothing would read it.</exception>
    public static void Serialize<T>(T value, IBufferWriter<byte> destination)
        where T : IJsonRecord<T>
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

    /// <summary>Writes a record.</summary>
    /// <typeparam name="T">The record.</typeparam>
    /// <param name="value">The value.</param>
    /// <returns>Its JSON.</returns>
    /// <exception cref="ArgumentException">The record holds a number that JSON has no form for.</exception>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    /// <exception cref="InvalidOperationException">A null is where its type allows none, or the record is nested too deep: nothing would read it.</exception>
    public static string SerializeToString<T>(T value)
        where T : IJsonRecord<T>
    {
        ByteBuffer buffer = SpareBuffer.Rent();
        Write(buffer, value);
        string text = Encoding.UTF8.GetString(buffer.WrittenSpan);
        SpareBuffer.Return(buffer);
        return text;
    }

    /// <summary>Reads a record, which must be all there is.</summary>
    /// <typeparam name="T">The record.</typeparam>
    /// <param name="utf8">Its JSON, as UTF-8 without a byte order mark.</param>
    /// <returns>The record.</returns>
    /// <exception cref="RecordFormatException">The text is not JSON, or not this record; the message names the place.</exception>
    public static T Deserialize<T>(ReadOnlySpan<byte> utf8)
        where T : IJsonRecord<T> => Deserialize<T>(utf8, null);

    /// <inheritdoc cref="Deserialize{T}(ReadOnlySpan{byte})"/>
    /// <param name="utf8">Its JSON, as UTF-8 without a byte order mark.</param>
    /// <param name="strings">Where repeated strings are looked up; it must not be in use by another thread.</param>
    public static T Deserialize<T>(ReadOnlySpan<byte> utf8, Utf8StringCache? strings)
        where T : IJsonRecord<T>
    {
        try
        {
            JsonReader reader = new(utf8, strings);
            T value = T.ReadJson(ref reader);
            reader.ReadEnd();
            return value;
        }
        catch (RecordFormatException exception)
        {
            throw exception.In(utf8, typeof(T).Name);
        }
    }

    /// <inheritdoc cref="Deserialize{T}(ReadOnlySpan{byte})"/>
    /// <param name="json">Its JSON. Offsets are those of the UTF-8 form.</param>
    public static T Deserialize<T>(string json)
        where T : IJsonRecord<T>
    {
        ArgumentNullException.ThrowIfNull(json);
        byte[] utf8 = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(json.Length));
        try
        {
            return Deserialize<T>(utf8.AsSpan(0, Encoding.UTF8.GetBytes(json, utf8)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(utf8);
        }
    }

    private static void Write<T>(ByteBuffer buffer, T value)
        where T : IJsonRecord<T>
    {
        // ThrowIfNull would box a value where the JIT does not optimize.
        if (value is null) throw new ArgumentNullException(nameof(value));
        JsonWriter writer = new(buffer);
        T.WriteJson(ref writer, value);
        writer.Complete();
    }
}
