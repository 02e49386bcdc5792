namespace Faust.Analyzers;

/// <summary>What a class is marked as.</summary>
internal enum TopologyRole
{
    Topic,
    Table,
    Agent,
}
