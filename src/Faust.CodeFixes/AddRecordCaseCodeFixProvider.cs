using System.Collections.Immutable;
using System.Composition;
using Faust.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Faust.CodeFixes;

/// <summary>Lists a record as a case of the closed hierarchy it derives from.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddRecordCaseCodeFixProvider))]
[Shared]
internal sealed class AddRecordCaseCodeFixProvider : CodeFixProvider
{
    private const string Title = "List as a case";

    public override ImmutableArray<string> FixableDiagnosticIds => [DiagnosticIds.RecordIsNoCase];

    public override FixAllProvider GetFixAllProvider() => AllCases.Instance;

    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.Diagnostics.Where(d => d.Properties.ContainsKey(DiagnosticProperties.Union)))
        {
            context.RegisterCodeFix(
                CodeAction.Create(Title, c => FixAsync(context.Document.Project.Solution, [(context.Document.Project, [diagnostic])], c), nameof(AddRecordCaseCodeFixProvider)),
                diagnostic);
        }

        return Task.CompletedTask;
    }

    private static async Task<Solution> FixAsync(
        Solution solution, IEnumerable<(Project Project, ImmutableArray<Diagnostic> Diagnostics)> all, CancellationToken cancellationToken)
    {
        var cases = new List<(TypeDeclarationSyntax Union, string Case)>();
        foreach ((Project project, ImmutableArray<Diagnostic> diagnostics) in all)
        {
            Compilation compilation = (await project.GetCompilationAsync(cancellationToken).ConfigureAwait(false))!;
            foreach (Diagnostic diagnostic in diagnostics)
            {
                if (diagnostic.Properties.TryGetValue(DiagnosticProperties.Union, out string? id)
                    && await FindAsync(compilation, id!, diagnostic, cancellationToken).ConfigureAwait(false) is { } found) cases.Add(found);
            }
        }

        foreach (IGrouping<SyntaxTree, (TypeDeclarationSyntax Union, string Case)> file in cases.GroupBy(c => c.Union.SyntaxTree))
        {
            ILookup<TypeDeclarationSyntax, string> added = file.ToLookup(c => c.Union, c => c.Case);
            SyntaxNode root = await file.Key.GetRootAsync(cancellationToken).ConfigureAwait(false);
            root = root.ReplaceNodes(added.Select(u => u.Key), (old, _) => AddCases(old, added[old].OrderBy(c => c, StringComparer.Ordinal)));
            solution = solution.WithDocumentSyntaxRoot(solution.GetDocument(file.Key)!.Id, root);
        }

        return solution;
    }

    private static async Task<(TypeDeclarationSyntax Union, string Case)?> FindAsync(
        Compilation compilation, string id, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        SyntaxTree tree = diagnostic.Location.SourceTree!;
        SyntaxNode root = await tree.GetRootAsync(cancellationToken).ConfigureAwait(false);
        SyntaxNode? declaration = root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<TypeDeclarationSyntax>();
        ISymbol? type = declaration is null ? null : compilation.GetSemanticModel(tree).GetDeclaredSymbol(declaration, cancellationToken);
        ISymbol? union = DocumentationCommentId.GetFirstSymbolForDeclarationId(id, compilation);
        // Of several parts, the one that has the others.
        AttributeData? mark = union?.GetAttributes().LastOrDefault(a => a.AttributeClass?.Name is "RecordCaseAttribute" or "RecordUnionAttribute");
        if (type is null || mark?.ApplicationSyntaxReference is not { } reference) return null;
        SyntaxNode attribute = await reference.GetSyntaxAsync(cancellationToken).ConfigureAwait(false);
        if (attribute.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } target) return null;
        string name = type.ToMinimalDisplayString(compilation.GetSemanticModel(target.SyntaxTree), target.SpanStart);
        return (target, name);
    }

    private static TypeDeclarationSyntax AddCases(TypeDeclarationSyntax union, IEnumerable<string> cases)
    {
        AttributeListSyntax last = union.AttributeLists.Last();
        IEnumerable<AttributeListSyntax> added = cases.Select(c => SyntaxFactory
            .AttributeList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Attribute(SyntaxFactory.ParseName($"RecordCase<{c}>"))))
            .WithLeadingTrivia(last.GetLeadingTrivia().Where(t => t.IsKind(SyntaxKind.WhitespaceTrivia)))
            .WithTrailingTrivia(last.GetTrailingTrivia()));
        return union.WithAttributeLists(union.AttributeLists.AddRange(added));
    }

    // Not the batch fixer: several cases of one hierarchy are added to the same place.
    private sealed class AllCases : FixAllProvider
    {
        public static readonly AllCases Instance = new();

        public override async Task<CodeAction?> GetFixAsync(FixAllContext context)
        {
            var all = new List<(Project, ImmutableArray<Diagnostic>)>();
            if (context is { Scope: FixAllScope.Document, Document: { } document })
            {
                all.Add((document.Project, await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false)));
            }
            else
            {
                foreach (Project project in context.Scope == FixAllScope.Solution ? context.Solution.Projects : [context.Project])
                {
                    all.Add((project, await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false)));
                }
            }

            return CodeAction.Create(Title, c => FixAsync(context.Solution, all, c), nameof(AddRecordCaseCodeFixProvider));
        }

        public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];
    }
}
