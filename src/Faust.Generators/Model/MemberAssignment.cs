namespace Faust.Generators.Model;

/// <summary>How a member gets the value that was read.</summary>
internal enum MemberAssignment
{
    /// <summary>As an argument of the constructor.</summary>
    Constructor,

    /// <summary>In the object initializer, always: a <c>required</c> member.</summary>
    Required,

    /// <summary>As an argument of the constructor and in the object initializer: a <c>required</c> member that also is a parameter.</summary>
    ConstructorAndRequired,

    /// <summary>In the object initializer or later.</summary>
    Set,

    /// <summary>In the object initializer, or later by other means.</summary>
    Init,
}
