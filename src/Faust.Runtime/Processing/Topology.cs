using Faust.Generated;

namespace Faust.Processing;

/// <summary>What the application consists of, with the partitions each part has.</summary>
/// <param name="ApplicationId">The application's id.</param>
/// <param name="SubTopologies">The parts that can be worked on apart from each other.</param>
/// <param name="Topics">Every declared topic, by its class, with its number of partitions.</param>
internal sealed record Topology(
    string ApplicationId,
    IReadOnlyList<SubTopology> SubTopologies,
    IReadOnlyDictionary<Type, (TopicRegistration Registration, int Partitions)> Topics)
{
    /// <summary>Where dead letters go; null where nothing may become one.</summary>
    public DeadLetterTopic? DeadLetters { get; init; }

    /// <summary>The changelog topic of a table, named as Kafka Streams and Faust name it.</summary>
    public string ChangelogOf(TableRegistration table) => $"{ApplicationId}-{table.Declaration.Name}-changelog";

    /// <summary>The sub-topology that keeps a table; null where no agent takes it.</summary>
    public SubTopology? OwnerOf(Type table) => SubTopologies.FirstOrDefault(s => s.Tables.Any(t => t.Declaration.Type == table));
}
