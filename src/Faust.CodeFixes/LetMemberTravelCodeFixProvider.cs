using System.Collections.Immutable;
using System.Composition;
using Faust.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Faust.CodeFixes;

/// <summary>Makes a property's private setter a public <c>init</c>, or says that the property is not to travel.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LetMemberTravelCodeFixProvider))]
[Shared]
internal sealed class LetMemberTravelCodeFixProvider : CodeFixProvider
{
    private const string Init = "Init";
    private const string Ignore = "Ignore";

    public override ImmutableArray<string> FixableDiagnosticIds => [DiagnosticIds.PrivateSetter];

    public override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(async (context, document, diagnostics) =>
        await FixAsync(document, diagnostics, context.CodeActionEquivalenceKey == Ignore, context.CancellationToken).ConfigureAwait(false));

    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        Register("Mark it [RecordIgnore]", Ignore);
        Register("Make the setter 'init'", Init);
        return Task.CompletedTask;

        void Register(string title, string key) => context.RegisterCodeFix(
            CodeAction.Create(title, c => FixAsync(context.Document, context.Diagnostics, key == Ignore, c), key), context.Diagnostics);
    }

    private static async Task<Document> FixAsync(
        Document document, ImmutableArray<Diagnostic> diagnostics, bool ignore, CancellationToken cancellationToken)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
        IEnumerable<PropertyDeclarationSyntax> properties = diagnostics
            .Select(d => root.FindNode(d.Location.SourceSpan).FirstAncestorOrSelf<PropertyDeclarationSyntax>())
            .OfType<PropertyDeclarationSyntax>()
            .Distinct();
        SyntaxTrivia lineEnd = root.DescendantTrivia().FirstOrDefault(t => t.IsKind(SyntaxKind.EndOfLineTrivia));
        return document.WithSyntaxRoot(root.ReplaceNodes(properties, (property, _) => ignore ? Mark(property, lineEnd) : Open(property)));
    }

    private static PropertyDeclarationSyntax Mark(PropertyDeclarationSyntax property, SyntaxTrivia lineEnd)
    {
        AttributeListSyntax mark = SyntaxFactory.AttributeList(
            SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Attribute(SyntaxFactory.IdentifierName("RecordIgnore"))));
        PropertyDeclarationSyntax bare = property.WithLeadingTrivia(property.GetLeadingTrivia().LastOrDefault(t => t.IsKind(SyntaxKind.WhitespaceTrivia)));
        return bare
            .WithAttributeLists(bare.AttributeLists.Insert(0, mark.WithTrailingTrivia(lineEnd)))
            .WithLeadingTrivia(property.GetLeadingTrivia());
    }

    private static PropertyDeclarationSyntax Open(PropertyDeclarationSyntax property)
    {
        AccessorDeclarationSyntax? setter = property.AccessorList?.Accessors.FirstOrDefault(a => a.Keyword.IsKind(SyntaxKind.SetKeyword)
            || a.Keyword.IsKind(SyntaxKind.InitKeyword));
        if (setter is null) return property;
        AccessorDeclarationSyntax open = SyntaxFactory.AccessorDeclaration(
                SyntaxKind.InitAccessorDeclaration, setter.AttributeLists, default, setter.Body, setter.ExpressionBody)
            .WithSemicolonToken(setter.SemicolonToken)
            .WithLeadingTrivia(setter.GetLeadingTrivia())
            .WithTrailingTrivia(setter.GetTrailingTrivia());
        return property.ReplaceNode(setter, open.WithKeyword(open.Keyword.WithTrailingTrivia(setter.Keyword.TrailingTrivia)));
    }
}
