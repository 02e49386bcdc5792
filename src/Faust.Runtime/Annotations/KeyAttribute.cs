namespace Faust;

/// <summary>
/// Gives a member of a record its place in MessagePack: the record is then written as an array instead of a map with names. All members that
/// travel must have one, or none. JSON is not affected.
/// </summary>
/// <remarks>
/// Places are part of the format: a member keeps its own when others come and go, and one that was used is not used again for something
/// else. A place that no member has is written as nil. Maps with the members' names are read as well.
/// </remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter)]
public sealed class KeyAttribute : Attribute
{
    /// <summary>Gives the member its place.</summary>
    /// <param name="index">The place, from 0 to 65535.</param>
    public KeyAttribute(int index) => Index = index;

    /// <summary>The place, from 0.</summary>
    public int Index { get; }
}
