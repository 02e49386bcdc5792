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

/// <summary>Turns an <c>async void</c> handler into <c>async ValueTask HandleAsync</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReturnValueTaskCodeFixProvider))]
[Shared]
internal sealed class ReturnValueTaskCodeFixProvider : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds => [DiagnosticIds.HandlerHasNoKnownShape];

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode root = (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false))!;
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (!diagnostic.Properties.TryGetValue(DiagnosticProperties.Replacement, out string? name) || name is null) continue;
            if (root.FindNode(diagnostic.Location.SourceSpan) is not MethodDeclarationSyntax method || !IsAsyncVoid(method)) continue;
            context.RegisterCodeFix(
                CodeAction.Create(
                    "Return ValueTask", c => FixAsync(context.Document, root, method, name, c), nameof(ReturnValueTaskCodeFixProvider)),
                diagnostic);
        }
    }

    internal static bool IsAsyncVoid(MethodDeclarationSyntax method) =>
        method.Modifiers.Any(SyntaxKind.AsyncKeyword)
        && method.ReturnType is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword };

    private static async Task<Solution> FixAsync(
        Document document, SyntaxNode root, MethodDeclarationSyntax method, string name, CancellationToken cancellationToken)
    {
        TypeSyntax valueTask = SyntaxFactory.ParseTypeName("global::System.Threading.Tasks.ValueTask")
            .WithTriviaFrom(method.ReturnType)
            .WithAdditionalAnnotations(Simplifier.Annotation);
        var changed = new SyntaxAnnotation();
        document = document.WithSyntaxRoot(root.ReplaceNode(method, method.WithReturnType(valueTask).WithAdditionalAnnotations(changed)));
        document = await Simplifier.ReduceAsync(document, cancellationToken: cancellationToken).ConfigureAwait(false);
        root = (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
        method = (MethodDeclarationSyntax)root.GetAnnotatedNodes(changed).Single();
        return await RenameHandlerCodeFixProvider.RenameAsync(document, method, name, cancellationToken).ConfigureAwait(false);
    }
}
