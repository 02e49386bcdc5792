using System.Collections.Immutable;
using Faust.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Faust.Analyzers.Records;

/// <summary>FAUST0026: a converter or a JsonSerializerContext does not convert what its attribute is on.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class ConverterDoesNotFitAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [DiagnosticDescriptors.ConverterDoesNotFit];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationAction(AnalyzeAssembly);
        context.RegisterSymbolAction(AnalyzeType, SymbolKind.NamedType);
    }

    // On the assembly a converter may stand idle, but it must be one.
    private static void AnalyzeAssembly(CompilationAnalysisContext context)
    {
        KnownSymbols symbols = KnownSymbols.Of(context.Compilation);
        foreach (AttributeData attribute in context.Compilation.Assembly.GetAttributes().Where(a => Conversion.IsAny(a, symbols)))
        {
            if (Conversion.FindAll([attribute], symbols).Count > 0) continue;
            context.ReportDiagnostic(Describe(attribute, "this assembly", symbols, context.CancellationToken));
        }
    }

    private static void AnalyzeType(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        KnownSymbols symbols = KnownSymbols.Of(context.Compilation);
        foreach (AttributeData attribute in type.GetAttributes().Where(a => Conversion.IsAny(a, symbols)))
        {
            if (Conversion.FindAll([attribute], symbols).Any(c => SymbolEqualityComparer.Default.Equals(c.Type, type))) continue;
            context.ReportDiagnostic(Describe(attribute, type.Name, symbols, context.CancellationToken));
        }

        if (TopologySymbols.FindAttribute(type, TopologySymbols.RecordAttribute) is null) return;
        foreach ((AttributeData attribute, string memberType) in RecordParser.FindUnused(type, symbols))
        {
            context.ReportDiagnostic(Describe(attribute, memberType, symbols, context.CancellationToken));
        }
    }

    private static Diagnostic Describe(AttributeData attribute, string target, KnownSymbols symbols, CancellationToken cancellationToken)
    {
        INamedTypeSymbol? converter = Conversion.ConverterOf(attribute, symbols);
        INamedTypeSymbol named = (converter ?? Conversion.ContextOf(attribute, symbols))!;
        (string reason, string advice) = converter is null ? OfContext(target) : OfConverter(converter, symbols);
        Location location = attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken).GetLocation() ?? Location.None;
        return Diagnostic.Create(DiagnosticDescriptors.ConverterDoesNotFit, location, target, named.Name, reason, advice);
    }

    private static (string Reason, string Advice) OfContext(string target) =>
        ("the context has no [JsonSerializable] for it or a type in it", $"add '[JsonSerializable(typeof({target}))]' to the context");

    private static (string Reason, string Advice) OfConverter(INamedTypeSymbol converter, KnownSymbols symbols)
    {
        List<INamedTypeSymbol> contracts = Conversion.ContractsOf(converter, symbols)
            .Where(c => !SymbolEqualityComparer.Default.Equals(c.OriginalDefinition, symbols.MessagePackConverter))
            .ToList();
        if (contracts.Count == 0) return ("it is no converter", "implement IRecordConverter<T, TWire>");
        if (!contracts.Any(c => Conversion.IsCallable(converter, c))) return ("it implements the interface explicitly", "make the methods public");
        string types = string.Join(" and ", contracts.Select(c => $"'{c.TypeArguments[0].ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)}'"));
        return ($"it converts {types}", "name a converter of the member's type, or of one that it holds");
    }
}
