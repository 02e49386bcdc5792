namespace Faust.Records;

/// <summary>
/// A record with members marked <see cref="SecretAttribute"/>, <see cref="PersonalAttribute"/> or <see cref="SensitiveAttribute"/>.
/// Implemented by generated code, for what shows records that it did not make: a dead letter, a dashboard.
/// </summary>
public interface IClassifiedRecord
{
    /// <summary>The marked members of the record itself; those of records within it are theirs. The same list each time.</summary>
    static abstract IReadOnlyList<ClassifiedMember> ClassifiedMembers { get; }
}
