using Faust.Generated;

namespace Faust.Processing;

/// <summary>A topic that agents read.</summary>
/// <param name="Name">Its name in the log.</param>
/// <param name="Type">Its class.</param>
/// <param name="Dispatchers">How each module's agents are given its records.</param>
internal sealed record SourceTopic(string Name, Type Type, IReadOnlyList<DispatcherRegistration> Dispatchers);
