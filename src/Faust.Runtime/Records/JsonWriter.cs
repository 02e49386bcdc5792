namespace Faust.Records;

/// <summary>Writes JSON.</summary>
public ref struct JsonWriter;
