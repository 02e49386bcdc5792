using System.Globalization;
using Microsoft.CodeAnalysis.Text;

namespace Faust.Analyzers.Schema;

/// <summary>One fact about data that may be in a topic.</summary>
/// <remarks>
/// <c>App.Order.amount: decimal</c> · <c>App.Order.id: long required</c> · <c>App.Order.client: string alias of customer</c> ·
/// <c>App.Order.tax: missing</c> · <c>enum App.Severity.High = 1</c> · <c>enum App.Severity.High</c>, each also with <c>removed</c> before it.
/// A new kind of fact (the numbers of MessagePack's keys, the cases of a union) is a new form of subject here.
/// </remarks>
internal sealed class SchemaLine
{
    private const string EnumMark = "enum ";
    private const string RequiredMark = " required";
    private const string AliasMark = " alias of ";
    private const string MissingFact = "missing";

    /// <summary>The line without its comment.</summary>
    public required string Text { get; init; }

    /// <summary>Where it is in the file.</summary>
    public TextSpan Span { get; init; }

    /// <summary>Whether the fact was given up: it is only looked at to see what a name was once used for.</summary>
    public bool IsRemoved { get; private set; }

    /// <summary>The C# name of the record or enum.</summary>
    public string Owner { get; private set; } = "";

    /// <summary>The name on the wire, quoted where it needs to be.</summary>
    public string Name { get; private set; } = "";

    public bool IsEnum { get; private set; }

    /// <summary>The number of an enum's member that travels as one; null where its name does.</summary>
    public decimal? Number { get; private set; }

    /// <summary>The type of a record's member; null where the fact is that data lack it.</summary>
    public SchemaType? Type { get; private set; }

    /// <summary>Whether all data have the member.</summary>
    public bool IsRequired { get; private set; }

    /// <summary>The name under which a member is written that is read under this one too.</summary>
    public string? AliasOf { get; private set; }

    public static string Member(string owner, string name, string type, bool isRequired) =>
        $"{owner}.{SchemaText.Quote(name)}: {type}{(isRequired ? RequiredMark : "")}";

    public static string Alias(string owner, string alias, string type, string name) =>
        $"{owner}.{SchemaText.Quote(alias)}: {type}{AliasMark}{SchemaText.Quote(name)}";

    public static string Missing(string owner, string name) => $"{SchemaText.Removed}{owner}.{SchemaText.Quote(name)}: {MissingFact}";

    public static string EnumNumber(string owner, string name, string number) => $"{EnumMark}{owner}.{SchemaText.Quote(name)} = {number}";

    public static string EnumText(string owner, string name) => $"{EnumMark}{owner}.{SchemaText.Quote(name)}";

    /// <summary>The fact, or null if the text is none.</summary>
    public static SchemaLine? Parse(string text, TextSpan span)
    {
        var line = new SchemaLine { Text = text, Span = span };
        if (text.StartsWith(SchemaText.Removed, StringComparison.Ordinal))
        {
            line.IsRemoved = true;
            text = text.Substring(SchemaText.Removed.Length);
        }

        return (text.StartsWith(EnumMark, StringComparison.Ordinal) ? line.ParseEnum(text.Substring(EnumMark.Length)) : line.ParseMember(text)) ? line : null;
    }

    private bool ParseEnum(string text)
    {
        IsEnum = true;
        int equals = IndexOutsideQuotes(text, " = ");
        if (equals < 0) return ParseSubject(text);
        if (!decimal.TryParse(text.Substring(equals + 3), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out decimal number)) return false;
        Number = number;
        return ParseSubject(text.Substring(0, equals));
    }

    private bool ParseMember(string text)
    {
        int colon = IndexOutsideQuotes(text, ": ");
        if (colon < 0 || !ParseSubject(text.Substring(0, colon))) return false;
        string fact = text.Substring(colon + 2);
        if (fact == MissingFact) return true;
        if (fact.EndsWith(RequiredMark, StringComparison.Ordinal))
        {
            IsRequired = true;
            fact = fact.Substring(0, fact.Length - RequiredMark.Length);
        }
        else if (IndexOutsideQuotes(fact, AliasMark) is var alias && alias >= 0)
        {
            AliasOf = fact.Substring(alias + AliasMark.Length);
            fact = fact.Substring(0, alias);
        }

        Type = SchemaType.Parse(fact);
        return Type is not null;
    }

    private bool ParseSubject(string subject)
    {
        int dot = subject.EndsWith("\"", StringComparison.Ordinal) ? subject.IndexOf(".\"", StringComparison.Ordinal) : subject.LastIndexOf('.');
        if (dot <= 0 || dot == subject.Length - 1) return false;
        Owner = subject.Substring(0, dot);
        Name = subject.Substring(dot + 1);
        return Name[0] == '"' ? Name.Length > 1 : SchemaText.Quote(Name) == Name;
    }

    private static int IndexOutsideQuotes(string text, string token)
    {
        bool isQuoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && isQuoted) i++;
            else if (text[i] == '"') isQuoted = !isQuoted;
            else if (!isQuoted && string.CompareOrdinal(text, i, token, 0, token.Length) == 0) return i;
        }

        return -1;
    }
}
