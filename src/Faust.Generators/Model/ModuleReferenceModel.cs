namespace Faust.Generators.Model;

/// <summary>The module of a referenced assembly.</summary>
internal sealed record ModuleReferenceModel
{
    /// <summary>The module's class as <c>global::Ns.Name</c>.</summary>
    public required string FullyQualifiedName { get; init; }

    /// <summary>The name of the assembly that declares it.</summary>
    public required string AssemblyName { get; init; }
}
