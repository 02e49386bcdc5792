using Faust.Generators.Helpers;

namespace Faust.Generators.Model;

/// <summary>How the keys or the values of a topic or a table are written and read.</summary>
internal sealed record CodecModel
{
    public required CodecKind Kind { get; init; }

    /// <summary>The type of the keys or values; null where a user's codec writes one that nothing else can.</summary>
    public required WireTypeModel? Type { get; init; }

    /// <summary>The type as C# for a variable that holds it.</summary>
    public required string VariableType { get; init; }

    /// <summary>The user's codec, as C#.</summary>
    public string? UserCodec { get; init; }

    /// <summary>The field that holds the user's codec.</summary>
    public required string CodecField { get; init; }

    /// <summary>The field that holds the steps.</summary>
    public required string StepsField { get; init; }

    /// <summary>What is done to the codec's bytes: the steps' types as C#, in the order in which they are applied.</summary>
    public EquatableArray<string> Steps { get; init; }
}
