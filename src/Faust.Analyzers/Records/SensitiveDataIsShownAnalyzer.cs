using System.Collections.Immutable;
using Faust.Generators.Parsing;
using Faust.Generators.Parsing.Privacy;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Faust.Analyzers.Records;

/// <summary>FAUST0017: a member is marked as sensitive, but no generated code masks it, or code of the user's prints it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class SensitiveDataIsShownAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [DiagnosticDescriptors.SensitiveDataIsShown];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        KnownSymbols symbols = KnownSymbols.Of(context.Compilation);
        if (symbols.Secret is null) return;
        RecordConstructor? constructor = KnownSymbols.HasAttribute(type, symbols.Record) ? RecordConstructor.Find(type) : null;
        var masked = new Dictionary<string, string>(StringComparer.Ordinal);
        if (constructor is not null)
        {
            var privacy = new PrivacyParser(type, symbols, new MemberAttributes(constructor));
            foreach (RecordMember member in RecordMember.Collect(type))
            {
                if (privacy.ClassOf(member) is { } marked) masked[member.Name] = marked;
            }
        }

        string reason = constructor is null
            ? $"'{type.Name}' is no record, so nothing masks it: mark the type [Record], or remove the attribute"
            : "it is no public member of the record, so nothing masks it: make it one, or remove the attribute";
        foreach (ISymbol member in type.GetMembers().Where(m => m is IPropertySymbol or IFieldSymbol { AssociatedSymbol: null }))
        {
            string? marked = member.GetAttributes().Select(a => PrivacyParser.ClassOf(a, symbols)).FirstOrDefault(c => c is not null);
            if (marked is not null && !masked.ContainsKey(member.Name)) Report(context, member.Locations[0], member.Name, marked, reason);
        }

        if (masked.Count > 0) AnalyzePrinting(context, type, masked);
    }

    // What a method of the user's makes of a member is not followed: that it names the member is enough.
    private static void AnalyzePrinting(SymbolAnalysisContext context, INamedTypeSymbol type, Dictionary<string, string> masked)
    {
        foreach (IMethodSymbol method in type.GetMembers().OfType<IMethodSymbol>().Where(m => m.Name is "ToString" or "PrintMembers" && !m.IsImplicitlyDeclared))
        {
            foreach (SyntaxReference declaration in method.DeclaringSyntaxReferences)
            {
                if (declaration.SyntaxTree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal)) continue;
                foreach (IdentifierNameSyntax name in declaration.GetSyntax(context.CancellationToken).DescendantNodes().OfType<IdentifierNameSyntax>())
                {
                    string text = name.Identifier.ValueText;
                    if (!masked.TryGetValue(text, out string? marked) || IsOfAnother(name)) continue;
                    Report(context, name.GetLocation(), text, marked, $"'{method.Name}' shows it: leave it out, or remove the method, which is generated then");
                }
            }
        }
    }

    private static bool IsOfAnother(IdentifierNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax { Expression: not (ThisExpressionSyntax or BaseExpressionSyntax) } access => access.Name == name,
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } } => true,
        _ => false,
    };

    private static void Report(SymbolAnalysisContext context, Location location, string member, string marked, string reason) =>
        context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.SensitiveDataIsShown, location, member, marked, reason));
}
