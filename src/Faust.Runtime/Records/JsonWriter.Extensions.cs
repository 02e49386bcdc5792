namespace Faust.Records;

public ref partial struct JsonWriter
{
    /// <summary>Writes members that were kept, behind others of the same object.</summary>
    /// <param name="data">The members; null writes nothing.</param>
    /// <param name="isFirst">Whether they are the object's first: no comma comes before them.</param>
    public void WriteExtensionData(RecordExtensionData? data, bool isFirst = false)
    {
        if (data is null || data.Count == 0) return;
        WriteRaw(isFirst ? data.Json[1..] : data.Json);
    }
}
