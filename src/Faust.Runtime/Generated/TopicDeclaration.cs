namespace Faust.Generated;

/// <summary>A declared topic, as the generated module tells it.</summary>
/// <param name="Type">The topic's class.</param>
/// <param name="Name">Its name in the log.</param>
/// <param name="Partitions">How many partitions it declares; 0 where it does not say.</param>
public sealed record TopicDeclaration(Type Type, string Name, int Partitions);
