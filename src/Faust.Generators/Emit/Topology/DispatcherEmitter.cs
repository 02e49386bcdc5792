using System.Globalization;
using Faust.Generators.Helpers;
using Faust.Generators.Model;

namespace Faust.Generators.Emit.Topology;

/// <summary>Emits how the records of one topic reach the agents that read it: one decode for all, one direct call for each.</summary>
internal static class DispatcherEmitter
{
    private const string ValueTask = "global::System.Threading.Tasks.ValueTask";

    public static string HintName(DispatcherModel dispatcher) => Helpers.HintName.For(dispatcher.Topic.MetadataName, ".Dispatcher");

    public static string Emit(DispatcherModel dispatcher)
    {
        string key = dispatcher.Topic.Types.Key.FullyQualifiedName;
        string value = dispatcher.Topic.Types.Value.FullyQualifiedName;
        AgentCode[] agents = NameFields(dispatcher);
        bool isAsync = agents.Any(a => a.IsAsync);

        SourceWriter writer = GeneratedFile.Begin().Write($"namespace {dispatcher.Namespace};").Gap();
        writer.Write($$"""
            /// <summary>Gives the records of <see cref="{{dispatcher.Topic.FullyQualifiedName}}"/> to {{Names(agents)}}.</summary>
            {{GeneratedFile.Attribute}}
            internal sealed class {{dispatcher.ClassName}} : global::Faust.Generated.TopicDispatcher<{{key}}, {{value}}>
            {
            """);
        WriteConstructor(writer, dispatcher, agents);
        WriteDecode(writer, key, value);
        if (isAsync) WriteAsync(writer, key, value, agents);
        else WriteSync(writer, key, value, agents);
        WriteBuffers(writer, agents);
        WriteLanes(writer, key, value, agents);
        WriteDispose(writer, agents);
        return writer.Write("}").ToString();
    }

    private static void WriteConstructor(SourceWriter writer, DispatcherModel dispatcher, AgentCode[] agents)
    {
        string topic = dispatcher.Topic.FullyQualifiedName;
        writer.Write($"private readonly {topic} _topic;");
        foreach (AgentCode agent in agents) writer.Write($"private readonly {agent.Model.Type.FullyQualifiedName} {agent.Field};");
        foreach (AgentCode agent in agents.Where(a => a.IsBatch)) writer.Write($"private readonly {BufferType(dispatcher)} {agent.Buffer};");
        foreach (AgentCode agent in agents.Where(a => a.HasLanes)) writer.Write($"private readonly {LanesType(dispatcher)} {agent.Lanes};");
        string names = string.Join(", ", agents.Select(a => Literal(a.Model.Name)));
        writer.Gap().Write($$"""
            public {{dispatcher.ClassName}}(global::Faust.Generated.TaskScope scope)
                : base(scope, new string[] { {{names}} })
            {
                _topic = scope.GetTopic<{{topic}}>();
            """);
        foreach (AgentCode agent in agents)
        {
            writer.Write(Construct(agent.Field, agent.Model));
        }

        foreach (AgentCode agent in agents.Where(a => a.IsBatch))
        {
            string ticks = agent.Model.WithinTicks.ToString(CultureInfo.InvariantCulture);
            writer.Write($"{agent.Buffer} = CreateBuffer({Index(agent)}, {agent.Model.Batch.ToString(CultureInfo.InvariantCulture)}, new global::System.TimeSpan({ticks}L));");
        }

        foreach (AgentCode agent in agents.Where(a => a.HasLanes))
        {
            string concurrency = agent.Model.Concurrency.ToString(CultureInfo.InvariantCulture);
            writer.Write($"{agent.Lanes} = CreateLanes({Index(agent)}, {concurrency}, global::Faust.Ordering.{agent.Model.Ordering}, {agent.Handle});");
        }

        writer.Write("}");
    }

    private static string Construct(string field, AgentModel agent)
    {
        string call = $"{field} = new {agent.Type.FullyQualifiedName}(";
        string[] arguments = [.. agent.ConstructorParameters.Select(Argument)];
        string line = $"{call}{string.Join(", ", arguments)});";
        return line.Length <= 110 ? line : $"{call}\n    {string.Join(",\n    ", arguments)});";
    }

    private static string Argument(AgentParameterModel parameter) => parameter.Kind switch
    {
        AgentParameterKind.Table => $"scope.GetTable<{parameter.Type.FullyQualifiedName}>()",
        AgentParameterKind.Topic => $"scope.GetTopic<{parameter.Type.FullyQualifiedName}>()",
        AgentParameterKind.CancellationToken => "scope.CancellationToken",
        _ when parameter.DefaultValue is { } value => $"scope.FindService<{parameter.Type.FullyQualifiedName}>() ?? {value}",
        _ => $"scope.GetService<{parameter.Type.FullyQualifiedName}>()",
    };

