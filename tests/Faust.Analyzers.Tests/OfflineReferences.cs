using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;

namespace Faust.Analyzers;

internal static class OfflineReferences
{
    /// <summary>No package to download: tests bring the running framework themselves.</summary>
    public static ReferenceAssemblies None { get; } = new("net10.0");

    /// <summary>Whether the compiler misses what only the generator writes, which does not run in these tests.</summary>
    public static bool IsGeneratorsPart(Diagnostic diagnostic) => diagnostic.Id is "CS0534" or "CS0535";
}
