using System.Globalization;
using Faust.Generators.Helpers;
using Faust.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Faust.Generators.Parsing;

/// <summary>Reads classes marked <c>[Agent&lt;TTopic&gt;]</c>.</summary>
internal static class AgentParser
{
    // What AgentAttribute says where the user says nothing.
    private const int DefaultBatch = 100;
    private static readonly TimeSpan DefaultWithin = TimeSpan.FromSeconds(1);

    // In the order of their values.
    private static readonly string[] Outcomes = ["Stop", "Skip", "DeadLetter"];

    private static readonly string[] Orderings = ["PerKey", "None"];

    // Timers of the runtime take no longer times.
    private static readonly TimeSpan LongestWithin = TimeSpan.FromMilliseconds(int.MaxValue);

    public static TopologyResult<AgentModel> Parse(INamedTypeSymbol type)
    {
        AttributeData? attribute = TopologySymbols.FindAttribute(type, TopologySymbols.AgentAttribute);
        if (attribute?.AttributeClass is not { TypeArguments.Length: 1 } attributeClass) return TopologyResult<AgentModel>.Broken;
        ITypeSymbol topicType = attributeClass.TypeArguments[0];
        if (KeyValueParser.IsBroken(topicType)) return TopologyResult<AgentModel>.Broken;

        var failures = new TopologyFailures();
        bool usable = TopologyTypeParser.Check(type, failures);
        string name = ParseName(type, attribute, failures);
        int batch = ParseBatch(attribute, failures);
        TimeSpan within = ParseWithin(attribute, failures);
        int concurrency = ParseConcurrency(attribute, failures);
        string ordering = ParseOrdering(attribute, failures);
        string? onError = ParseOnError(attribute, failures);
        int? retries = ParseRetries(attribute, failures);
        TimeSpan? delay = ParseDelay(attribute, "RetryDelay", failures), longest = ParseDelay(attribute, "MaxRetryDelay", failures);
        if (delay > longest)
        {
            string least = $"a time no shorter than RetryDelay, which is \"{delay.Value.ToString("c", CultureInfo.InvariantCulture)}\"";
            failures.Add(TopologyFailureKind.InvalidOption, "MaxRetryDelay", longest.Value.ToString("c", CultureInfo.InvariantCulture), least);
        }

        if (FindTopic(topicType, failures) is not { } topic) return failures.ToResult<AgentModel>();

        KeyValueModel? types = KeyValueParser.Parse(topic);
        if (types is null) return failures.ToResult<AgentModel>();
        HandlerModel? handler = HandlerParser.Parse(type, topic, failures);
        if (concurrency > 1 && handler?.Shape == HandlerShape.Batch)
            failures.Add(TopologyFailureKind.ConcurrentBatches, "Concurrency", concurrency.ToString(CultureInfo.InvariantCulture));
        EquatableArray<AgentParameterModel>? parameters = usable ? AgentConstructorParser.Parse(type, (INamedTypeSymbol)topicType, failures) : null;
        if (failures.Any || handler is null || parameters is null) return failures.ToResult<AgentModel>();

        var model = new AgentModel
        {
            Type = TypeDeclarationParser.Parse(type),
            Name = name,
            Topic = new TopicReferenceModel
            {
                FullyQualifiedName = topicType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
                MetadataName = TypeDeclarationParser.MetadataName((INamedTypeSymbol)topicType),
                AssemblyName = topicType.ContainingAssembly.Name,
                Types = types,
            },
            Handler = handler,
            Batch = batch,
            WithinTicks = within.Ticks,
            Concurrency = handler.Return == HandlerReturn.Void ? 1 : concurrency,
            Ordering = ordering,
            OnError = onError,
            Retries = retries,
            RetryDelayTicks = delay?.Ticks,
            MaxRetryDelayTicks = longest?.Ticks,
            ConstructorParameters = parameters.Value,
            IsDisposable = type.AllInterfaces.Any(i => i.SpecialType == SpecialType.System_IDisposable),
            IsAsyncDisposable = type.AllInterfaces.Any(TopologySymbols.IsAsyncDisposable),
        };
        return TopologyResult<AgentModel>.Broken with { Model = model };
    }

