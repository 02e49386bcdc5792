using Microsoft.Extensions.Compliance.Classification;

namespace Faust.Records;

/// <summary>A member of a record that not everybody may see.</summary>
/// <param name="Member">The member's name in C#.</param>
/// <param name="WireName">The member's name on the wire; empty where it does not travel.</param>
/// <param name="Classification">What it is.</param>
public sealed record ClassifiedMember(string Member, string WireName, DataClassification Classification)
{
    /// <summary>Those of a record.</summary>
    public static IReadOnlyList<ClassifiedMember> Of<TRecord>()
        where TRecord : IClassifiedRecord => TRecord.ClassifiedMembers;
}
