using Faust.Generators.Emit;
using Faust.Generators.Emit.Records;
using Faust.Generators.Model;
using Faust.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Faust.Generators;

/// <summary>Writes what the types marked with Faust's attributes need. Only the pipeline is here; see Parsing, Model and Emit.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class FaustGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        RegisterPerType(context, "Faust.RecordAttribute", TrackingNames.Records, ParseRecord, RecordEmitter.HintName, RecordEmitter.Emit);
    }

    private static RecordModel? ParseRecord(INamedTypeSymbol type, KnownSymbols symbols) => RecordParser.Parse(type, symbols).Model;

    // One file for each type that is marked with an attribute.
    private static void RegisterPerType<T>(
        IncrementalGeneratorInitializationContext context,
        string attribute,
        string trackingName,
        Func<INamedTypeSymbol, KnownSymbols, T?> parse,
        Func<T, string> hintName,
        Func<T, string> emit)
        where T : class
    {
        IncrementalValuesProvider<Attempt<T>> models = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                attribute,
                static (node, _) => node is TypeDeclarationSyntax,
                (found, _) => Attempt<T>.At(() =>
                    found.TargetSymbol is INamedTypeSymbol type && IsFirstDeclaration(found) ? parse(type, KnownSymbols.Of(found.SemanticModel.Compilation)) : null))
            .WithTrackingName(trackingName);

        context.RegisterSourceOutput(models, (output, model) =>
        {
            string? error = model.Error;
            if (model.Value is { } value)
            {
                Attempt<string> source = Attempt<string>.At(() => emit(value));
                if (source.Value is not null) output.AddSource(hintName(value), source.Value);
                error = source.Error;
            }

            if (error is not null) output.ReportDiagnostic(GeneratorDiagnostics.InternalError(error));
        });
    }

    // A partial type may carry attributes in several places; the first one found speaks for it.
    private static bool IsFirstDeclaration(GeneratorAttributeSyntaxContext found)
    {
        AttributeData first = found.TargetSymbol.GetAttributes()
            .First(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, found.Attributes[0].AttributeClass));
        return first.ApplicationSyntaxReference is { } syntax
            && syntax.SyntaxTree == found.TargetNode.SyntaxTree
            && found.TargetNode.Span.Contains(syntax.Span);
    }
}
