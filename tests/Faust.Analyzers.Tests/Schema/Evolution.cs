extern alias Rules;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using FileText = Rules::Faust.Analyzers.Schema.SchemaText;
using Ids = Rules::Faust.Analyzers.DiagnosticIds;
using Properties = Rules::Faust.Analyzers.DiagnosticProperties;

namespace Faust.Analyzers.Schema;

/// <summary>A program that was written, and the one that comes after it.</summary>
internal static class Evolution
{
    private static readonly DiagnosticAnalyzer[] SchemaRules =
        [.. Compile.AllAnalyzers.Where(a => a.SupportedDiagnostics.All(d => string.CompareOrdinal(d.Id, "FAUST0020") >= 0 && string.CompareOrdinal(d.Id, "FAUST0025") <= 0))];

    /// <summary>The file that the fix would create for a program.</summary>
    public static async Task<string> SchemaOfAsync(string program)
    {
        ImmutableArray<Diagnostic> all = await Compile.AnalyzeAsync(Compile.Program(program), SchemaRules, []);
        Diagnostic? suggestion = all.FirstOrDefault(d => d.Id == Ids.SchemaIsNotGuarded);
        return Write("", suggestion is null ? [] : [suggestion]);
    }

    /// <summary>What the guard says of a program.</summary>
    public static Task<ImmutableArray<Diagnostic>> CompareAsync(string program, string schema) =>
        CompareAsync(program, new SchemaAdditionalText(schema));

    /// <summary>What the guard says of a program with several files.</summary>
    public static Task<ImmutableArray<Diagnostic>> CompareAsync(string program, params SchemaAdditionalText[] schemas) =>
        Compile.AnalyzeAsync(Compile.Program(program), SchemaRules, [.. schemas]);

    /// <summary>What the fixes make of the file.</summary>
    public static string Write(string schema, IEnumerable<Diagnostic> diagnostics)
    {
        List<Diagnostic> all = diagnostics.ToList();
        return FileText.Apply(schema, Lines(Properties.AddedLines), Lines(Properties.RemovedLines));

        IEnumerable<string> Lines(string property) => all
            .SelectMany(d => d.Properties.GetValueOrDefault(property)?.Split('\n', StringSplitOptions.RemoveEmptyEntries) ?? [])
            .Distinct();
    }
}
