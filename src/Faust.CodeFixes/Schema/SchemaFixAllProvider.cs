using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Faust.CodeFixes.Schema;

/// <summary>Fixes all diagnostics of a project in one change: the batch fixer only merges changes of source files.</summary>
internal sealed class SchemaFixAllProvider : FixAllProvider
{
    public static SchemaFixAllProvider Instance { get; } = new();

    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    public override Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext) => Task.FromResult<CodeAction?>(CodeAction.Create(
        fixAllContext.CodeActionEquivalenceKey ?? "Update faust.schema.txt",
        token => ApplyAsync(fixAllContext.WithCancellationToken(token)),
        fixAllContext.CodeActionEquivalenceKey));

    private static async Task<Solution> ApplyAsync(FixAllContext context)
    {
        Solution solution = context.Solution;
        IEnumerable<ProjectId> projects = context.Scope == FixAllScope.Solution ? solution.ProjectIds : [context.Project.Id];
        foreach (ProjectId id in projects)
        {
            Project project = context.Solution.GetProject(id)!;
            if (project.Language != LanguageNames.CSharp) continue;
            ImmutableArray<Diagnostic> diagnostics = context is { Scope: FixAllScope.Document, Document: { } document }
                ? await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false)
                : await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false);
            if (!diagnostics.IsEmpty)
                solution = await SchemaFix.ApplyAsync(solution.GetProject(id)!, diagnostics, context.CancellationToken).ConfigureAwait(false);
        }

        return solution;
    }
}
