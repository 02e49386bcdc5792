using System.Reflection;
using System.Text.RegularExpressions;
using Faust.Analyzers.Schema;
using Faust.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Faust.Analyzers;

/// <summary>What holds for every rule and fix.</summary>
public sealed partial class CatalogueTests
{
    private static readonly string[] Sections = ["## What is flagged", "## How to fix it", "## Why", "## How to suppress it"];
    private static readonly string Root = FindRoot();

    public static TheoryData<string> Ids => [.. RuleIds()];

    [Fact]
    public void Every_id_is_one_rule()
    {
        // By name: the assembly of the fixes has the same class.
        string[] declared = typeof(TopologyAnalyzer).Assembly.GetType("Faust.Analyzers.DiagnosticIds")!.GetFields()
            .Select(f => (string)f.GetRawConstantValue()!)
            .Order(StringComparer.Ordinal)
            .ToArray();
        Assert.Equal(declared.Distinct(), declared);
        Assert.Equal(declared, RuleIds());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Is_of_the_category_of_its_range(string id)
    {
        DiagnosticDescriptor rule = RuleOf(id);
        string category = id[5..7] switch { "00" => "Records", "01" => "Agents", "02" => "Tables", "03" => "Topics", _ => "?" };
        Assert.Equal("Faust." + category, rule.Category);
        Assert.EndsWith($"/docs/diagnostics/{id}.md", rule.HelpLinkUri, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Is_in_a_release_file(string id)
    {
        string[] files = Directory.GetFiles(Path.Combine(Root, "src/Faust.Analyzers"), "AnalyzerReleases.*.md");
        string line = $"{id} | {RuleOf(id).Category} | {RuleOf(id).DefaultSeverity} | {AnalyzerOf(id).GetType().Name}";
        Assert.Single(files.SelectMany(File.ReadAllLines), l => l == line);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Has_tests_of_what_it_reports_and_of_what_it_accepts(string id)
    {
        string[] tests = TestsOf(AnalyzerOf(id).GetType().Name.Replace("Analyzer", "Tests", StringComparison.Ordinal));
        Assert.Contains(tests, t => t.StartsWith("Reports_", StringComparison.Ordinal));
        Assert.Contains(tests, t => t.StartsWith("Accepts_", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_fix_is_tested_and_fixes_all()
    {
        foreach (Type type in typeof(MakePartialCodeFixProvider).Assembly.GetTypes().Where(t => !t.IsAbstract && t.IsAssignableTo(typeof(CodeFixProvider))))
        {
            var fix = (CodeFixProvider)Activator.CreateInstance(type)!;
            Assert.NotNull(fix.GetFixAllProvider());
            Assert.Equal(type.Name, type.GetCustomAttribute<ExportCodeFixProviderAttribute>()!.Name);
            string tests = type.Name.Replace("CodeFixProvider", "Tests", StringComparison.Ordinal);
            Assert.Contains(TestsOf(tests), t => t.StartsWith("Fixes_", StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Has_a_page_with_every_section(string id)
    {
        string page = ReadPage(id);
        Assert.StartsWith($"# {id}: {RuleOf(id).Title}\n", page, StringComparison.Ordinal);
        Assert.Equal(Sections, HeadingPattern().Matches(page).Select(m => m.Value));
        string row = $"[{id}]({id}.md) | {RuleOf(id).DefaultSeverity} | {RuleOf(id).Title}";
        Assert.Single(File.ReadAllLines(Path.Combine(Root, "docs/diagnostics/README.md")), l => l == row);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Reports_what_its_page_says(string id)
    {
        (string Program, string? Schema)[] examples = [.. Examples(ReadPage(id))];
        Assert.True(examples.Length >= 2, "A page shows what is flagged, and then how it is fixed");
        Assert.Contains(await AnalyzeAsync(examples[0]), d => d.Id == id);
        foreach ((string, string?) @fixed in examples[1..])
            Assert.DoesNotContain(await AnalyzeAsync(@fixed), d => d.Id == id || d.Severity >= DiagnosticSeverity.Warning);
    }

    // A program is compared with the schema that stands behind it, if one does.
    private static IEnumerable<(string Program, string? Schema)> Examples(string page) => ExamplePattern().Matches(page)
        .Select(m => (m.Groups[1].Value, m.Groups[2].Success ? m.Groups[2].Value : null));

    private static async Task<IEnumerable<Diagnostic>> AnalyzeAsync((string Program, string? Schema) example)
    {
        (string program, string? schema) = example;
        Compilation compilation = Compile.Program(program);
        IEnumerable<Diagnostic> errors = compilation.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(d => d.Severity == DiagnosticSeverity.Error);
        Assert.DoesNotContain(errors, d => !OfflineReferences.IsGeneratorsPart(d));
        return await Compile.AnalyzeAsync(compilation, schema is null ? [] : [new SchemaAdditionalText(schema)]);
    }

    private static IEnumerable<string> RuleIds() =>
        Compile.AllAnalyzers.SelectMany(a => a.SupportedDiagnostics).Select(d => d.Id).Order(StringComparer.Ordinal);

    private static DiagnosticAnalyzer AnalyzerOf(string id) => Compile.AllAnalyzers.Single(a => a.SupportedDiagnostics.Any(d => d.Id == id));

    private static DiagnosticDescriptor RuleOf(string id) => AnalyzerOf(id).SupportedDiagnostics.Single(d => d.Id == id);

    private static string[] TestsOf(string className) => typeof(CatalogueTests).Assembly.GetTypes()
        .Where(t => t.Name == className)
        .SelectMany(t => t.GetMethods())
        .Where(m => m.GetCustomAttributes<FactAttribute>().Any())
        .Select(m => m.Name)
        .ToArray();

    private static string ReadPage(string id) => File.ReadAllText(Path.Combine(Root, "docs/diagnostics", id + ".md"));

    private static string FindRoot()
    {
        string? directory = AppContext.BaseDirectory;
        while (directory is not null && !File.Exists(Path.Combine(directory, "Faust.Generated.sln"))) directory = Path.GetDirectoryName(directory);
        return directory ?? throw new DirectoryNotFoundException("The tests do not run inside the repository");
    }

    [GeneratedRegex("^## .*$", RegexOptions.Multiline)]
    private static partial Regex HeadingPattern();

    [GeneratedRegex("^```csharp\n(.*?)^```(?:\n+```text\n(.*?)^```)?", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex ExamplePattern();
}
