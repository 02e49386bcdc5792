namespace Faust;

/// <summary>
/// Says that all of a member's text must match a regex of your own: a method, property or field that is static, takes nothing and returns a
/// <see cref="System.Text.RegularExpressions.Regex"/>. That may be one with <c>[GeneratedRegex]</c>, for which the compiler writes code.
/// </summary>
/// <remarks>Null and empty text pass. Patterns without a regex of your own are said by <c>[RegularExpression]</c>.</remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter)]
public sealed class RecordPatternAttribute : Attribute
{
    /// <summary>Names a regex of the record's own.</summary>
    /// <param name="regex">The method, property or field.</param>
    public RecordPatternAttribute(string regex) => Regex = regex;

    /// <summary>Names a regex of another type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="regex">The method, property or field.</param>
    public RecordPatternAttribute(Type type, string regex) => (Type, Regex) = (type, regex);

    /// <summary>The type that has the regex; null for the record itself.</summary>
    public Type? Type { get; }

    /// <summary>The method, property or field.</summary>
    public string Regex { get; }

    /// <summary>What the error says, where <c>{0}</c> is the member; null for a sentence of our own.</summary>
    public string? ErrorMessage { get; set; }
}
