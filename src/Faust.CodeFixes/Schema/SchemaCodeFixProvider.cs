using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Faust.CodeFixes.Schema;

/// <summary>A fix that changes <c>faust.schema.txt</c> alone.</summary>
internal abstract class SchemaCodeFixProvider : CodeFixProvider
{
    protected abstract string Title { get; }

    public sealed override FixAllProvider GetFixAllProvider() => SchemaFixAllProvider.Instance;

    public sealed override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        // The document may be the file itself, where a record is gone.
        Project project = context.TextDocument.Project;
        context.RegisterCodeFix(
            CodeAction.Create(Title, c => SchemaFix.ApplyAsync(project, context.Diagnostics, c), Title),
            context.Diagnostics);
        return Task.CompletedTask;
    }
}
