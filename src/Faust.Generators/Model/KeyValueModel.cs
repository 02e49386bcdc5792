namespace Faust.Generators.Model;

/// <summary>The key and the value of a topic or a table.</summary>
/// <remarks>How they are serialized belongs here: what describes that joins these two, and every topic and table has it.</remarks>
internal sealed record KeyValueModel
{
    /// <summary>The type of the keys.</summary>
    public required TypeRefModel Key { get; init; }

    /// <summary>The type of the values.</summary>
    public required TypeRefModel Value { get; init; }
}
