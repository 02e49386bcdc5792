using Faust.Generators.Helpers;

namespace Faust.Generators.Model;

/// <summary>What generation needs to know of the assembly itself.</summary>
internal sealed record AssemblyModel
{
    /// <summary>The namespace of its generated types: its own, as internal types of two assemblies may see each other.</summary>
    public required string Namespace { get; init; }

    /// <summary>Whether it references the runtime, without which there is nothing to generate.</summary>
    public required bool ReferencesRuntime { get; init; }

    /// <summary>The modules of the assemblies it references.</summary>
    public required EquatableArray<ModuleReferenceModel> References { get; init; }
}
