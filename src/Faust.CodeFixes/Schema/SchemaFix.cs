using System.Text;
using Faust.Analyzers;
using Faust.Analyzers.Schema;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Faust.CodeFixes.Schema;

/// <summary>Writes into a project's <c>faust.schema.txt</c> what diagnostics ask for.</summary>
internal static class SchemaFix
{
    /// <summary>All lines at once, so that fixing many diagnostics is one change of one file, which is made where there is none.</summary>
    public static async Task<Solution> ApplyAsync(Project project, IEnumerable<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        List<Diagnostic> all = diagnostics.ToList();
        IEnumerable<string> added = all.SelectMany(d => Lines(d, DiagnosticProperties.AddedLines)).Distinct();
        IEnumerable<string> removed = all.SelectMany(d => Lines(d, DiagnosticProperties.RemovedLines)).Distinct();
        TextDocument? file = project.AdditionalDocuments
            .Where(d => string.Equals(d.Name, SchemaText.FileName, StringComparison.OrdinalIgnoreCase))
            .OrderBy(d => d.FilePath, StringComparer.Ordinal)
            .FirstOrDefault();
        if (file is null)
        {
            string? path = Path.GetDirectoryName(project.FilePath) is { } directory ? Path.Combine(directory, SchemaText.FileName) : null;
            SourceText content = SourceText.From(SchemaText.Apply("", added, removed), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            return project.AddAdditionalDocument(SchemaText.FileName, content, filePath: path).Project.Solution;
        }

        SourceText text = await file.GetTextAsync(cancellationToken).ConfigureAwait(false);
        // The encoding says whether there is a byte order mark.
        SourceText changed = SourceText.From(SchemaText.Apply(text.ToString(), added, removed), text.Encoding, text.ChecksumAlgorithm);
        return project.Solution.WithAdditionalDocumentText(file.Id, changed);
    }

    private static string[] Lines(Diagnostic diagnostic, string property) =>
        diagnostic.Properties.TryGetValue(property, out string? lines) && !string.IsNullOrEmpty(lines) ? lines!.Split('\n') : [];
}
