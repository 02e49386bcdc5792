using System.Collections.Immutable;
using Faust.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Faust.Analyzers.Tables;

/// <summary>FAUST0203: keys that were read from the log are never equal to those in the table.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class TableKeyHasNoEqualityAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [DiagnosticDescriptors.TableKeyHasNoEquality];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (TopologySymbols.FindAttribute(type, TopologySymbols.TableAttribute) is null) return;
        if (TopologySymbols.FindTableBase(type)?.TypeArguments[0] is not { } key || KeyValueParser.IsBroken(key)) return;
        if (!ComparesByReference(key)) return;
        context.ReportDiagnostic(Diagnostic.Create(
            DiagnosticDescriptors.TableKeyHasNoEquality,
            TopologyLocations.OfType(type),
            type.Name,
            key.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)));
    }

    // What stands behind an interface is not known; of those that have a codec all are collections, which compare by reference.
    private static bool ComparesByReference(ITypeSymbol key) => key switch
    {
        IArrayTypeSymbol => true,
        { TypeKind: TypeKind.Interface } => true,
        { TypeKind: TypeKind.Class, SpecialType: SpecialType.None, IsRecord: false } => !OverridesEquals(key),
        _ => false,
    };

    private static bool OverridesEquals(ITypeSymbol key)
    {
        bool isEquatable = key.AllInterfaces.Any(
            i => IsEquatable(i.OriginalDefinition) && SymbolEqualityComparer.Default.Equals(i.TypeArguments[0], key));
        if (isEquatable) return true;
        for (ITypeSymbol? t = key; t is { SpecialType: not SpecialType.System_Object }; t = t.BaseType)
        {
            if (t.GetMembers(nameof(Equals)).Any(m => m is IMethodSymbol { IsOverride: true, Parameters.Length: 1 })) return true;
        }

        return false;
    }

    private static bool IsEquatable(INamedTypeSymbol type) =>
        type is { MetadataName: "IEquatable`1", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };
}
