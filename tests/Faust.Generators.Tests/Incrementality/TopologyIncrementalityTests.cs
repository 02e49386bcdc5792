using System.Collections.Immutable;
using Faust.Generators.Tests.Topology;
using Microsoft.CodeAnalysis;

namespace Faust.Generators.Tests.Incrementality;

public class TopologyIncrementalityTests
{
    private const string Head = Sources.Usings + "namespace Shop;\n";
    private const string Unrelated = "class C { int Z; }";
    private const string Other = Head + """
        [Topic("others")] public sealed partial class Others : Topic<string, int>;
        [Agent<Others>] public sealed partial class ReadOthers { public void Handle(int value) { } }
        """;

    private static readonly string[] Steps = ["Topics", "Tables", "Agents", "Assembly", "Dispatchers", "Module"];

    [Fact]
    public void An_edit_elsewhere_runs_no_output_again() => AssertNothingNew(Start().Edit(3, "class C { string Z; void M() { } }"));

    [Fact]
    public void A_comment_above_an_agent_runs_no_output_again() => AssertNothingNew(Start().Edit(1, "// moved\n\n" + Head + Sources.SumAgent));

    [Fact]
    public void The_body_of_a_handler_runs_no_output_again() => AssertNothingNew(
        Start().Edit(1, Head + Sources.SumAgent.Replace("> 100", "> 1000", StringComparison.Ordinal)));

    [Fact]
    public void Another_agent_runs_its_dispatcher_and_the_module_again()
    {
        Pipeline pipeline = Start().Edit(1, Head + Sources.SumAgent + Sources.AsyncAgent);
        Assert.Equal(2, pipeline.OutputReasons.Count(IsNew));
        Assert.Equal(1, pipeline.ReasonsOf("Module").Count(IsNew));
    }

    [Fact]
    public void Another_name_of_a_topic_runs_it_and_the_module_again()
    {
        Pipeline pipeline = Start().Edit(0, Sources.Shop.Replace("\"large-orders\"", "\"big-orders\"", StringComparison.Ordinal));
        Assert.InRange(pipeline.OutputReasons.Count(IsNew), 2, 3);
        Assert.All(pipeline.ReasonsOf("Dispatchers"), r => Assert.False(IsNew(r)));
    }

    [Fact]
    public void Models_hold_nothing_of_the_compiler()
    {
        var pipeline = new Pipeline(Sources.Shop, Head + Sources.SumAgent + Sources.AsyncAgent + Sources.BatchAgent, Other);
        foreach (string step in Steps)
        {
            foreach ((object value, _) in pipeline.Result.TrackedSteps[step].SelectMany(s => s.Outputs)) ObjectGraph.AssertFreeOfCompilerTypes(value);
        }
    }

    private static Pipeline Start() => new(Sources.Shop, Head + Sources.SumAgent, Other, Unrelated);

    private static void AssertNothingNew(Pipeline pipeline)
    {
        foreach (string step in Steps) Assert.DoesNotContain(pipeline.ReasonsOf(step), IsNew);
        ImmutableArray<IncrementalStepRunReason> outputs = pipeline.OutputReasons;
        Assert.DoesNotContain(outputs, IsNew);
    }

    private static bool IsNew(IncrementalStepRunReason reason) => reason is IncrementalStepRunReason.New or IncrementalStepRunReason.Modified;
}
