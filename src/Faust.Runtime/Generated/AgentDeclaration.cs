namespace Faust.Generated;

/// <summary>A declared agent, as the generated module tells it.</summary>
/// <param name="Type">The agent's class.</param>
/// <param name="Name">Its name.</param>
/// <param name="Topic">The class of the topic it reads.</param>
/// <param name="Tables">The classes of the tables it takes.</param>
/// <param name="Outputs">The classes of the topics it sends to.</param>
public sealed record AgentDeclaration(Type Type, string Name, Type Topic, IReadOnlyList<Type> Tables, IReadOnlyList<Type> Outputs);
