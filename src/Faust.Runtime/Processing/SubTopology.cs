using Faust.Generated;

namespace Faust.Processing;

/// <summary>Agents that share tables or topics, and so must see the same partitions: the unit that tasks are made of.</summary>
/// <param name="Id">Its number, from 0 in the order of the topics' names.</param>
/// <param name="Partitions">How many partitions each of its topics has.</param>
/// <param name="Topics">The topics it reads.</param>
/// <param name="Tables">The tables it keeps.</param>
/// <param name="Agents">Its agents.</param>
internal sealed record SubTopology(
    int Id,
    int Partitions,
    IReadOnlyList<SourceTopic> Topics,
    IReadOnlyList<TableRegistration> Tables,
    IReadOnlyList<AgentDeclaration> Agents);