    private static void WriteDecode(SourceWriter writer, string key, string value) => writer.Gap().Write($$"""
        /// <inheritdoc/>
        public override global::Faust.Event<{{key}}, {{value}}> Decode(in global::Faust.Transport.LogRecord record)
        {
            Begin(record);
            {{key}} key = record.HasKey ? _topic.ReadKey(record.Key, Strings) : default({{key}});
            if (!record.HasValue) return CreateEvent(record, key, default({{value}}), record.Timestamp);
            {{value}} value = _topic.ReadValue(record.Value, Strings);
            return CreateEvent(record, key, value, _topic.GetEventTime(value) ?? record.Timestamp);
        }
        """);

    private static void WriteSync(SourceWriter writer, string key, string value, AgentCode[] agents)
    {
        writer.Gap().Write($$"""
            /// <inheritdoc/>
            public override {{ValueTask}}<int> ProcessAsync(global::Faust.Transport.RecordBatch batch, int start)
            {
                global::System.ReadOnlySpan<global::Faust.Transport.LogRecord> records = batch.Records;
                for (int i = start; i < records.Length; i++)
                {
                    if ({{Pause(agents)}}) return new {{ValueTask}}<int>(i);
                    Dispatch(Decode(records[i]), 0);
                }

                return new {{ValueTask}}<int>(records.Length);
            }

            /// <inheritdoc/>
            public override {{ValueTask}} DispatchAsync(global::Faust.Event<{{key}}, {{value}}> e, int start)
            {
                Dispatch(e, start);
                return default;
            }

            private void Dispatch(global::Faust.Event<{{key}}, {{value}}> e, int start)
            {
            """);
        WriteCalls(writer, agents);
        writer.Write("}");
    }

    private static void WriteAsync(SourceWriter writer, string key, string value, AgentCode[] agents)
    {
        writer.Gap().Write($$"""
            /// <inheritdoc/>
            public override async {{ValueTask}}<int> ProcessAsync(global::Faust.Transport.RecordBatch batch, int start)
            {
                for (int i = start; i < batch.Count; i++)
                {
                    if ({{Pause(agents)}}) return i;
                    await DispatchAsync(Decode(batch.Records[i]), 0).ConfigureAwait(true);
                }

                return batch.Count;
            }

            /// <inheritdoc/>
            public override async {{ValueTask}} DispatchAsync(global::Faust.Event<{{key}}, {{value}}> e, int start)
            {
            """);
        WriteCalls(writer, agents);
        writer.Write("}");
    }

    private static void WriteCalls(SourceWriter writer, AgentCode[] agents)
    {
        // An event that an agent failed on is gone on with at that agent or behind it: those before have handled it.
        foreach (AgentCode agent in agents)
        {
            string index = Index(agent);
            string condition = agent.Model.Handler.Shape == HandlerShape.Value ? $"start <= {index} && e.HasValue" : $"start <= {index}";
            switch (agent.Model.Handler.Shape)
            {
                case not HandlerShape.Batch when agent.HasLanes:
                    writer.Write($"if ({condition}) {agent.Lanes}.Add(e);");
                    break;
                case HandlerShape.Batch:
                    writer.Write($"if ({condition} && {agent.Buffer}.Add(e)) await {agent.Flush}().ConfigureAwait(true);");
                    break;
                default:
                    writer.Gap().Write($$"""
                        if ({{condition}})
                        {
                            BeginAgent({{index}});
                            {{Call(agent, agent.Model.Handler.Shape == HandlerShape.Value ? "e.Value" : "e")}}
                        }
                        """);
                    break;
            }
        }
    }

    private static string Call(AgentCode agent, string argument)
    {
        HandlerModel handler = agent.Model.Handler;
        string token = handler.TakesCancellationToken ? ", Scope.CancellationToken" : "";
        string call = $"{agent.Field}.{handler.MethodName}({argument}{token})";
        return handler.Return == HandlerReturn.Void ? call + ";" : $"await {call}.ConfigureAwait(true);";
    }

    private static void WriteBuffers(SourceWriter writer, AgentCode[] agents)
    {
        AgentCode[] batches = [.. agents.Where(a => a.IsBatch)];
        if (batches.Length == 0) return;
        writer.Gap().Write($$"""
            /// <inheritdoc/>
            public override async {{ValueTask}} FlushBuffersAsync(bool all)
            {
            """);
        foreach (AgentCode agent in batches) writer.Write($"if ({agent.Buffer}.IsDue(all)) await {agent.Flush}().ConfigureAwait(true);");
        writer.Write("}");
        WriteFlushOne(writer, batches);
        foreach (AgentCode agent in batches)
        {
            string index = Index(agent);
            writer.Gap().Write($$"""
                private async {{ValueTask}} {{agent.Flush}}()
                {
                    BeginBatch({{index}}, {{agent.Buffer}});
                    {{Call(agent, agent.Buffer)}}
                    EndBatch({{agent.Buffer}});
                }
                """);
        }
    }

