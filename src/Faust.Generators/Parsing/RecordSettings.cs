using Faust.Generators.Helpers;
using Microsoft.CodeAnalysis;

namespace Faust.Generators.Parsing;

/// <summary>What <c>[Record]</c> says of a record's form on the wire, or else <c>[assembly: RecordDefaults]</c>.</summary>
internal sealed class RecordSettings
{
    private readonly INamedTypeSymbol _type;
    private readonly AttributeData? _record;
    private readonly AttributeData? _assembly;

    public RecordSettings(INamedTypeSymbol type, KnownSymbols symbols)
    {
        _type = type;
        _record = KnownSymbols.FindAttribute(type, symbols.Record);
        _assembly = type.ContainingAssembly is { } assembly ? KnownSymbols.FindAttribute(assembly, symbols.RecordDefaults) : null;
    }

    /// <summary>A value of <c>RecordNaming</c>.</summary>
    public int Naming => Find("Naming") as int? ?? 0;

    public bool ValidatesOnRead => Find("ValidateOnRead") is not false;

    public bool OmitDefaults => Find("OmitDefaults") is true;

    /// <summary>How the types of members are written, where a member's own attribute does not say it.</summary>
    public WireForm Form => new(Find("EnumAsText") is true, Naming, Namespace is not null) { From = _type };

    /// <summary>The namespace that Faust knows the record by, or null.</summary>
    public string? Namespace => KnownSymbols.FindArgument(_record, "Namespace")?.Value is string { Length: > 0 } given ? WireName.Valid(given) : null;

    private object? Find(string name) => KnownSymbols.FindArgument(_record, name)?.Value ?? KnownSymbols.FindArgument(_assembly, name)?.Value;
}
