extern alias Generator;

using System.Collections.Immutable;
using Faust.Generators.Tests.Harness;
using Generator::Faust.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Faust.Generators.Tests.Incrementality;

/// <summary>A driver that has run once, to see what an edit makes it run again.</summary>
internal sealed class Pipeline
{
    private readonly GeneratorTest _test = new();
    private GeneratorDriver _driver;
    private CSharpCompilation _compilation;

    public Pipeline(params string[] sources)
    {
        _compilation = _test.Compilation(sources);
        _driver = _test.Driver().RunGenerators(_compilation);
    }

    public GeneratorRunResult Result => Assert.Single(_driver.GetRunResult().Results);

    /// <summary>Replaces a source and runs again.</summary>
    public Pipeline Edit(int source, string text)
    {
        SyntaxTree tree = _compilation.SyntaxTrees[source];
        _compilation = _compilation.ReplaceSyntaxTree(tree, tree.WithChangedText(SourceText.From(text)));
        _driver = _driver.RunGenerators(_compilation);
        return this;
    }

    public static string[] StepNames => [TrackingNames.Records];

    /// <summary>Why each output of a step is what it is, by the model's name.</summary>
    public ImmutableArray<IncrementalStepRunReason> ReasonsOf(string step) =>
        [.. Result.TrackedSteps[step].SelectMany(s => s.Outputs).Select(o => o.Reason)];

    /// <summary>The same for the generated files.</summary>
    public ImmutableArray<IncrementalStepRunReason> OutputReasons =>
        [.. Result.TrackedOutputSteps.SelectMany(s => s.Value).SelectMany(s => s.Outputs).Select(o => o.Reason)];

    public WeakReference Forget()
    {
        var old = new WeakReference(_compilation);
        _compilation = _test.Compilation("class Another;");
        _driver = _driver.RunGenerators(_compilation);
        return old;
    }
}
