namespace Faust.Processing;

/// <summary>The topic of an application's dead letters.</summary>
/// <param name="Name">Its name in the log.</param>
/// <param name="Partitions">How many partitions it has.</param>
internal sealed record DeadLetterTopic(string Name, int Partitions);
