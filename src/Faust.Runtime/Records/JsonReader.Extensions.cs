namespace Faust.Records;

public ref partial struct JsonReader
{
    /// <summary>Reads the value of a member that the record does not have into its extension data.</summary>
    /// <param name="name">The name that <see cref="ReadName"/> has just read.</param>
    /// <param name="data">What was kept so far, or null.</param>
    /// <returns><paramref name="data"/>, or the first of it.</returns>
    /// <exception cref="RecordFormatException">There is no valid value, or one nested more than <see cref="MaxDepth"/> deep.</exception>
    public RecordExtensionData ReadExtensionData(scoped ReadOnlySpan<byte> name, RecordExtensionData? data)
    {
        // Skipping may reuse the memory of an unescaped name.
        string key = Utf8Text.FromValid(name);
        PeekToken();
        int start = _position;
        SkipValue();
        data ??= new RecordExtensionData();
        data.Append(key, _utf8[start.._position]);
        return data;
    }
}