    private static INamedTypeSymbol? FindTopic(ITypeSymbol topicType, TopologyFailures failures)
    {
        INamedTypeSymbol? topic = TopologySymbols.FindTopicBase(topicType);
        string display = topicType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        if (topic is null) failures.Add(TopologyFailureKind.TopicNotDeclared, actual: display, expected: "derives from Topic<TKey, TValue>");
        else if (TopologySymbols.FindAttribute(topicType, TopologySymbols.TopicAttribute) is null)
            failures.Add(TopologyFailureKind.TopicNotDeclared, actual: display, expected: "is marked [Topic]");
        else return topic;
        return null;
    }

    private static string ParseName(INamedTypeSymbol type, AttributeData attribute, TopologyFailures failures)
    {
        if (Argument(attribute, "Name") is not string name) return type.Name;
        if (string.IsNullOrWhiteSpace(name)) failures.Add(TopologyFailureKind.InvalidOption, "Name", "", "text that is not empty");
        return name;
    }

    private static int ParseBatch(AttributeData attribute, TopologyFailures failures)
    {
        if (Argument(attribute, "Batch") is not int batch) return DefaultBatch;
        if (batch < 1) failures.Add(TopologyFailureKind.InvalidOption, "Batch", batch.ToString(CultureInfo.InvariantCulture), "1 or more");
        return batch;
    }

    private static TimeSpan ParseWithin(AttributeData attribute, TopologyFailures failures)
    {
        if (Argument(attribute, "Within") is not string text) return DefaultWithin;
        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan within) && within > TimeSpan.Zero && within <= LongestWithin) return within;
        failures.Add(TopologyFailureKind.InvalidOption, "Within", text, "a time above zero and up to 24 days, such as \"00:00:01\"");
        return DefaultWithin;
    }

    private static int ParseConcurrency(AttributeData attribute, TopologyFailures failures)
    {
        if (Argument(attribute, "Concurrency") is not int concurrency) return 1;
        if (concurrency < 1) failures.Add(TopologyFailureKind.InvalidOption, "Concurrency", concurrency.ToString(CultureInfo.InvariantCulture), "1 or more");
        return concurrency;
    }

    private static string ParseOrdering(AttributeData attribute, TopologyFailures failures)
    {
        if (Argument(attribute, "Ordering") is not int ordering) return Orderings[0];
        if (ordering >= 0 && ordering < Orderings.Length) return Orderings[ordering];
        failures.Add(
            TopologyFailureKind.InvalidOption, "Ordering", ordering.ToString(CultureInfo.InvariantCulture), "Ordering.PerKey or Ordering.None");
        return Orderings[0];
    }

    private static string? ParseOnError(AttributeData attribute, TopologyFailures failures)
    {
        if (Argument(attribute, "OnError") is not int outcome) return null;
        if (outcome >= 0 && outcome < Outcomes.Length) return Outcomes[outcome];
        failures.Add(
            TopologyFailureKind.InvalidOption, "OnError", outcome.ToString(CultureInfo.InvariantCulture), "OnError.Stop, OnError.Skip or OnError.DeadLetter");
        return null;
    }

    private static int? ParseRetries(AttributeData attribute, TopologyFailures failures)
    {
        if (Argument(attribute, "Retries") is not int retries) return null;
        if (retries < 0) failures.Add(TopologyFailureKind.InvalidOption, "Retries", retries.ToString(CultureInfo.InvariantCulture), "0 or more");
        return retries;
    }

    private static TimeSpan? ParseDelay(AttributeData attribute, string option, TopologyFailures failures)
    {
        if (Argument(attribute, option) is not string text) return null;
        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan delay) && delay >= TimeSpan.Zero && delay <= LongestWithin) return delay;
        failures.Add(TopologyFailureKind.InvalidOption, option, text, "a time from zero up to 24 days, such as \"00:00:00.1\"");
        return null;
    }

    private static object? Argument(AttributeData attribute, string name)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            if (argument.Key == name && argument.Value.Kind != TypedConstantKind.Error) return argument.Value.Value;
        }

        return null;
    }
}
