using System.Globalization;
using Microsoft.CodeAnalysis.Text;

namespace Faust.Analyzers.Schema;

/// <summary>One fact about data that may be in a topic.</summary>
/// <remarks>
/// <c>App.Order.amount: decimal</c> · <c>App.Order.id: long required</c> · <c>App.Order.client: string alias of customer</c> ·
/// <c>App.Order.tax: missing</c> · <c>App.Tick.price: decimal key 3</c> · <c>App.Order.tax: decimal key "Tax"</c> · <c>record App.Ping</c> ·
/// <c>faust App.Order</c> · <c>union App.Payment.card = App.Card by type</c> · <c>enum App.Severity.High = 1</c> ·
/// <c>enum App.Severity.High</c>, each also with <c>removed</c> before it.
/// </remarks>
internal sealed class SchemaLine
{
    private const string EmptyMark = "record ";
    private const string FaustMark = "faust ";
    private const string UnionMark = "union ";
    private const string EnumMark = "enum ";
    private const string KeyMark = " key ";
    private const string DiscriminatorMark = " by ";
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

    /// <summary>The name on the wire, or the discriminator of a case, quoted where it needs to be. Empty of a whole record.</summary>
    public string Name { get; private set; } = "";

    public SchemaLineKind Kind { get; private set; }

    /// <summary>The number of an enum's member that travels as one; null where its name does.</summary>
    public decimal? Number { get; private set; }

    /// <summary>The type of a record's member; null where the fact is that data lack it.</summary>
    public SchemaType? Type { get; private set; }

    /// <summary>Whether all data have the member.</summary>
    public bool IsRequired { get; private set; }

    /// <summary>The name under which a member is written that is read under this one too.</summary>
    public string? AliasOf { get; private set; }

    /// <summary>The member's place in arrays of MessagePack.</summary>
    public int? Key { get; private set; }

    /// <summary>The member's name in MessagePack, quoted like <see cref="Name"/>; null where it is that.</summary>
    public string? PackedName { get; private set; }

    /// <summary>The C# name of a case's record.</summary>
    public string? Case { get; private set; }

    /// <summary>The name, quoted like <see cref="Name"/>, of the member that tells the cases apart.</summary>
    public string? Discriminator { get; private set; }

    public static string Member(string owner, string name, string type, bool isRequired, string? key) =>
        $"{owner}.{SchemaText.Quote(name)}: {type}{(isRequired ? RequiredMark : "")}{(key is null ? "" : KeyMark + key)}";

    public static string Empty(string owner) => EmptyMark + owner;

    public static string Faust(string owner) => FaustMark + owner;

    public static string CaseOf(string owner, string value, string type, string discriminator) =>
        $"{UnionMark}{owner}.{value} = {type}{DiscriminatorMark}{SchemaText.Quote(discriminator)}";

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

        return line.ParseFact(text) ? line : null;
    }

    private bool ParseFact(string text)
    {
        if (Take(EnumMark, SchemaLineKind.Enum)) return ParseEnum(text);
        if (Take(UnionMark, SchemaLineKind.Case)) return ParseCase(text);
        if (!Take(EmptyMark, SchemaLineKind.Empty) && !Take(FaustMark, SchemaLineKind.Faust)) return ParseMember(text);
        Owner = text;
        return SchemaType.Parse(text) is { AllowsNull: false };

        bool Take(string mark, SchemaLineKind kind)
        {
            if (!text.StartsWith(mark, StringComparison.Ordinal)) return false;
            text = text.Substring(mark.Length);
            Kind = kind;
            return true;
        }
    }

    private bool ParseEnum(string text)
    {
        int equals = IndexOutsideQuotes(text, " = ");
        if (equals < 0) return ParseSubject(text);
        if (!decimal.TryParse(text.Substring(equals + 3), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out decimal number)) return false;
        Number = number;
        return ParseSubject(text.Substring(0, equals));
    }

    private bool ParseCase(string text)
    {
        int equals = IndexOutsideQuotes(text, " = "), by = IndexOutsideQuotes(text, DiscriminatorMark);
        if (equals < 0 || by < equals + 3 || !ParseSubject(text.Substring(0, equals))) return false;
        Case = text.Substring(equals + 3, by - equals - 3);
        Discriminator = text.Substring(by + DiscriminatorMark.Length);
        return SchemaType.Parse(Case) is { AllowsNull: false } && IsName(Discriminator);
    }

    private bool ParseMember(string text)
    {
        int colon = IndexOutsideQuotes(text, ": ");
        if (colon < 0 || !ParseSubject(text.Substring(0, colon))) return false;
        string fact = text.Substring(colon + 2);
        if (fact == MissingFact) return true;
        if (IndexOutsideQuotes(fact, KeyMark) is var key && key >= 0)
        {
            if (!ParseKey(fact.Substring(key + KeyMark.Length))) return false;
            fact = fact.Substring(0, key);
        }

        if (fact.EndsWith(RequiredMark, StringComparison.Ordinal))
        {
            IsRequired = true;
            fact = fact.Substring(0, fact.Length - RequiredMark.Length);
        }
        else if (IndexOutsideQuotes(fact, AliasMark) is var alias && alias >= 0)
        {
            AliasOf = fact.Substring(alias + AliasMark.Length);
            if (Key is not null || PackedName is not null || !IsName(AliasOf)) return false;
            fact = fact.Substring(0, alias);
        }

        Type = SchemaType.Parse(fact);
        return Type is not null;
    }

    private bool ParseKey(string key)
    {
        if (key.Length > 1 && key[0] == '"' && key[key.Length - 1] == '"')
        {
            string plain = key.Substring(1, key.Length - 2);
            PackedName = SchemaText.Quote(plain) == plain ? plain : key;
            return true;
        }

        if (!int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out int place)) return false;
        Key = place;
        return true;
    }

    private bool ParseSubject(string subject)
    {
        int dot = subject.EndsWith("\"", StringComparison.Ordinal) ? subject.IndexOf(".\"", StringComparison.Ordinal) : subject.LastIndexOf('.');
        if (dot <= 0 || dot == subject.Length - 1) return false;
        Owner = subject.Substring(0, dot);
        Name = subject.Substring(dot + 1);
        return IsName(Name);
    }

    private static bool IsName(string name) => name.Length > 0 && (name[0] == '"' ? name.Length > 1 : SchemaText.Quote(name) == name);

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
