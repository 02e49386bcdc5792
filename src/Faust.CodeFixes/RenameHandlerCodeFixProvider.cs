using System.Collections.Immutable;
using System.Composition;
using Faust.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Rename;

namespace Faust.CodeFixes;

/// <summary>Gives a handler the name that goes with what it returns: <c>Handle</c> or <c>HandleAsync</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RenameHandlerCodeFixProvider))]
[Shared]
internal sealed class RenameHandlerCodeFixProvider : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds => [DiagnosticIds.HandlerHasNoKnownShape];

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode root = (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false))!;
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (!diagnostic.Properties.TryGetValue(DiagnosticProperties.Replacement, out string? name) || name is null) continue;
            var method = root.FindNode(diagnostic.Location.SourceSpan) as MethodDeclarationSyntax;
            if (method is null || ReturnValueTaskCodeFixProvider.IsAsyncVoid(method)) continue;
            context.RegisterCodeFix(
                CodeAction.Create(
                    $"Rename to '{name}'", c => RenameAsync(context.Document, method, name, c), nameof(RenameHandlerCodeFixProvider)),
                diagnostic);
        }
    }

    internal static async Task<Solution> RenameAsync(
        Document document, MethodDeclarationSyntax method, string name, CancellationToken cancellationToken)
    {
        SemanticModel model = (await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false))!;
        Solution solution = document.Project.Solution;
        return model.GetDeclaredSymbol(method, cancellationToken) is { } symbol && symbol.Name != name
            ? await Renamer.RenameSymbolAsync(solution, symbol, default(SymbolRenameOptions), name, cancellationToken).ConfigureAwait(false)
            : solution;
    }
}
