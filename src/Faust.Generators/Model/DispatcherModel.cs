using Faust.Generators.Helpers;

namespace Faust.Generators.Model;

/// <summary>A topic and the agents of this assembly that read it.</summary>
internal sealed record DispatcherModel
{
    /// <summary>The namespace of the assembly's generated types.</summary>
    public required string Namespace { get; init; }

    public required TopicReferenceModel Topic { get; init; }

    /// <summary>The class's name: that of the topic, with a number where two topics share theirs.</summary>
    public required string ClassName { get; init; }

    /// <summary>In the order in which they are called: that of their names.</summary>
    public required EquatableArray<AgentModel> Agents { get; init; }
}
