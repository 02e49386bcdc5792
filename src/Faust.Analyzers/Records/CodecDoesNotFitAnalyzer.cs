using System.Collections.Immutable;
using Faust.Generators.Model;
using Faust.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Faust.Analyzers.Records;

/// <summary>FAUST0009: the codec that a topic or a table is given cannot write its keys or values.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class CodecDoesNotFitAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [DiagnosticDescriptors.CodecDoesNotFit];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.IsGenericType || TopologySymbols.FindMarkedBase(type) is not { } keyed) return;
        Analyze(context, type, keyed.TypeArguments[0], isKey: true);
        Analyze(context, type, keyed.TypeArguments[1], isKey: false);
    }

    private static void Analyze(SymbolAnalysisContext context, INamedTypeSymbol type, ITypeSymbol argument, bool isKey)
    {
        if (KeyValueParser.IsBroken(argument)) return;
        CodecParser.Parse(type, argument, isKey, KnownSymbols.Of(context.Compilation), out CodecFailure? failure);
        (string Reason, string Advice)? fault = failure?.Kind switch
        {
            CodecFailureKind.NoRawForm =>
                ($"Kafka's serializers have no form for '{failure.Detail}'", "use JsonCodec or MessagePackCodec, or text, a number, a Guid or byte[]"),
            CodecFailureKind.OtherType => ($"it is no {failure.Detail}", $"implement {failure.Detail} or use another codec"),
            CodecFailureKind.NotConstructible => ("it cannot be made", "give it a public constructor without parameters; services come with Attach"),
            _ => null,
        };
        if (fault is not var (reason, advice)) return;
        context.ReportDiagnostic(Diagnostic.Create(
            DiagnosticDescriptors.CodecDoesNotFit, TopologyLocations.OfType(type), failure!.Codec, isKey ? "key" : "value", type.Name, reason, advice));
    }
}
