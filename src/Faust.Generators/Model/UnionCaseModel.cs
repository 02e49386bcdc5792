namespace Faust.Generators.Model;

/// <summary>A case of a closed hierarchy.</summary>
/// <remarks>
/// What its members are is not here, so that an edit of them does not run the hierarchy's output again.
/// </remarks>
internal sealed record UnionCaseModel
{
    /// <summary>The type as C#.</summary>
    public required string Type { get; init; }

    /// <summary>The type's simple name.</summary>
    public required string Name { get; init; }

    /// <summary>The discriminator; the digits of a number.</summary>
    public required string Value { get; init; }

    public required bool IsNumber { get; init; }

    /// <summary>Whether a value of the type has exactly it, or one that the type itself tells apart.</summary>
    public required bool IsExact { get; init; }

    /// <summary>Whether it is the hierarchy's own type.</summary>
    public required bool IsSelf { get; init; }

    /// <summary>Whether it implements the interface explicitly, so that it is called through it.</summary>
    public required bool IsExplicit { get; init; }

    /// <summary>Whether it writes the discriminator by itself: it has it as its namespace.</summary>
    public required bool WritesDiscriminator { get; init; }

    public required bool HasEventTime { get; init; }

    /// <summary>The discriminator in MessagePack; the digits of a number.</summary>
    public required string MessagePackValue { get; init; }

    public required bool IsMessagePackNumber { get; init; }

    /// <summary>Whether it implements the interface of MessagePack explicitly.</summary>
    public required bool IsMessagePackExplicit { get; init; }
}
