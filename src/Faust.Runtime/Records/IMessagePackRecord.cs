namespace Faust.Records;

/// <summary>A record that the generator has taught to write and read itself as MessagePack.</summary>
/// <typeparam name="TSelf">The record.</typeparam>
public interface IMessagePackRecord<TSelf>
    where TSelf : IMessagePackRecord<TSelf>
{
    /// <summary>Writes <paramref name="value"/> as a map or an array.</summary>
    static abstract void WriteMessagePack(ref MessagePackWriter writer, TSelf value);

    /// <summary>Reads a map or an array.</summary>
    /// <exception cref="RecordFormatException">The bytes are not MessagePack, or not this record.</exception>
    static abstract TSelf ReadMessagePack(ref MessagePackReader reader);
}
