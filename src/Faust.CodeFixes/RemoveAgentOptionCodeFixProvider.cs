using System.Collections.Immutable;
using System.Composition;
using Faust.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Faust.CodeFixes;

/// <summary>Removes an option of an agent's that has no effect on it, such as <c>Batch</c> where it takes one event at a time.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveAgentOptionCodeFixProvider))]
[Shared]
internal sealed class RemoveAgentOptionCodeFixProvider : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds =>
    [
        DiagnosticIds.BatchOptionWithoutBatch,
        DiagnosticIds.RetryOptionWithoutRetries,
        DiagnosticIds.ConcurrentBatches,
        DiagnosticIds.ConcurrencyWithoutAwaits,
        DiagnosticIds.OrderingWithoutConcurrency,
    ];

    // Not the batch fixer: both options of one agent are two changes to one list, with its parentheses.
    public override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(
        async (context, document, diagnostics) => await FixAsync(document, diagnostics, context.CancellationToken).ConfigureAwait(false));

    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        context.RegisterCodeFix(
            CodeAction.Create(
                "Remove the option", c => FixAsync(context.Document, context.Diagnostics, c), nameof(RemoveAgentOptionCodeFixProvider)),
            context.Diagnostics);
        return Task.CompletedTask;
    }

    private static async Task<Document> FixAsync(
        Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
        List<AttributeArgumentSyntax> options = diagnostics
            .Select(d => root.FindNode(d.Location.SourceSpan).FirstAncestorOrSelf<AttributeArgumentSyntax>())
            .OfType<AttributeArgumentSyntax>()
            .ToList();
        IEnumerable<AttributeSyntax> attributes = options
            .Select(o => o.FirstAncestorOrSelf<AttributeSyntax>())
            .OfType<AttributeSyntax>()
            .Distinct();
        return document.WithSyntaxRoot(root.ReplaceNodes(attributes, (attribute, _) => Remove(attribute, options)));
    }

    private static AttributeSyntax Remove(AttributeSyntax attribute, List<AttributeArgumentSyntax> options)
    {
        AttributeArgumentListSyntax list = attribute.ArgumentList!;
        List<AttributeArgumentSyntax> removed = list.Arguments.Where(options.Contains).ToList();
        if (removed.Count == list.Arguments.Count) return attribute.WithArgumentList(null);
        return attribute.WithArgumentList(list.RemoveNodes(removed, SyntaxRemoveOptions.KeepNoTrivia)!);
    }
}
