using System.Globalization;
using Faust.Generators.Helpers;
using Faust.Generators.Model;
using Faust.Generators.Parsing;

namespace Faust.Generators.Emit;

/// <summary>What the formats' emitters of values share: the private nested class of the methods that enums and collections need.</summary>
/// <remarks>One is made for each generated type: ask it for the code of all values, then <see cref="WriteHelpers"/>.</remarks>
/// <param name="helperName">The nested class; no member may have its name.</param>
internal abstract class ValueEmitter(string helperName)
{
    /// <summary>What a user's converter may throw at input that is no value of it.</summary>
    protected const string Conversion = "global::System.FormatException or global::System.OverflowException or global::System.ArgumentException";

    private readonly Dictionary<(string Verb, WireTypeModel Type), string> _methods = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly List<string> _bodies = [];

    protected string HelperPrefix => helperName + ".";

    /// <summary>An expression that reads a value. A member's index lets equal strings be shared.</summary>
    public abstract string Read(WireTypeModel type, int member = -1);

    /// <summary>Statements that write the value of an expression.</summary>
    /// <param name="type">The value's type.</param>
    /// <param name="value">The expression; evaluated once or, where it may be null, at most twice.</param>
    /// <param name="what">What the value is to the user, for the error where it is null and must not be.</param>
    /// <param name="name">A name for the local that holds the value where it may be null.</param>
    /// <param name="locals">The names of the method's locals.</param>
    public abstract string Write(WireTypeModel type, string value, string what, string name, LocalNames locals);

    /// <summary>The format's reader.</summary>
    public abstract string Reader { get; }

    /// <summary>The statement that skips a value which the record has no member for.</summary>
    public abstract string Skip(RecordModel record);

    /// <summary>The names that the method which reads a record takes for itself.</summary>
    public abstract LocalNames ReaderLocals();

    /// <summary>An expression that makes the exception for a member which the input lacks.</summary>
    public abstract string MissingMember(RecordMemberModel member, string type);

    /// <summary>Adds a method to the nested class.</summary>
    /// <returns>How the method is called.</returns>
    public string AddHelper(string name, Func<string, string> source)
    {
        string free = FreeName(name);
        _bodies.Add(source(free));
        return HelperPrefix + free;
    }

    /// <summary>Writes the nested class, if anything needs it.</summary>
    public virtual void WriteHelpers(SourceWriter writer)
    {
        if (_bodies.Count == 0) return;
        writer.Gap().Write($$"""
            private static class {{helperName}}
            {
            """);
        foreach (string body in _bodies) writer.Gap().Write(body);
        writer.Write("}");
    }

    // The method for a type, made at the first call: equal types share one, types that only share their name do not.
    protected string Method(string verb, WireTypeModel type, Func<string, string> source)
    {
        WireTypeModel key = type with { AllowsNull = false };
        if (_methods.TryGetValue((verb, key), out string? name)) return name;
        name = FreeName(verb + type.Id);
        _methods.Add((verb, key), name);
        _bodies.Add(source(name));
        return name;
    }

    // A plain null would be taken for what converts to the type: an array for memory, whatever a user's struct converts from.
    protected static string Null(WireTypeModel type) => type switch
    {
        { IsTypeParameter: true } => "default",
        { IsValueType: true, Kind: >= WireTypeKind.Memory and not WireTypeKind.Enum } => $"default({type.VariableType})",
        _ => "null",
    };

    protected static string Keyword(WireTypeKind kind) => kind switch
    {
        WireTypeKind.Byte => "byte",
        WireTypeKind.SByte => "sbyte",
        WireTypeKind.Int16 => "short",
        WireTypeKind.UInt16 => "ushort",
        WireTypeKind.UInt32 => "uint",
        WireTypeKind.Int64 => "long",
        WireTypeKind.UInt64 => "ulong",
        _ => "int",
    };

    protected static string Builder(WireTypeModel type) => type.Builder ?? $"new {type.Implementation}()";

    // A list is read as the same class whichever interface asks for it.
    protected static WireTypeModel AsImplemented(WireTypeModel type) => type with { Name = type.Implementation!, IsIndexed = false };

    protected static string Indent(string lines, int levels) => lines.Replace("\n", "\n" + new string(' ', levels * 4));

    // The names of an enum's flags, as a static of the nested class.
    protected string FlagNames(WireTypeModel written)
    {
        const string Type = "global::Faust.Records.FlagNames";
        WireTypeModel type = written with { EnumTexts = default };
        return Method("NamesOf", type, name =>
        {
            IEnumerable<EnumMemberModel> aliases = type.EnumMembers.Where(m => m.Bits != 0 && !type.Flags.Contains(m));
            string more = string.Join(", ", aliases.Select(Pair));
            string argument = more.Length == 0 ? "" : $", [{more}]";
            return $"public static readonly {Type} {name} = new([{string.Join(", ", type.Flags.Select(Pair))}]{argument});";
        });

        static string Pair(EnumMemberModel member) =>
            $"({member.Bits.ToString(CultureInfo.InvariantCulture)}UL, {Utf8Literal.Quote(member.WireName)})";
    }

    // A member whose use the user has made an error is still in old data.
    protected static string Constant(WireTypeModel type, EnumMemberModel member) => member.IsForbidden
        ? $"unchecked(({type.Name}){member.Bits.ToString(CultureInfo.InvariantCulture)}UL)"
        : $"{type.Name}.{TypeDeclarationParser.Escape(member.Name)}";

    private string FreeName(string name)
    {
        string free = name;
        for (int i = 2; !_names.Add(free); i++) free = $"{name}_{i}";
        return free;
    }
}
