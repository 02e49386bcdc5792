namespace Faust.Generators.Parsing;

/// <summary>Kafka's rules for the names of topics.</summary>
internal static class TopologyNames
{
    private const int MaximumLength = 249;

    // A table's changelog is {application}-{name}-changelog, and the application's name has one character at least.
    private const int MaximumTableLength = MaximumLength - 12;

    /// <summary>What is wrong with a topic's name, as part of a message; null if nothing.</summary>
    public static string? FindFault(string? name) => FindFault(name, MaximumLength);

    /// <summary>What is wrong with a table's name, as part of a message; null if nothing.</summary>
    public static string? FindTableFault(string? name) => FindFault(name, MaximumTableLength);

    private static string? FindFault(string? name, int maximumLength)
    {
        if (string.IsNullOrEmpty(name)) return "it is empty";
        if (name is "." or "..") return "'.' and '..' are reserved";
        if (name!.Length > maximumLength) return $"it is longer than {maximumLength} characters";
        foreach (char c in name)
        {
            bool allowed = c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '_' or '-';
            if (!allowed) return $"'{c}' is not one of a-z A-Z 0-9 . _ -";
        }

        return null;
    }
}
