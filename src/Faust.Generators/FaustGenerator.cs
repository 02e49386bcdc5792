using System.Collections.Immutable;
using Faust.Generators.Emit;
using Faust.Generators.Emit.Checks;
using Faust.Generators.Emit.Privacy;
using Faust.Generators.Emit.Records;
using Faust.Generators.Emit.Topology;
using Faust.Generators.Helpers;
using Faust.Generators.Model;
using Faust.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Faust.Generators;

/// <summary>Writes what the types marked with Faust's attributes need. Only the pipeline is here; see Parsing, Model and Emit.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class FaustGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        context.RegisterPostInitializationOutput(static output => output.AddEmbeddedAttributeDefinition());

        var records = Models(context, "Faust.RecordAttribute", TrackingNames.Records, static (type, symbols) => ParseRecord(type, symbols)?.Model);
        var topics = Models(context, TopologySymbols.TopicAttribute, TrackingNames.Topics, ParseTopic);
        var tables = Models(context, TopologySymbols.TableAttribute, TrackingNames.Tables, ParseTable);
        var agents = Models(context, TopologySymbols.AgentAttribute, TrackingNames.Agents, static (type, _) => AgentParser.Parse(type).Model);
        var unions = Models(context, "Faust.RecordAttribute", TrackingNames.Unions, static (type, symbols) => ParseRecord(type, symbols)?.Union);
        RegisterPerModel(context, records, RecordEmitter.HintName, RecordEmitter.Emit);
        RegisterPerModel(
            context, records.Where(static r => r.Value?.MessagePack is not null), MessagePackRecordEmitter.HintName, MessagePackRecordEmitter.Emit);
        RegisterPerModel(context, unions, UnionEmitter.HintName, UnionEmitter.Emit);
        RegisterPerModel(
            context, unions.Where(static u => u.Value?.MessagePack is not null), MessagePackUnionEmitter.HintName, MessagePackUnionEmitter.Emit);
        RegisterPerModel(context, records.Where(static r => r.Value?.Checks is not null), RecordChecksEmitter.HintName, RecordChecksEmitter.Emit);
        RegisterPerModel(context, records.Where(static r => r.Value?.Privacy is not null), PrivacyEmitter.HintName, PrivacyEmitter.Emit);
        RegisterPerModel(context, topics, KeyedTypeEmitter.HintName, KeyedTypeEmitter.Emit);
        RegisterPerModel(context, tables, KeyedTypeEmitter.HintName, KeyedTypeEmitter.Emit);

        IncrementalValueProvider<AssemblyModel> assembly = context.CompilationProvider
            .Select(static (compilation, _) => AssemblyParser.Parse(compilation))
            .WithTrackingName(TrackingNames.Assembly);
        IncrementalValueProvider<EquatableArray<AgentModel>> allAgents = agents.Collect().Select(static (all, _) => Ordered(all));
        IncrementalValueProvider<EquatableArray<DispatcherModel>> dispatchers = allAgents.Combine(assembly)
            .Select(static (pair, _) => ModuleParser.ParseDispatchers(pair.Left, pair.Right.Namespace))
            .WithTrackingName(TrackingNames.Dispatchers);
        RegisterPerModel(
            context,
            dispatchers.SelectMany(static (all, _) => all.Select(d => new Attempt<DispatcherModel>(d, null))),
            DispatcherEmitter.HintName,
            DispatcherEmitter.Emit);

        IncrementalValueProvider<ModuleModel> module = assembly
            .Combine(topics.Collect()).Combine(tables.Collect()).Combine(allAgents).Combine(dispatchers)
            .Select(static (all, _) =>
            {
                ((((AssemblyModel own, var topicFiles), var tableFiles), var agentModels), var dispatcherModels) = all;
                return ModuleParser.Parse(
                    own, [.. topicFiles.Select(t => t.Value)], [.. tableFiles.Select(t => t.Value)], agentModels, dispatcherModels);
            })
            .WithTrackingName(TrackingNames.Module);
        context.RegisterSourceOutput(module, static (output, model) =>
        {
            if (!model.Assembly.ReferencesRuntime) return;
            if (!model.IsEmpty) output.AddSource(ModuleEmitter.ModuleHintName, ModuleEmitter.EmitModule(model));
            output.AddSource(ModuleEmitter.AddDeclaredHintName, ModuleEmitter.EmitAddDeclared(model));
        });
    }

    private static RecordParseResult? ParseRecord(INamedTypeSymbol type, KnownSymbols symbols) =>
        symbols.Broken.AreIn(type) ? null : RecordParser.Parse(type, symbols);

    private static TopicFileModel? ParseTopic(INamedTypeSymbol type, KnownSymbols symbols) =>
        TopicParser.Parse(type).Model is { } topic && CodecParser.Parse(type, TopologySymbols.FindTopicBase(type)!, symbols) is { } codecs
            ? new TopicFileModel(topic, codecs)
            : null;

    private static TableFileModel? ParseTable(INamedTypeSymbol type, KnownSymbols symbols) =>
        TableParser.Parse(type).Model is { } table && CodecParser.Parse(type, TopologySymbols.FindTableBase(type)!, symbols) is { } codecs
            ? new TableFileModel(table, codecs)
            : null;

    private static EquatableArray<AgentModel> Ordered(ImmutableArray<Attempt<AgentModel>> agents) => agents
        .Where(a => a.Value is not null)
        .Select(a => a.Value!)
        .OrderBy(a => a.Type.FullyQualifiedName, StringComparer.Ordinal)
        .ToEquatableArray();

    // The models of the types that are marked with an attribute.
    private static IncrementalValuesProvider<Attempt<T>> Models<T>(
        IncrementalGeneratorInitializationContext context, string attribute, string trackingName, Func<INamedTypeSymbol, KnownSymbols, T?> parse)
        where T : class => context.SyntaxProvider
        .ForAttributeWithMetadataName(
            attribute,
            static (node, _) => node is TypeDeclarationSyntax,
            (found, _) => Attempt<T>.At(() =>
                found.TargetSymbol is INamedTypeSymbol type && IsFirstDeclaration(found) ? parse(type, KnownSymbols.Of(found.SemanticModel.Compilation)) : null))
        .WithTrackingName(trackingName);

    // One file for each model.
    private static void RegisterPerModel<T>(
        IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<Attempt<T>> models, Func<T, string> hintName, Func<T, string> emit)
        where T : class => context.RegisterSourceOutput(models, (output, model) =>
        {
            string? error = model.Error;
            if (model.Value is { } value)
            {
                Attempt<string> source = Attempt<string>.At(() => emit(value));
                if (source.Value is not null) output.AddSource(hintName(value), source.Value);
                error = source.Error;
            }

            if (error is not null) output.ReportDiagnostic(GeneratorDiagnostics.InternalError(error));
        });

    // A partial type may carry attributes in several places; the first one found speaks for it.
    private static bool IsFirstDeclaration(GeneratorAttributeSyntaxContext found)
    {
        AttributeData first = found.TargetSymbol.GetAttributes()
            .First(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, found.Attributes[0].AttributeClass));
        return first.ApplicationSyntaxReference is { } syntax
            && syntax.SyntaxTree == found.TargetNode.SyntaxTree
            && found.TargetNode.Span.Contains(syntax.Span);
    }
}
