using System.ComponentModel;

namespace Faust.Records;

/// <summary>Writes and reads records that implement <see cref="IJsonRecord{TSelf}"/> explicitly; what generated code calls.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class JsonRecord
{
    /// <inheritdoc cref="IJsonRecord{TSelf}.WriteJson"/>
    /// <typeparam name="T">The record.</typeparam>
    public static void Write<T>(ref JsonWriter writer, T value)
        where T : IJsonRecord<T> => T.WriteJson(ref writer, value);

    /// <inheritdoc cref="IJsonRecord{TSelf}.ReadJson"/>
    /// <typeparam name="T">The record.</typeparam>
    public static T Read<T>(ref JsonReader reader)
        where T : IJsonRecord<T> => T.ReadJson(ref reader);
}
