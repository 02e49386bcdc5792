using System.Buffers;

namespace Faust.Transport.Embedded;

/// <summary>Kafka's rules for the names of topics (org.apache.kafka.common.internals.Topic).</summary>
internal static class TopicNames
{
    private const int MaxLength = 249;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-");

    public static void Validate(string name)
    {
        string? problem = name switch
        {
            null or "" => "it is empty",
            "." or ".." => "'.' and '..' are not allowed",
            { Length: > MaxLength } => $"it is longer than {MaxLength} characters",
            _ when name.AsSpan().ContainsAnyExcept(Allowed) => "only a-z, A-Z, 0-9, '.', '_' and '-' are allowed",
            _ => null,
        };
        if (problem is not null) throw new TransportException($"The topic name '{name}' is not allowed: {problem}.");
    }

    /// <summary>Whether two names would be the same metric in Kafka, which therefore refuses the second.</summary>
    public static bool Collide(string name, string other) =>
        name.Length == other.Length && name != other && name.Replace('.', '_') == other.Replace('.', '_');
}
