using Faust.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Faust.Generators.Parsing;

/// <summary>What is asked of every class that the generator registers.</summary>
internal static class TopologyTypeParser
{
    /// <summary>Whether generated code can name and construct the class, whatever its constructors are.</summary>
    public static bool Check(INamedTypeSymbol type, TopologyFailures failures)
    {
        if (!TypeDeclarationParser.IsPartial(type)) failures.Add(TopologyFailureKind.NotPartial);
        if (FindFault(type) is not { } fault) return true;
        failures.Add(TopologyFailureKind.NotUsable, actual: fault);
        return false;
    }

    /// <summary>Also asks for a constructor without parameters, by which topics and tables are created.</summary>
    public static void CheckKeyed(INamedTypeSymbol type, TopologyFailures failures)
    {
        if (!Check(type, failures) || type.InstanceConstructors.Any(c => c.Parameters.Length == 0 && IsVisible(c))) return;
        failures.Add(TopologyFailureKind.NotUsable, actual: "it has no public or internal constructor without parameters");
    }

    private static bool IsVisible(ISymbol symbol) =>
        symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal;

    private static string? FindFault(INamedTypeSymbol type)
    {
        if (type.IsStatic) return "it is static";
        if (type.IsAbstract) return "it is abstract";
        for (INamedTypeSymbol? t = type; t is not null; t = t.ContainingType)
        {
            if (t.TypeParameters.Length > 0) return t.Equals(type, SymbolEqualityComparer.Default) ? "it is generic" : $"'{t.Name}' around it is generic";
            if (t.IsFileLocal) return "it is local to its file";
            // The assembly's module names the class, so it must be seen there.
            if (!IsVisible(t))
                return t.Equals(type, SymbolEqualityComparer.Default) ? "it is private or protected" : $"'{t.Name}' around it is private or protected";
        }

        return null;
    }
}
