extern alias Generator;

using System.Collections.Immutable;
using System.Reflection;
using Generator::Faust.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Faust.Docs.Tests;

/// <summary>What the pages show compiles, with the generator's part, and no rule has anything to say about it.</summary>
public sealed class SnippetTests
{
    // What the package and the SDK put into every file of a user's project.
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Logging;
        """;

    private static readonly MetadataReference[] References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(p => Path.GetFileName(p) is "netstandard.dll" or "Faust.Runtime.dll" or "Faust.Testing.dll" or "Faust.RocksDb.dll"
                || Path.GetFileName(p).StartsWith("System.", StringComparison.Ordinal)
                || Path.GetFileName(p).StartsWith("Microsoft.Extensions.", StringComparison.Ordinal))
            .Select(p => MetadataReference.CreateFromFile(p))];

    private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers =
        [.. Assembly.Load("Faust.Analyzers").GetTypes()
            .Where(t => !t.IsAbstract && typeof(DiagnosticAnalyzer).IsAssignableFrom(t))
            .Select(t => (DiagnosticAnalyzer)Activator.CreateInstance(t, nonPublic: true)!)];

    public static TheoryData<string> Pages => [.. Snippet.Pages.Where(p => Snippet.Read(p).Count > 0)];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Snippets_of_the_page_compile(string page)
    {
        IReadOnlyList<Snippet> snippets = Snippet.Read(page);
        foreach (Snippet program in snippets.Where(s => s.IsProgram)) await CompileAsync(OutputKind.ConsoleApplication, program);
        Snippet[] declarations = [.. snippets.Where(s => !s.IsProgram)];
        if (declarations.Length > 0) await CompileAsync(OutputKind.DynamicallyLinkedLibrary, declarations);
    }

    [Fact]
    public void There_are_snippets() => Assert.NotEmpty(Pages);

    private static async Task CompileAsync(OutputKind kind, params Snippet[] snippets)
    {
        var parsing = new CSharpParseOptions(LanguageVersion.Latest);
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Docs",
            snippets.Select(s => CSharpSyntaxTree.ParseText(s.Text.Contains("using Faust;", StringComparison.Ordinal) ? s.Text : "using Faust;\n" + s.Text, parsing, s.Name))
                .Prepend(CSharpSyntaxTree.ParseText(Usings, parsing)),
            References,
            new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create([new FaustGenerator().AsSourceGenerator()], parseOptions: parsing)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out ImmutableArray<Diagnostic> diagnostics);
        var said = diagnostics.AddRange(output.GetDiagnostics()).AddRange(await output.WithAnalyzers(Analyzers).GetAnalyzerDiagnosticsAsync());
        // A page may show a topic before what reads it.
        Assert.Empty(said.Where(d => d.Severity >= DiagnosticSeverity.Warning && d.Id != "FAUST0301"));
    }
}
