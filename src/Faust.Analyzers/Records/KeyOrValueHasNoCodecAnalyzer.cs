using System.Collections.Immutable;
using Faust.Generators.Model;
using Faust.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Faust.Analyzers.Records;

/// <summary>FAUST0006: the keys or values of a topic or a table cannot be serialized.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class KeyOrValueHasNoCodecAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [DiagnosticDescriptors.KeyOrValueHasNoCodec];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        // Who is generic is no topic or table anyway, and other rules say so.
        if (type.IsGenericType || TopologySymbols.FindMarkedBase(type) is not { } keyed) return;
        Analyze(context, type, keyed.TypeArguments[0], isKey: true);
        Analyze(context, type, keyed.TypeArguments[1], isKey: false);
    }

    private static void Analyze(SymbolAnalysisContext context, INamedTypeSymbol type, ITypeSymbol argument, bool isKey)
    {
        if (KeyValueParser.IsBroken(argument)) return;
        CodecParser.Parse(type, argument, isKey, KnownSymbols.Of(context.Compilation), out CodecFailure? codec);
        if (codec?.Type is not { } failure) return;
        (string reason, string advice) = failure.Kind switch
        {
            WireTypeFailureKind.UnsupportedKey => ($"'{failure.Type}' cannot be the key of a dictionary", SupportedTypes.KeyAdvice),
            WireTypeFailureKind.UnconstrainedTypeParameter =>
                ($"'{failure.Type}' may stand for any type", SupportedTypes.ParameterAdviceFor(failure.Type)),
            _ => ($"'{failure.Type}' is not supported", SupportedTypes.Advice),
        };
        context.ReportDiagnostic(Diagnostic.Create(
            DiagnosticDescriptors.KeyOrValueHasNoCodec, TopologyLocations.OfType(type), type.Name, isKey ? "key" : "value", reason, advice));
    }
}
