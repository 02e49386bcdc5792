using System.Collections.Immutable;
using System.Composition;
using Faust.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace Faust.CodeFixes;

/// <summary>Gives a record's member the next key that is free.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddKeyCodeFixProvider))]
[Shared]
internal sealed class AddKeyCodeFixProvider : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds => [DiagnosticIds.MemberHasNoKey];

    // The diagnostics of one record have different keys, so all may be fixed at once.
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode root = (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false))!;
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            string? key = diagnostic.Properties[DiagnosticProperties.Key];
            SyntaxNode? member = root.FindNode(diagnostic.Location.SourceSpan)
                .FirstAncestorOrSelf<SyntaxNode>(n => n is ParameterSyntax or PropertyDeclarationSyntax or FieldDeclarationSyntax);
            if (key is null || member is null) continue;
            context.RegisterCodeFix(
                CodeAction.Create(
                    $"Add [Key({key})]",
                    _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(member, AddKey(member, key)))),
                    nameof(AddKeyCodeFixProvider)),
                diagnostic);
        }
    }

    private static SyntaxNode AddKey(SyntaxNode member, string key)
    {
        AttributeSyntax attribute = SyntaxFactory.Attribute(
            SyntaxFactory.IdentifierName("Key"), SyntaxFactory.ParseAttributeArgumentList($"({key})"));
        AttributeListSyntax list = SyntaxFactory.AttributeList(SyntaxFactory.SingletonSeparatedList(attribute))
            .WithTrailingTrivia(SyntaxFactory.Space)
            .WithLeadingTrivia(member.GetLeadingTrivia());
        SyntaxNode bare = member.WithoutLeadingTrivia();
        SyntaxNode marked = bare switch
        {
            ParameterSyntax parameter => parameter.WithAttributeLists(parameter.AttributeLists.Insert(0, list)),
            MemberDeclarationSyntax declaration => declaration.WithAttributeLists(declaration.AttributeLists.Insert(0, list)),
            _ => member,
        };
        return marked.WithAdditionalAnnotations(Formatter.Annotation);
    }
}
