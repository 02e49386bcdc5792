using Faust.Generators.Helpers;
using Faust.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Faust.Generators.Parsing;

/// <summary>Finds the modules of the assemblies that a compilation references.</summary>
internal static class ModuleReferenceParser
{
    /// <summary>The public modules of the referenced assemblies, in ordinal order.</summary>
    public static EquatableArray<ModuleReferenceModel> Parse(Compilation compilation) => FindTypes(compilation)
        .Select(m => new ModuleReferenceModel
        {
            FullyQualifiedName = m.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            AssemblyName = m.ContainingAssembly.Name,
        })
        .Distinct()
        .OrderBy(m => m.FullyQualifiedName, StringComparer.Ordinal)
        .ThenBy(m => m.AssemblyName, StringComparer.Ordinal)
        .ToEquatableArray();

    /// <summary>The public modules themselves; the assemblies that contain them are those that declare topics, tables and agents.</summary>
    public static IEnumerable<INamedTypeSymbol> FindTypes(Compilation compilation)
    {
        foreach (IAssemblySymbol assembly in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            // Attributes are only read of assemblies that know the runtime: most do not.
            if (!assembly.Modules.Any(m => m.ReferencedAssemblies.Any(a => a.Name == TopologySymbols.RuntimeAssembly))) continue;
            foreach (AttributeData attribute in assembly.GetAttributes())
            {
                if (!TopologySymbols.IsModuleAttribute(attribute.AttributeClass)) continue;
                if (attribute.ConstructorArguments.Length == 1 && attribute.ConstructorArguments[0].Value is INamedTypeSymbol module && IsPublic(module))
                    yield return module;
            }
        }
    }

    private static bool IsPublic(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? t = type; t is not null; t = t.ContainingType)
        {
            if (t.DeclaredAccessibility != Accessibility.Public) return false;
        }

        return type.TypeKind != TypeKind.Error;
    }
}
