namespace Faust.Records;

/// <summary>Reads JSON.</summary>
public ref struct JsonReader;
