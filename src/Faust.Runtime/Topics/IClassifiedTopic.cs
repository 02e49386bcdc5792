using Faust.Records;

namespace Faust.Topics;

/// <summary>What is known of a topic's values, whatever their type.</summary>
internal interface IClassifiedTopic
{
    /// <summary>The members of the values that not everybody may see.</summary>
    IReadOnlyList<ClassifiedMember> ClassifiedMembers { get; }
}
