namespace Faust.Generators.Model;

/// <summary>A class marked <c>[Table]</c>.</summary>
internal sealed record TableModel
{
    /// <summary>Where its generated part goes.</summary>
    public required TypeDeclarationModel Type { get; init; }

    /// <summary>The table's name, from which its changelog's is made.</summary>
    public required string Name { get; init; }

    /// <summary>Its key and value.</summary>
    public required KeyValueModel Types { get; init; }
}
