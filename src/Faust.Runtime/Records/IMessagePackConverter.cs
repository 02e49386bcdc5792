namespace Faust.Records;

/// <summary>What an <see cref="IRecordConverter{T}"/> may implement too, to have a form of its own in MessagePack.</summary>
/// <typeparam name="T">The type of the values.</typeparam>
public interface IMessagePackConverter<T>
{
    /// <summary>Writes <paramref name="value"/> as exactly one MessagePack value: the writer does not check that.</summary>
    static abstract void WriteMessagePack(ref MessagePackWriter writer, T value);

    /// <summary>Reads exactly one MessagePack value.</summary>
    /// <exception cref="RecordFormatException">The bytes are not MessagePack, or no such value.</exception>
    /// <exception cref="FormatException">The bytes are no such value; the reader reports the place. So it does for the other two.</exception>
    /// <exception cref="OverflowException">See above.</exception>
    /// <exception cref="ArgumentException">See above.</exception>
    static abstract T ReadMessagePack(ref MessagePackReader reader);
}
