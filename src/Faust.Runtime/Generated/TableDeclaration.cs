namespace Faust.Generated;

/// <summary>A declared table, as the generated module tells it.</summary>
/// <param name="Type">The table's class.</param>
/// <param name="Name">Its name.</param>
public sealed record TableDeclaration(Type Type, string Name);
