namespace Faust.Records;

/// <summary>Writes and reads values of a type that Faust does not know, as JSON of any form.</summary>
/// <remarks>
/// Named by <see cref="ConverterAttribute{TConverter}"/>. Implement it publicly: generated code calls the methods by their names, without an
/// instance. It never sees null. Prefer <see cref="IRecordConverter{T, TWire}"/> where another type can stand for the value.
/// </remarks>
/// <typeparam name="T">The type of the values.</typeparam>
public interface IRecordConverter<T>
{
    /// <summary>Writes <paramref name="value"/> as exactly one JSON value: the writer does not check that.</summary>
    static abstract void WriteJson(ref JsonWriter writer, T value);

    /// <summary>Reads exactly one JSON value.</summary>
    /// <exception cref="RecordFormatException">The text is not JSON, or no such value.</exception>
    /// <exception cref="FormatException">The text is no such value; the reader reports the place. So it does for the other two.</exception>
    /// <exception cref="OverflowException">See above.</exception>
    /// <exception cref="ArgumentException">See above.</exception>
    static abstract T ReadJson(ref JsonReader reader);
}
