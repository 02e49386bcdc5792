namespace Faust.Generators.Model;

/// <summary>A class marked <c>[Topic]</c>.</summary>
internal sealed record TopicModel
{
    /// <summary>Where its generated part goes.</summary>
    public required TypeDeclarationModel Type { get; init; }

    /// <summary>The topic's name in the log.</summary>
    public required string Name { get; init; }

    /// <summary>The partitions it is created with; 0 where the application's default decides.</summary>
    public required int Partitions { get; init; }

    /// <summary>Its key and value.</summary>
    public required KeyValueModel Types { get; init; }
}
