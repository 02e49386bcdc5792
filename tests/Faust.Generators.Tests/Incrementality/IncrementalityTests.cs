using Microsoft.CodeAnalysis;

namespace Faust.Generators.Tests.Incrementality;

public class IncrementalityTests
{
    private const string First = "using Faust; [Record] public partial record A(int X, B? Other);";
    private const string Second = "using Faust; [Record] public partial record B(string Y);";
    private const string Unrelated = "class C { int Z; }";

    // A record's JSON and its MessagePack.
    private static readonly IncrementalStepRunReason[] BothFiles = [IncrementalStepRunReason.Modified, IncrementalStepRunReason.Modified];

    [Fact]
    public void An_edit_elsewhere_runs_nothing_again()
    {
        Pipeline pipeline = new Pipeline(First, Second, Unrelated).Edit(2, "class C { string Z; void M() { } }");
        foreach (string step in Pipeline.StepNames) Assert.All(pipeline.ReasonsOf(step), AssertUnchanged);
        Assert.All(pipeline.OutputReasons, AssertCached);
    }

    [Fact]
    public void A_comment_above_a_type_runs_no_output_again()
    {
        Pipeline pipeline = new Pipeline(First, Second).Edit(0, "// moved\n\n" + First);
        foreach (string step in Pipeline.StepNames) Assert.All(pipeline.ReasonsOf(step), AssertUnchanged);
        Assert.All(pipeline.OutputReasons, AssertCached);
    }

    [Fact]
    public void An_edit_of_a_member_runs_that_types_output_again()
    {
        Pipeline pipeline = new Pipeline(First, Second).Edit(0, "using Faust; [Record] public partial record A(long X, B? Other);");
        Assert.Equal(1, pipeline.ReasonsOf("Records").Count(r => r == IncrementalStepRunReason.Modified));
        Assert.Equal(BothFiles, pipeline.OutputReasons.Where(r => r != IncrementalStepRunReason.Cached));
    }

    [Fact]
    public void An_edit_of_a_type_that_a_member_has_is_seen()
    {
        const string Enum = "public enum E { One }";
        Pipeline pipeline = new Pipeline("using Faust; [Record] public partial record A(E X);", Enum).Edit(1, "public enum E { One, Two }");
        Assert.Equal(BothFiles, pipeline.OutputReasons.Where(r => r != IncrementalStepRunReason.Cached));
    }

    [Fact]
    public void An_edit_of_a_case_runs_the_output_of_the_hierarchy_only_where_that_asks_for_it()
    {
        const string Union = "using Faust; [Record, RecordUnion(Discriminator = \"t\"), RecordCase<A>] public abstract partial record U;";
        const string Case = "using Faust; [Record] public sealed partial record A(int X) : U;";
        Pipeline member = new Pipeline(Union, Case).Edit(1, Case.Replace("int X", "long X, int Y", StringComparison.Ordinal));
        Assert.Equal(BothFiles, member.OutputReasons.Where(r => r != IncrementalStepRunReason.Cached));
        Assert.All(member.ReasonsOf("Unions"), AssertUnchanged);

        Pipeline name = new Pipeline(Union, Case).Edit(0, Union.Replace("\"t\"", "\"s\"", StringComparison.Ordinal));
        Assert.Equal(1, name.ReasonsOf("Unions").Count(r => r == IncrementalStepRunReason.Modified));

        // What the hierarchy is in MessagePack depends on its cases in one thing only: whether they have any.
        Pipeline without = new Pipeline(Union, Case).Edit(1, Case.Replace("int X", "[ExtensionData] Faust.Records.RecordExtensionData X", StringComparison.Ordinal));
        Assert.Equal(1, without.ReasonsOf("Unions").Count(r => r == IncrementalStepRunReason.Modified));
        Assert.DoesNotContain(without.Result.GeneratedSources, s => s.HintName.Contains("MessagePack", StringComparison.Ordinal));

        Pipeline value = new Pipeline(Union, Case).Edit(0, Union.Replace("RecordCase<A>", "RecordCase<A>(1)", StringComparison.Ordinal));
        Assert.All(value.ReasonsOf("Records"), AssertUnchanged);
        Assert.Equal(BothFiles, value.OutputReasons.Where(r => r != IncrementalStepRunReason.Cached));
    }

    [Fact]
    public void An_edit_of_the_assemblys_defaults_is_seen()
    {
        Pipeline pipeline = new Pipeline("using Faust; [Record] public partial record A(int Id);", "[assembly: Faust.RecordDefaults]")
            .Edit(1, "[assembly: Faust.RecordDefaults(Naming = Faust.RecordNaming.PascalCase)]");
        Assert.Equal(BothFiles, pipeline.OutputReasons.Where(r => r != IncrementalStepRunReason.Cached));
    }

    [Fact]
    public void An_edit_that_takes_MessagePack_from_a_record_takes_it_from_those_that_hold_it()
    {
        const string Holder = "using Faust; [Record] public partial record Holder(Middle Middle);";
        const string Middle = "using Faust; [Record] public partial record Middle(Leaf[] Leaves);";
        var pipeline = new Pipeline(Holder, Middle, "using Faust; [Record] public partial record Leaf(int X);");
        Assert.Equal(3, pipeline.Result.GeneratedSources.Count(s => s.HintName.Contains("MessagePack", StringComparison.Ordinal)));
        pipeline.Edit(2, "using Faust; [Record] public partial record Leaf(int X, [ExtensionData] Faust.Records.RecordExtensionData More);");
        Assert.DoesNotContain(pipeline.Result.GeneratedSources, s => s.HintName.Contains("MessagePack", StringComparison.Ordinal));
    }

    [Fact]
    public void Models_hold_nothing_of_the_compiler()
    {
        var pipeline = new Pipeline(First, Second, "using Faust; [Record] public partial class D { public System.Collections.Generic.List<int?> X { get; init; } = []; }",
            "using Faust; [Record, RecordUnion, RecordCase<F>] public abstract partial record U; [Record(Namespace = \"n\")] public partial record F : U;");
        foreach (string step in Pipeline.StepNames)
        {
            foreach ((object value, _) in pipeline.Result.TrackedSteps[step].SelectMany(s => s.Outputs)) ObjectGraph.AssertFreeOfCompilerTypes(value);
        }
    }

    [Fact]
    public void Old_compilations_are_let_go()
    {
        var pipeline = new Pipeline(First, Second);
        WeakReference old = pipeline.Forget();
        for (int i = 0; i < 10 && old.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(old.IsAlive);
        GC.KeepAlive(pipeline);
    }

    private static void AssertUnchanged(IncrementalStepRunReason reason) =>
        Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, reason.ToString());

    private static void AssertCached(IncrementalStepRunReason reason) => Assert.Equal(IncrementalStepRunReason.Cached, reason);
}
