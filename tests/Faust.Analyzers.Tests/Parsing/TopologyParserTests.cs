using Faust.Generators.Model;
using Faust.Generators.Parsing;
using Microsoft.CodeAnalysis;

namespace Faust.Analyzers.Parsing;

public sealed class TopologyParserTests
{
    private const string Source = """
        public sealed partial class Outer
        {
            [Agent<Flights>(Name = "track", Batch = 5, Within = "00:00:02")]
            internal sealed partial class Track(
                Delays delays,
                LateFlights late,
                IServiceProvider services,
                CancellationToken stopping,
                DayOfWeek day = DayOfWeek.Friday,
                string? text = "a\"b",
                int n = -1,
                TimeSpan span = default) : IAsyncDisposable
            {
                public Task HandleAsync(IReadOnlyList<Event<string, Flight>> batch, CancellationToken c) => Task.CompletedTask;
                public ValueTask DisposeAsync() => default;
            }
        }
        [Agent<Counts>] public sealed partial class Plain : IDisposable { public void Handle(long n) { } public void Dispose() { } }
        [Topic("maybe", Partitions = 7)] public sealed partial class Maybe : Topic<string?, int?>;
        """ + TestSources.Declarations;

    [Fact]
    public void Reads_an_agent()
    {
        AgentModel agent = AgentParser.Parse(Type("Outer+Track")).Model!;
        Assert.Equal("track", agent.Name);
        Assert.Equal("Outer+Track", agent.Type.MetadataName);
        Assert.Equal(("global::Flights", "Flights", "Program"), (agent.Topic.FullyQualifiedName, agent.Topic.MetadataName, agent.Topic.AssemblyName));
        Assert.Equal(("string", "global::Flight"), (agent.Topic.Types.Key.FullyQualifiedName, agent.Topic.Types.Value.FullyQualifiedName));
        Assert.Equal(new HandlerModel { MethodName = "HandleAsync", Shape = HandlerShape.Batch, Return = HandlerReturn.Task, TakesCancellationToken = true }, agent.Handler);
        Assert.Equal((5, 2 * TimeSpan.TicksPerSecond), (agent.Batch, agent.WithinTicks));
        Assert.Equal((false, true), (agent.IsDisposable, agent.IsAsyncDisposable));
        Assert.Equal(
            [
                ("delays", AgentParameterKind.Table, null),
                ("late", AgentParameterKind.Topic, null),
                ("services", AgentParameterKind.Service, null),
                ("stopping", AgentParameterKind.CancellationToken, null),
                ("day", AgentParameterKind.Service, "(global::System.DayOfWeek)(5)"),
                ("text", AgentParameterKind.Service, "(string)(\"a\\\"b\")"),
                ("n", AgentParameterKind.Service, "(int)(-1)"),
                ("span", AgentParameterKind.Service, "default(global::System.TimeSpan)"),
            ],
            agent.ConstructorParameters.Select(p => (p.Name, p.Kind, p.DefaultValue)));
    }

    [Fact]
    public void Reads_what_an_agent_does_not_say()
    {
        AgentModel agent = AgentParser.Parse(Type("Plain")).Model!;
        Assert.Equal(("Plain", 100, TimeSpan.TicksPerSecond), (agent.Name, agent.Batch, agent.WithinTicks));
        Assert.Equal(new HandlerModel { MethodName = "Handle", Shape = HandlerShape.Value, Return = HandlerReturn.Void, TakesCancellationToken = false }, agent.Handler);
        Assert.Equal((true, false), (agent.IsDisposable, agent.IsAsyncDisposable));
        Assert.Empty(agent.ConstructorParameters);
    }

    [Fact]
    public void Defaults_are_those_of_the_attribute()
    {
        var attribute = new AgentAttribute<object>();
        AgentModel agent = AgentParser.Parse(Type("Plain")).Model!;
        Assert.Equal((attribute.Batch, TimeSpan.Parse(attribute.Within, System.Globalization.CultureInfo.InvariantCulture).Ticks), (agent.Batch, agent.WithinTicks));
    }

    [Fact]
    public void Reads_a_topic_and_a_table()
    {
        TopicModel topic = TopicParser.Parse(Type("Maybe")).Model!;
        Assert.Equal(("maybe", 7), (topic.Name, topic.Partitions));
        Assert.Equal(new TypeRefModel { FullyQualifiedName = "string", IsReferenceType = true, IsNullable = true }, topic.Types.Key);
        Assert.Equal(new TypeRefModel { FullyQualifiedName = "int?", IsReferenceType = false, IsNullable = true }, topic.Types.Value);

        TableModel table = TableParser.Parse(Type("Delays")).Model!;
        Assert.Equal("delays", table.Name);
        Assert.Equal(new TypeRefModel { FullyQualifiedName = "long", IsReferenceType = false, IsNullable = false }, table.Types.Value);
    }

    [Fact]
    public void The_same_source_gives_equal_models()
    {
        Assert.Equal(AgentParser.Parse(Type("Outer+Track")), AgentParser.Parse(Type("Outer+Track")));
        Assert.Equal(AgentParser.Parse(Type("Outer+Track")).GetHashCode(), AgentParser.Parse(Type("Outer+Track")).GetHashCode());
        Assert.Equal(TopicParser.Parse(Type("Maybe")), TopicParser.Parse(Type("Maybe")));
        Assert.Equal(TableParser.Parse(Type("Delays")), TableParser.Parse(Type("Delays")));
        Assert.NotEqual(AgentParser.Parse(Type("Plain")), AgentParser.Parse(Type("Outer+Track")));
    }

    [Fact]
    public void Finds_public_modules_in_ordinal_order()
    {
        MetadataReference[] libraries = [Library("B", "public", "B.Module"), Library("a", "public", "Aa.Module"), Library("C", "internal", "C.Module")];
        Assert.Equal(
            [("global::Aa.Module", "a"), ("global::B.Module", "B")],
            ModuleReferenceParser.Parse(Compile.Program("", libraries)).Select(m => (m.FullyQualifiedName, m.AssemblyName)));
    }

    private static CompilationReference Library(string assembly, string accessibility, string module)
    {
        string source = $"[assembly: FaustModule(typeof({module}))] namespace {module.Split('.')[0]} {{ {accessibility} static class Module; }}";
        return Compile.Program(source).WithAssemblyName(assembly).ToMetadataReference();
    }

    private static INamedTypeSymbol Type(string metadataName) => Compile.Program(Source).GetTypeByMetadataName(metadataName)!;
}
