using System.Globalization;
using Faust.Generators.Helpers;
using Faust.Generators.Model;

namespace Faust.Generators.Emit.Topology;

/// <summary>Emits the assembly's module, which registers everything by direct calls, and <c>AddDeclared</c>, which calls it.</summary>
internal static class ModuleEmitter
{
    public const string ModuleHintName = "Faust.Module.g.cs";
    public const string AddDeclaredHintName = "Faust.AddDeclared.g.cs";

    private const string Registry = "global::Faust.Generated.FaustRegistry";

    public static string EmitModule(ModuleModel module)
    {
        SourceWriter writer = GeneratedFile.Begin();
        writer.Write($"[assembly: global::Faust.FaustModule(typeof(global::{module.Assembly.Namespace}.FaustModule))]").Gap();
        writer.Write($$"""
            namespace {{module.Assembly.Namespace}};

            /// <summary>Registers the topics, tables and agents of this assembly.</summary>
            {{GeneratedFile.Attribute}}
            [global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]
            public static class FaustModule
            {
            """);
        writer.Write($$"""
            /// <summary>Registers the topics, tables and agents of this assembly.</summary>
            public static void Register({{Registry}} registry)
            {
            """);
        writer.Write("if (!registry.TryAddModule(typeof(FaustModule))) return;");
        writer.Gap();
        foreach (TopicModel topic in module.Topics) writer.Write(AddTopic(topic));
        foreach (TableModel table in module.Tables) writer.Write(AddTable(table));
        foreach (AgentModel agent in module.Agents) writer.Write(AddAgent(agent));
        foreach (DispatcherModel dispatcher in module.Dispatchers) writer.Write(AddDispatcher(dispatcher));
        return writer.Write("}").Write("}").ToString();
    }

    public static string EmitAddDeclared(ModuleModel module)
    {
        SourceWriter writer = GeneratedFile.Begin();
        // Embedded: an assembly that sees this one's internals must not see two methods of the same name.
        writer.Write($$"""
            namespace Faust;

            /// <summary>Adds what this assembly and those it references declare.</summary>
            {{GeneratedFile.Attribute}}
            [global::Microsoft.CodeAnalysis.Embedded]
            internal static class FaustDeclaredExtensions
            {
            """);
        writer.Write("""
            /// <summary>Adds every [Topic], [Table] and [Agent] of this assembly and of those it references.</summary>
            public static global::Faust.FaustBuilder AddDeclared(this global::Faust.FaustBuilder faust)
            {
            """);
        foreach (ModuleReferenceModel reference in module.Assembly.References) writer.Write($"{reference.FullyQualifiedName}.Register(faust.Registry);");
        if (!module.IsEmpty) writer.Write($"global::{module.Assembly.Namespace}.FaustModule.Register(faust.Registry);");
        return writer.Write("return faust;").Write("}").Write("}").ToString();
    }

    private static string AddTopic(TopicModel topic)
    {
        string type = topic.Type.FullyQualifiedName;
        return $"""
            registry.AddTopic<{type}, {Types(topic.Types)}>(
                new global::Faust.Generated.TopicDeclaration(typeof({type}), "{topic.Name}", {topic.Partitions}),
                static () => new {type}());
            """;
    }

    private static string AddTable(TableModel table)
    {
        string type = table.Type.FullyQualifiedName;
        return $"""
            registry.AddTable<{type}, {Types(table.Types)}>(
                new global::Faust.Generated.TableDeclaration(typeof({type}), "{table.Name}"),
                static () => new {type}());
            """;
    }

    private static string AddAgent(AgentModel agent)
    {
        string name = Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(agent.Name, quote: true);
        string[] policy = [.. Policy(agent)];
        return $"""
            registry.AddAgent(new global::Faust.Generated.AgentDeclaration(
                typeof({agent.Type.FullyQualifiedName}),
                {name},
                typeof({agent.Topic.FullyQualifiedName}),
                {Array(agent, AgentParameterKind.Table)},
                {Array(agent, AgentParameterKind.Topic)}{(policy.Length == 0 ? "" : ")")}
            """ + (policy.Length == 0 ? "));" : $"\n{{\n    {string.Join(",\n    ", policy)},\n}});");
    }

    // Only what the agent says: the rest is the application's to say.
    private static IEnumerable<string> Policy(AgentModel agent)
    {
        if (agent.Concurrency > 1) yield return $"Concurrency = {agent.Concurrency.ToString(CultureInfo.InvariantCulture)}";
        if (agent.OnError is { } onError) yield return $"OnError = global::Faust.OnError.{onError}";
        if (agent.Retries is { } retries) yield return $"Retries = {retries.ToString(CultureInfo.InvariantCulture)}";
        if (agent.RetryDelayTicks is { } delay) yield return $"RetryDelay = new global::System.TimeSpan({delay.ToString(CultureInfo.InvariantCulture)}L)";
        if (agent.MaxRetryDelayTicks is { } longest)
            yield return $"MaxRetryDelay = new global::System.TimeSpan({longest.ToString(CultureInfo.InvariantCulture)}L)";
    }

    private static string AddDispatcher(DispatcherModel dispatcher) => $"""
        registry.AddDispatcher<{Types(dispatcher.Topic.Types)}>(
            typeof({dispatcher.Topic.FullyQualifiedName}),
            static scope => new {dispatcher.ClassName}(scope));
        """;

    private static string Types(KeyValueModel types) => $"{types.Key.FullyQualifiedName}, {types.Value.FullyQualifiedName}";

    private static string Array(AgentModel agent, AgentParameterKind kind)
    {
        string[] types = [.. agent.ConstructorParameters.Where(p => p.Kind == kind).Select(p => $"typeof({p.Type.FullyQualifiedName.TrimEnd('?')})").Distinct()];
        return types.Length == 0 ? "global::System.Type.EmptyTypes" : $"new global::System.Type[] {{ {string.Join(", ", types)} }}";
    }
}