    private static void WriteLanes(SourceWriter writer, string key, string value, AgentCode[] agents)
    {
        foreach (AgentCode agent in agents.Where(a => a.HasLanes))
        {
            writer.Gap().Write($$"""
                private async {{ValueTask}} {{agent.Handle}}(global::Faust.Event<{{key}}, {{value}}> e)
                {
                    {{Call(agent, agent.Model.Handler.Shape == HandlerShape.Value ? "e.Value" : "e")}}
                }
                """);
        }
    }

    private static string Pause(AgentCode[] agents) => agents.Any(a => a.HasLanes) ? "Scope.IsInterrupted || AreLanesFull" : "Scope.IsInterrupted";

    private static void WriteFlushOne(SourceWriter writer, AgentCode[] batches)
    {
        writer.Gap().Write($$"""
            /// <inheritdoc/>
            public override {{ValueTask}} FlushBufferAsync(int agent)
            {
                switch (agent)
                {
            """);
        foreach (AgentCode agent in batches)
        {
            writer.Write($"""
                case {Index(agent)}:
                    return {agent.Flush}();
                """);
        }

        writer.Write("""
            default:
                return default;
            """).Write("}").Write("}");
    }

    private static void WriteDispose(SourceWriter writer, AgentCode[] agents)
    {
        AgentCode[] disposables = [.. agents.Where(a => a.Model.IsDisposable || a.Model.IsAsyncDisposable)];
        if (disposables.Length == 0) return;
        bool isAsync = disposables.Any(a => a.Model.IsAsyncDisposable);
        writer.Gap().Write($$"""
            /// <inheritdoc/>
            public override {{(isAsync ? "async " : "")}}{{ValueTask}} DisposeAgentsAsync()
            {
            """);
        foreach (AgentCode agent in disposables)
        {
            writer.Write(agent.Model.IsAsyncDisposable
                ? $"await ((global::System.IAsyncDisposable){agent.Field}).DisposeAsync().ConfigureAwait(true);"
                : $"((global::System.IDisposable){agent.Field}).Dispose();");
        }

        if (!isAsync) writer.Write("return default;");
        writer.Write("}");
    }

    private static AgentCode[] NameFields(DispatcherModel dispatcher)
    {
        // Agents, their buffers and lanes are fields beside the topic's, and may be called like each other's.
        var names = new LocalNames("topic");
        string[] agents = [.. dispatcher.Agents.Select(a => names.For(a.Type.Name).TrimStart('@'))];
        return [.. dispatcher.Agents.Select((a, i) => new AgentCode(
            a, i, agents[i], names.For(agents[i] + "Buffer").TrimStart('@'), names.For(agents[i] + "Lanes").TrimStart('@')))];
    }

    private static string Index(AgentCode agent) => agent.Index.ToString(CultureInfo.InvariantCulture);

    private static string BufferType(DispatcherModel dispatcher) =>
        $"global::Faust.Generated.EventBuffer<{dispatcher.Topic.Types.Key.FullyQualifiedName}, {dispatcher.Topic.Types.Value.FullyQualifiedName}>";

    private static string LanesType(DispatcherModel dispatcher) =>
        $"global::Faust.Generated.EventLanes<{dispatcher.Topic.Types.Key.FullyQualifiedName}, {dispatcher.Topic.Types.Value.FullyQualifiedName}>";

    private static string Names(AgentCode[] agents) => string.Join(", ", agents.Select(a => $"<see cref=\"{a.Model.Type.FullyQualifiedName}\"/>"));

    private static string Literal(string text) => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(text, quote: true);

    /// <summary>An agent and the names that stand for it.</summary>
    private sealed record AgentCode(AgentModel Model, int Index, string Name, string BufferName, string LanesName)
    {
        public string Field => "_" + Name;

        public string Buffer => "_" + BufferName;

        public string Flush => "Flush" + char.ToUpperInvariant(Name[0]) + Name.Substring(1) + "Async";

        public string Lanes => "_" + LanesName;

        public string Handle => "Handle" + char.ToUpperInvariant(Name[0]) + Name.Substring(1) + "Async";

        public bool HasLanes => Model.Concurrency > 1;

        public bool IsBatch => Model.Handler.Shape == HandlerShape.Batch;

        // One with lanes is called from these.
        public bool IsAsync => IsBatch || (!HasLanes && Model.Handler.Return != HandlerReturn.Void);
    }
}
