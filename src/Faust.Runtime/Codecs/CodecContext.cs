namespace Faust;

/// <summary>What a user's codec is used for.</summary>
/// <param name="name">The name of the topic in the log; of a table, the table's.</param>
/// <param name="isKey">Whether it writes keys, else values.</param>
/// <param name="services">The host's services.</param>
public sealed class CodecContext(string name, bool isKey, IServiceProvider services)
{
    /// <summary>The name of the topic in the log; of a table, the table's.</summary>
    public string Name { get; } = name;

    /// <summary>Whether it writes keys, else values.</summary>
    public bool IsKey { get; } = isKey;

    /// <summary>The host's services.</summary>
    public IServiceProvider Services { get; } = services;
}
