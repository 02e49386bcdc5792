namespace Faust.Records;

/// <summary>A record that the generator has taught to write and read itself as JSON.</summary>
/// <typeparam name="TSelf">The record.</typeparam>
public interface IJsonRecord<TSelf>
    where TSelf : IJsonRecord<TSelf>
{
    /// <summary>Writes <paramref name="value"/> as a JSON object.</summary>
    static abstract void WriteJson(ref JsonWriter writer, TSelf value);

    /// <summary>Reads a JSON object.</summary>
    /// <exception cref="RecordFormatException">The text is not JSON, or not this record.</exception>
    static abstract TSelf ReadJson(ref JsonReader reader);
}
