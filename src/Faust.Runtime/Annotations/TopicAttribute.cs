namespace Faust;

/// <summary>Marks a <c>partial</c> class derived from <see cref="Topic{TKey, TValue}"/> as a topic of the log.</summary>
/// <param name="name">The topic's name in the log: 1 to 249 of <c>a-z A-Z 0-9 . _ -</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TopicAttribute(string name) : Attribute
{
    /// <summary>The topic's name in the log.</summary>
    public string Name { get; } = name;

    /// <summary>How many partitions the topic is created with.</summary>
    /// <value>The default value is 0: <see cref="FaustOptions.DefaultPartitions"/> where the topic is created, any number where it exists.</value>
    public int Partitions { get; set; }
}
