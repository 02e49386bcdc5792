using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace Faust.Analyzers;

/// <summary>Runs a rule, and a fix of it, over a program. <c>[|…|]</c> marks what the rule reports.</summary>
internal static class Rule
{
    public static Task VerifyAsync<TAnalyzer>(string source, OutputKind outputKind = OutputKind.DynamicallyLinkedLibrary, bool declarations = true)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        var test = new FixTest<TAnalyzer, EmptyCodeFixProvider> { TestCode = Complete(source, declarations) };
        test.TestState.OutputKind = outputKind;
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Also checks that fixing all at once gives the same, and that the rule is content with it.</summary>
    public static Task VerifyFixAsync<TAnalyzer, TFix>(string source, string @fixed, int iterations = 1, int action = 0)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new()
    {
        var test = new FixTest<TAnalyzer, TFix>
        {
            TestCode = Complete(source, declarations: true),
            FixedCode = Complete(@fixed, declarations: true),
            NumberOfIncrementalIterations = iterations,
            NumberOfFixAllIterations = 1,
            CodeActionIndex = action,
        };
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static string Complete(string source, bool declarations) => TestSources.Usings + source + (declarations ? TestSources.Declarations : "");
}
