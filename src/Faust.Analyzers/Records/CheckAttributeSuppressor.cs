using System.Collections.Immutable;
using Faust.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Faust.Analyzers.Records;

/// <summary>
/// Silences IL2026 at the framework's checks on members of a record. The warning is about what the attribute does when it is asked itself,
/// and nobody asks it: the generator reads it and writes the check.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class CheckAttributeSuppressor : DiagnosticSuppressor
{
    private static readonly SuppressionDescriptor Rule = new(
        "FAUSTSUPPRESS0001", "IL2026", "The check is generated code: the attribute itself, which needs reflection, is not asked");

    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions => [Rule];

    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        KnownSymbols symbols = KnownSymbols.Of(context.Compilation);
        if (symbols.Record is null || symbols.ValidationAttribute is null) return;
        foreach (Diagnostic diagnostic in context.ReportedDiagnostics)
        {
            if (diagnostic.Location.SourceTree is not { } tree) continue;
            SyntaxNode node = tree.GetRoot(context.CancellationToken).FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
            if (node.FirstAncestorOrSelf<AttributeSyntax>() is not { } attribute || RecordAround(attribute) is not { } type) continue;
            SemanticModel model = context.GetSemanticModel(tree);
            if (model.GetDeclaredSymbol(type, context.CancellationToken) is { } record
                && KnownSymbols.HasAttribute(record, symbols.Record)
                && symbols.IsFrameworkCheck(model.GetTypeInfo(attribute, context.CancellationToken).Type))
            {
                context.ReportSuppression(Suppression.Create(Rule, diagnostic));
            }
        }
    }

    // The type of whose instances the attribute checks a member: a property, a field, or a parameter of a constructor that stands for one.
    private static TypeDeclarationSyntax? RecordAround(AttributeSyntax attribute) => attribute.Parent?.Parent switch
    {
        MemberDeclarationSyntax member and (PropertyDeclarationSyntax or FieldDeclarationSyntax) when !member.Modifiers.Any(SyntaxKind.StaticKeyword) =>
            member.Parent as TypeDeclarationSyntax,
        ParameterSyntax { Parent.Parent: TypeDeclarationSyntax type } => type,
        ParameterSyntax { Parent.Parent: ConstructorDeclarationSyntax { Parent: TypeDeclarationSyntax type } } => type,
        _ => null,
    };
}
