namespace Faust.Generators.Model;

/// <summary>A type that generated code names.</summary>
internal sealed record TypeRefModel
{
    /// <summary>The type as <c>global::Ns.Outer.Name&lt;T&gt;</c> (keywords for the types that have one, <c>?</c> only for nullable value types).</summary>
    public required string FullyQualifiedName { get; init; }

    /// <summary>Whether values of it are references.</summary>
    public required bool IsReferenceType { get; init; }

    /// <summary>Whether it was written with <c>?</c>: an annotated reference or a nullable value type.</summary>
    public required bool IsNullable { get; init; }
}
