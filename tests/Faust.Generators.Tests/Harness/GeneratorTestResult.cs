using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Faust.Generators.Tests.Harness;

/// <summary>What the generator wrote, and the compilation with it.</summary>
internal sealed record GeneratorTestResult(Compilation Output, GeneratorDriverRunResult Run)
{
    /// <summary>What is generated for the assembly whatever it declares.</summary>
    private static readonly string[] Always = ["Faust.AddDeclared.g.cs", "Microsoft.CodeAnalysis.EmbeddedAttribute.cs"];

    /// <summary>The files generated for the types, without those that every assembly has.</summary>
    public IReadOnlyList<(string HintName, string Text)> Files => [.. AllFiles.Where(f => !Always.Contains(f.HintName))];

    /// <summary>The generated files by their hint names, in the order in which the compiler has them.</summary>
    public IReadOnlyList<(string HintName, string Text)> AllFiles =>
        [.. Run.Results.SelectMany(r => r.GeneratedSources).Select(s => (s.HintName, s.SourceText.ToString()))];

    /// <summary>Those of <see cref="Files"/> that are not a record's MessagePack.</summary>
    public IReadOnlyList<(string HintName, string Text)> MainFiles => [.. Files.Where(f => !IsMessagePack(f))];

    /// <summary>The only generated file besides a record's MessagePack.</summary>
    public string File => Assert.Single(MainFiles).Text;

    /// <summary>The only generated file of a record's MessagePack.</summary>
    public string MessagePackFile => Assert.Single(Files, IsMessagePack).Text;

    private static bool IsMessagePack((string HintName, string Text) file) => file.HintName.Contains(".Record.MessagePack.", StringComparison.Ordinal);

    /// <summary>Loads the assembly and calls the static method <c>Program.Main</c>.</summary>
    public object? Execute()
    {
        Assembly assembly = GeneratorTest.Load(Output);
        return assembly.GetType("Program")!.GetMethod("Main", BindingFlags.Public | BindingFlags.Static)!.Invoke(null, null);
    }
}
