using System.Collections.Immutable;
using System.Composition;
using Faust.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace Faust.CodeFixes;

/// <summary>Lets a handler take the events that its topic has.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ChangeEventTypeCodeFixProvider))]
[Shared]
internal sealed class ChangeEventTypeCodeFixProvider : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds => [DiagnosticIds.EventTypeDiffersFromTopic];

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode root = (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false))!;
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (!diagnostic.Properties.TryGetValue(DiagnosticProperties.Replacement, out string? type) || type is null) continue;
            if (root.FindNode(diagnostic.Location.SourceSpan) is not ParameterSyntax { Type: { } old }) continue;
            context.RegisterCodeFix(
                CodeAction.Create(
                    "Take the topic's events",
                    _ => Task.FromResult(Fix(context.Document, root, old, type)),
                    nameof(ChangeEventTypeCodeFixProvider)),
                diagnostic);
        }
    }

    private static Document Fix(Document document, SyntaxNode root, TypeSyntax old, string type) => document.WithSyntaxRoot(root.ReplaceNode(
        old,
        SyntaxFactory.ParseTypeName(type).WithTriviaFrom(old).WithAdditionalAnnotations(Simplifier.Annotation)));
}
