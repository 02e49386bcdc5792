using System.Text;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Faust.Analyzers.Fixes;

/// <summary>Runs a fix that changes <c>faust.schema.txt</c>, one diagnostic after another and all at once.</summary>
internal static class SchemaFixes
{
    public static Task VerifyAsync<TAnalyzer, TFix>(string program, string? schema, string @fixed, int iterations, Encoding? encoding = null)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new()
    {
        var test = new FixTest<TAnalyzer, TFix>
        {
            TestCode = TestSources.Usings + program,
            NumberOfIncrementalIterations = iterations,
            NumberOfFixAllIterations = 1,
            NumberOfFixAllInDocumentIterations = 1,
        };
        if (schema is not null) test.TestState.AdditionalFiles.Add(("faust.schema.txt", SourceText.From(schema, encoding ?? Encoding.UTF8)));
        test.FixedState.Sources.Add(TestSources.Usings + WithoutMarks(program));
        test.FixedState.AdditionalFiles.Add(("faust.schema.txt", SourceText.From(@fixed, encoding ?? Encoding.UTF8)));
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static string WithoutMarks(string program)
    {
        Microsoft.CodeAnalysis.Testing.TestFileMarkupParser.GetSpans(program, out string output, out System.Collections.Immutable.ImmutableArray<TextSpan> _);
        return System.Text.RegularExpressions.Regex.Replace(output, @"\{\|FAUST\d+:|\|\}", "");
    }
}
