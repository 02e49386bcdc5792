using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Faust.Generators.Tests.Harness;

/// <summary>What the generator wrote, and the compilation with it.</summary>
internal sealed record GeneratorTestResult(Compilation Output, GeneratorDriverRunResult Run)
{
    /// <summary>The generated files by their hint names, in the order in which the compiler has them.</summary>
    public IReadOnlyList<(string HintName, string Text)> Files =>
        [.. Run.Results.SelectMany(r => r.GeneratedSources).Select(s => (s.HintName, s.SourceText.ToString()))];

    /// <summary>The only generated file.</summary>
    public string File => Assert.Single(Files).Text;

    /// <summary>Loads the assembly and calls the static method <c>Program.Main</c>.</summary>
    public object? Execute()
    {
        Assembly assembly = GeneratorTest.Load(Output);
        return assembly.GetType("Program")!.GetMethod("Main", BindingFlags.Public | BindingFlags.Static)!.Invoke(null, null);
    }
}
