using Faust.Generators.Helpers;

namespace Faust.Generators.Model;

/// <summary>
/// Where generated code re-opens a user's type: its namespace and the headers of the types around it.
/// </summary>
/// <remarks>
/// Like every type in this folder it is a value of the incremental pipeline: immutable, equal by content, free of symbols, syntax and
/// locations. A member that breaks one of these makes the IDE generate anew at every key press.
/// </remarks>
internal sealed record TypeDeclarationModel
{
    /// <summary>The namespace, or null for the global one.</summary>
    public required string? Namespace { get; init; }

    /// <summary>Headers such as <c>partial class Outer&lt;T&gt;</c>, outermost first, the type itself last.</summary>
    public required EquatableArray<string> Headers { get; init; }

    /// <summary>The type's own name without type parameters.</summary>
    public required string Name { get; init; }

    /// <summary>The type as <c>global::Ns.Outer&lt;T&gt;.Name</c>.</summary>
    public required string FullyQualifiedName { get; init; }

    /// <summary>The type as <c>Ns.Outer`1+Name</c>, from which the names of generated files are made.</summary>
    public required string MetadataName { get; init; }
}
