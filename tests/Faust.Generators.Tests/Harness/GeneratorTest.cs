extern alias Generator;

using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using Generator::Faust.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Faust.Generators.Tests.Harness;

/// <summary>
/// Compiles sources against the running framework and Faust.Runtime and runs the generator over them. Every diagnostic that a test does
/// not expect fails it, warnings of the compiler in generated code and failures of the generator itself (CS8785) included.
/// </summary>
internal sealed record GeneratorTest
{
    private static readonly ImmutableArray<MetadataReference> References = [.. ReferencePaths().Select(p => MetadataReference.CreateFromFile(p))];

    public LanguageVersion LanguageVersion { get; init; } = LanguageVersion.CSharp12;

    public NullableContextOptions Nullable { get; init; } = NullableContextOptions.Enable;

    public DocumentationMode Documentation { get; init; } = DocumentationMode.Diagnose;

    public string AssemblyName { get; init; } = "Consumer";

    /// <summary>Ids that the sources mean to provoke.</summary>
    public ImmutableArray<string> Expected { get; init; } = [];

    public ImmutableArray<MetadataReference> MoreReferences { get; init; } = [];

    /// <summary>Runs the generator once.</summary>
    public GeneratorTestResult Run(params string[] sources)
    {
        CSharpCompilation compilation = Compilation(sources);
        GeneratorDriver driver = Driver().RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out ImmutableArray<Diagnostic> diagnostics);
        string[] unexpected =
        [
            .. output.GetDiagnostics()
                .Concat(diagnostics)
                .Where(d => d.Severity >= DiagnosticSeverity.Warning && !Expected.Contains(d.Id) && !IsMissingDocumentation(d))
                .Select(d => d.ToString() + LineOf(d)),
        ];
        Assert.True(unexpected.Length == 0, string.Join("\n", unexpected));
        return new GeneratorTestResult(output, driver.GetRunResult());
    }

    public CSharpCompilation Compilation(params string[] sources) => CSharpCompilation.Create(
        AssemblyName,
        sources.Select((s, i) => CSharpSyntaxTree.ParseText(s, ParseOptions, string.Create(CultureInfo.InvariantCulture, $"Source{i}.cs"))),
        References.AddRange(MoreReferences),
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: Nullable, warningLevel: 9999));

    /// <summary>A driver that records what each step does.</summary>
    public GeneratorDriver Driver() => CSharpGeneratorDriver.Create(
        [new FaustGenerator().AsSourceGenerator()],
        parseOptions: ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    public CSharpParseOptions ParseOptions => new(LanguageVersion, Documentation);

    /// <summary>Compiles to memory and loads the assembly.</summary>
    public static Assembly Load(Compilation compilation)
    {
        using var stream = new MemoryStream();
        Assert.True(compilation.Emit(stream).Success);
        stream.Position = 0;
        return new AssemblyLoadContext("Consumer", isCollectible: true).LoadFromStream(stream);
    }

    private static IEnumerable<string> ReferencePaths() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(p => Path.GetFileName(p) is "netstandard.dll" or "mscorlib.dll" or "Faust.Runtime.dll" or "Microsoft.Extensions.Compliance.Abstractions.dll"
                || Path.GetFileName(p).StartsWith("System.", StringComparison.Ordinal));

    // Generated members are documented; the tests' sources need not be.
    private static bool IsMissingDocumentation(Diagnostic diagnostic) =>
        diagnostic.Id == "CS1591" && diagnostic.Location.SourceTree?.FilePath.StartsWith("Source", StringComparison.Ordinal) == true;

    private static string LineOf(Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree is { } tree ? "\n    " + tree.GetText().Lines[diagnostic.Location.GetLineSpan().StartLinePosition.Line] : "";
}
