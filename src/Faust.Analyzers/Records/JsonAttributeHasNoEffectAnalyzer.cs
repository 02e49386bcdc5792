using System.Collections.Immutable;
using Faust.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Faust.Analyzers.Records;

/// <summary>FAUST0030: an attribute of System.Text.Json on a record's member that nothing here looks at.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class JsonAttributeHasNoEffectAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [DiagnosticDescriptors.JsonAttributeHasNoEffect];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (TopologySymbols.FindAttribute(type, TopologySymbols.RecordAttribute) is null) return;
        foreach (ISymbol member in type.GetMembers().Where(m => m is IPropertySymbol or IFieldSymbol { IsImplicitlyDeclared: false }))
        {
            foreach (AttributeData attribute in member.GetAttributes())
            {
                if (AdviceFor(attribute, KnownSymbols.Of(context.Compilation)) is not { } advice) continue;
                if (attribute.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken).GetLocation() is not { } location) continue;
                string name = attribute.AttributeClass!.Name.Replace("Attribute", "");
                context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.JsonAttributeHasNoEffect, location, name, type.Name, member.Name, advice));
            }
        }
    }

    private static string? AdviceFor(AttributeData attribute, KnownSymbols symbols)
    {
        if (attribute.AttributeClass is not { } type || type.ContainingNamespace.ToDisplayString() != "System.Text.Json.Serialization") return null;
        return type.Name switch
        {
            "JsonIgnoreAttribute" when SymbolEqualityComparer.Default.Equals(type, symbols.JsonIgnore) && RecordParser.IsAlways(attribute) => null,
            "JsonIgnoreAttribute" => "use [Record(OmitDefaults = true)], or [RecordIgnore] for a member that never travels",
            "JsonConverterAttribute" => "use [Converter<T>], [JsonContext<T>], or [RecordField(EnumAsText = true)] for the names of an enum",
            "JsonIncludeAttribute" => "make the member public",
            "JsonExtensionDataAttribute" => "use [ExtensionData] on a member of type RecordExtensionData",
            "JsonPropertyOrderAttribute" => "declare the members in the order in which they are to be written",
            "JsonRequiredAttribute" => "make the member required",
            "JsonNumberHandlingAttribute" or "JsonObjectCreationHandlingAttribute" or "JsonUnmappedMemberHandlingAttribute" => "remove it",
            _ => null,
        };
    }
}
