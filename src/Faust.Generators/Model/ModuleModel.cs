using Faust.Generators.Helpers;

namespace Faust.Generators.Model;

/// <summary>What an assembly declares and what the assemblies it references declare.</summary>
internal sealed record ModuleModel
{
    public required AssemblyModel Assembly { get; init; }

    public required EquatableArray<TopicModel> Topics { get; init; }

    public required EquatableArray<TableModel> Tables { get; init; }

    public required EquatableArray<AgentModel> Agents { get; init; }

    public required EquatableArray<DispatcherModel> Dispatchers { get; init; }

    public bool IsEmpty => Topics.Count + Tables.Count + Agents.Count == 0;
}
