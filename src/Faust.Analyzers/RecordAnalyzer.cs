using System.Collections.Immutable;
using Faust.Generators.Model;
using Faust.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Faust.Analyzers;

/// <summary>A rule that reports some of the failures of the record parser that it shares with the generator.</summary>
internal abstract class RecordAnalyzer : DiagnosticAnalyzer
{
    protected abstract DiagnosticDescriptor Rule { get; }

    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule];

    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    /// <summary>The arguments of the message for a failure, or null if it is another rule's.</summary>
    protected abstract object[]? Describe(INamedTypeSymbol record, RecordFailure failure);

    /// <summary>What a fix needs to know of a failure.</summary>
    protected virtual ImmutableDictionary<string, string?>? PropertiesOf(RecordFailure failure) => null;

    private void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        foreach (RecordFailure failure in FindFailures(type, KnownSymbols.Of(context.Compilation)))
        {
            if (Describe(type, failure) is { } arguments)
                context.ReportDiagnostic(Diagnostic.Create(Rule, Find(type, failure) ?? TopologyLocations.OfType(type), PropertiesOf(failure), arguments));
        }
    }

    private static IEnumerable<RecordFailure> FindFailures(INamedTypeSymbol type, KnownSymbols symbols)
    {
        if (KnownSymbols.HasAttribute(type, symbols.Record)) return RecordParser.Parse(type, symbols).Failures;
        bool isUnion = KnownSymbols.HasAttribute(type, symbols.RecordUnion) || type.GetAttributes().Any(a => UnionAttributes.IsCase(a, symbols));
        return isUnion ? [new RecordFailure(RecordFailureKind.UnionNotRecord)] : [];
    }

    private static Location? Find(INamedTypeSymbol type, RecordFailure failure)
    {
        if (failure.Member is not { } name) return null;
        if (failure.Kind is >= RecordFailureKind.CaseNotRecord and <= RecordFailureKind.MemberIsDiscriminator)
        {
            return type.GetAttributes().LastOrDefault(a => UnionAttributes.TypeOf(a)?.Name == name)?.ApplicationSyntaxReference?.GetSyntax().GetLocation();
        }

        // A parameter is at fault where no member bears its name, or where it is the member.
        ISymbol? symbol = failure.Kind is RecordFailureKind.UnmatchedParameter or RecordFailureKind.IgnoredParameter
            ? type.InstanceConstructors.SelectMany(c => c.Parameters).FirstOrDefault(p => p.Name == name)
            : type.GetMembers(name).FirstOrDefault(m => m is IPropertySymbol or IFieldSymbol);
        return symbol?.Locations.FirstOrDefault(l => l.IsInSource);
    }
}
