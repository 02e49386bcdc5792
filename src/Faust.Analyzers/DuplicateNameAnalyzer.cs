using System.Collections.Concurrent;
using System.Collections.Immutable;
using Faust.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Faust.Analyzers;

/// <summary>A rule that finds two classes of one name in the compilation and in the assemblies it gets topics and tables from.</summary>
internal abstract class DuplicateNameAnalyzer : DiagnosticAnalyzer
{
    protected abstract DiagnosticDescriptor Rule { get; }

    /// <summary>The metadata name of the attribute that names the class.</summary>
    protected abstract string Attribute { get; }

    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule];

    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            var own = new ConcurrentBag<INamedTypeSymbol>();
            start.RegisterSymbolAction(c => Collect((INamedTypeSymbol)c.Symbol, own), SymbolKind.NamedType);
            start.RegisterCompilationEndAction(c => Report(c, own));
        });
    }

    private void Collect(INamedTypeSymbol type, ConcurrentBag<INamedTypeSymbol> types)
    {
        if (NameOf(type) is not null) types.Add(type);
    }

    private void Report(CompilationAnalysisContext context, ConcurrentBag<INamedTypeSymbol> own)
    {
        if (own.IsEmpty) return;
        var first = new Dictionary<string, INamedTypeSymbol>(StringComparer.Ordinal);
        foreach (INamedTypeSymbol module in ModuleReferenceParser.FindTypes(context.Compilation))
        {
            foreach (INamedTypeSymbol type in TypesIn(module.ContainingAssembly.GlobalNamespace, context.CancellationToken))
            {
                if (NameOf(type) is { } name && !first.ContainsKey(Fold(name))) first.Add(Fold(name), type);
            }
        }

        foreach (INamedTypeSymbol type in own.OrderBy(TypeDeclarationParser.MetadataName, StringComparer.Ordinal))
        {
            string name = NameOf(type)!;
            if (first.TryGetValue(Fold(name), out INamedTypeSymbol? other))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    Rule, TopologyLocations.OfType(type), type.Name, NameOf(other), other.ToDisplayString()));
            }
            else first.Add(Fold(name), type);
        }
    }

    private string? NameOf(INamedTypeSymbol type) =>
        TopologySymbols.FindAttribute(type, Attribute) is { ConstructorArguments.Length: 1 } attribute
            ? attribute.ConstructorArguments[0].Value as string
            : null;

    // Kafka's metrics cannot tell the two apart, so it creates no topic that differs from another in them alone.
    private static string Fold(string name) => name.Replace('.', '_');

    private static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceOrTypeSymbol container, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        foreach (INamespaceOrTypeSymbol member in container.GetMembers().OfType<INamespaceOrTypeSymbol>())
        {
            if (member is INamedTypeSymbol type) yield return type;
            foreach (INamedTypeSymbol inner in TypesIn(member, cancellationToken)) yield return inner;
        }
    }
}
