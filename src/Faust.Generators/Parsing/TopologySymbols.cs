using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;

namespace Faust.Generators.Parsing;

/// <summary>
/// Tells the types that make up a topology from others of the same name: by namespace, name, arity and assembly.
/// </summary>
internal static class TopologySymbols
{
    public const string TopicAttribute = "Faust.TopicAttribute";
    public const string TableAttribute = "Faust.TableAttribute";
    public const string AgentAttribute = "Faust.AgentAttribute`1";
    public const string RecordAttribute = "Faust.RecordAttribute";
    public const string RuntimeAssembly = "Faust.Runtime";

    private const string ModuleAttribute = "Faust.FaustModuleAttribute";
    private const string Topic = "Faust.Topic`2";
    private const string Table = "Faust.Table`2";
    private const string Event = "Faust.Event`2";

    /// <summary>The attribute of <paramref name="symbol"/> that has the metadata name, or null.</summary>
    public static AttributeData? FindAttribute(ISymbol symbol, string metadataName)
    {
        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            if (IsRuntimeType(attribute.AttributeClass, metadataName)) return attribute;
        }

        return null;
    }

    /// <summary>The <c>Topic&lt;TKey, TValue&gt;</c> that <paramref name="type"/> derives from, or null.</summary>
    public static INamedTypeSymbol? FindTopicBase(ITypeSymbol type) => FindBase(type, Topic);

    /// <summary>The <c>Table&lt;TKey, TValue&gt;</c> that <paramref name="type"/> derives from, or null.</summary>
    public static INamedTypeSymbol? FindTableBase(ITypeSymbol type) => FindBase(type, Table);

    /// <summary>What a type marked as a topic or a table derives from, or null.</summary>
    public static INamedTypeSymbol? FindMarkedBase(INamedTypeSymbol type)
    {
        if (FindAttribute(type, TopicAttribute) is not null) return FindTopicBase(type);
        return FindAttribute(type, TableAttribute) is not null ? FindTableBase(type) : null;
    }

    /// <summary>Whether the type is an <c>Event&lt;TKey, TValue&gt;</c>.</summary>
    public static bool IsEvent([NotNullWhen(true)] ITypeSymbol? type) => IsRuntimeType(type, Event);

    /// <summary>Whether the type is <c>Topic&lt;TKey, TValue&gt;</c> or <c>Table&lt;TKey, TValue&gt;</c> itself.</summary>
    public static bool IsKeyed(ITypeSymbol type) => IsRuntimeType(type, Topic) || IsRuntimeType(type, Table);

    /// <summary>Whether the attribute names an assembly's module.</summary>
    public static bool IsModuleAttribute(INamedTypeSymbol? type) => IsRuntimeType(type, ModuleAttribute);

    public static bool IsCancellationToken(ITypeSymbol type) => IsSystemType(type, "System.Threading.CancellationToken");

    public static bool IsTask(ITypeSymbol type) => IsSystemType(type, "System.Threading.Tasks.Task");

    public static bool IsValueTask(ITypeSymbol type) => IsSystemType(type, "System.Threading.Tasks.ValueTask");

    public static bool IsAsyncDisposable(ITypeSymbol type) => IsSystemType(type, "System.IAsyncDisposable");

    private static INamedTypeSymbol? FindBase(ITypeSymbol type, string metadataName)
    {
        for (INamedTypeSymbol? t = type.BaseType; t is not null; t = t.BaseType)
        {
            if (IsRuntimeType(t, metadataName)) return t;
        }

        return null;
    }

    public static bool IsRuntimeType(ITypeSymbol? type, string metadataName) =>
        type?.ContainingAssembly?.Name == RuntimeAssembly && HasName(type, metadataName);

    // The framework's own types move between its assemblies; what they never are is part of the compilation.
    public static bool IsSystemType(ITypeSymbol type, string metadataName) => type.Locations.All(l => !l.IsInSource) && HasName(type, metadataName);

    private static bool HasName(ITypeSymbol type, string metadataName) =>
        type is INamedTypeSymbol { ContainingType: null } named && metadataName.EndsWith(named.MetadataName, StringComparison.Ordinal)
        && TypeDeclarationParser.MetadataName(named.OriginalDefinition) == metadataName;
}
