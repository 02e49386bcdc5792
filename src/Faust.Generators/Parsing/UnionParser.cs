using System.Globalization;
using Faust.Generators.Helpers;
using Faust.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Faust.Generators.Parsing;

/// <summary>Turns a type marked <c>[Record]</c> that lists cases into a <see cref="UnionModel"/>, or into the reasons why it cannot be one.</summary>
internal sealed class UnionParser
{
    private readonly KnownSymbols _symbols;
    private readonly INamedTypeSymbol _type;
    private readonly UnionAttributes _attributes;
    private readonly List<RecordFailure> _failures;
    private bool _lacksSerializer;

    private UnionParser(INamedTypeSymbol type, UnionAttributes attributes, KnownSymbols symbols, List<RecordFailure> failures)
    {
        _symbols = symbols;
        _type = type;
        _attributes = attributes;
        _failures = failures;
    }

    /// <summary>Describes the hierarchy; null if it has failures, or if a case of it has.</summary>
    public static UnionModel? Parse(INamedTypeSymbol type, UnionAttributes attributes, KnownSymbols symbols, List<RecordFailure> failures)
    {
        int before = failures.Count;
        var parser = new UnionParser(type, attributes, symbols, failures);
        UnionModel model = parser.Parse();
        return failures.Count == before && !parser._lacksSerializer ? model : null;
    }

    /// <summary>Whether the cases of a type include the type itself.</summary>
    public static bool IsOwnCase(INamedTypeSymbol type, UnionAttributes attributes) =>
        attributes.Cases.Any(c => SymbolEqualityComparer.Default.Equals(c.Type, type));

    /// <summary>The hierarchies that a type belongs to by its bases and interfaces, listed there or not.</summary>
    public static IEnumerable<(INamedTypeSymbol Type, UnionAttributes Attributes)> FindHierarchies(INamedTypeSymbol type, KnownSymbols symbols)
    {
        var bases = new List<INamedTypeSymbol>(type.AllInterfaces);
        for (INamedTypeSymbol? t = type; t is not null; t = t.BaseType) bases.Add(t);
        foreach (INamedTypeSymbol candidate in bases)
        {
            if (KnownSymbols.HasAttribute(candidate, symbols.Record) && UnionAttributes.Find(candidate, symbols) is { } union) yield return (candidate, union);
        }
    }

    private UnionModel Parse()
    {
        CheckType();
        var cases = new List<UnionCaseModel>();
        var types = new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default);
        var values = new Dictionary<(string, bool), string>();
        var packed = new Dictionary<(string, bool), string>();
        foreach (UnionAttributes.Case @case in _attributes.Cases)
        {
            // What does not compile is the compiler's to report.
            if (@case.Type is not { TypeKind: not TypeKind.Error }) _lacksSerializer = true;
            else if (!types.Add(@case.Type)) Fail(RecordFailureKind.RepeatedCase, @case.Type.Name);
            else if (Case(@case) is { } model)
            {
                if (IsRepeated(values, model, model.Value, model.IsNumber)) continue;
                _ = IsRepeated(packed, model, model.MessagePackValue, model.IsMessagePackNumber);
                cases.Add(model);
            }
        }

        return new UnionModel
        {
            Type = TypeDeclarationParser.Parse(_type),
            IsInterface = _type.TypeKind == TypeKind.Interface,
            HidesBase = RecordParser.HidesBase(_type, _symbols),
            Discriminator = _attributes.Discriminator,
            Cases = cases.ToEquatableArray(),
        };
    }

    private bool IsRepeated(Dictionary<(string, bool), string> values, UnionCaseModel model, string value, bool isNumber)
    {
        if (!values.TryGetValue((value, isNumber), out string? other))
        {
            values.Add((value, isNumber), model.Name);
            return false;
        }

        Fail(RecordFailureKind.RepeatedCaseValue, model.Name, other + "|" + value);
        return true;
    }

    private void CheckType()
    {
        if (_attributes.Cases.Count == 0) Fail(RecordFailureKind.UnionWithoutCases);
        for (INamedTypeSymbol? t = _type; t is not null; t = t.ContainingType)
        {
            if (t.TypeParameters.Length > 0) Fail(RecordFailureKind.GenericUnion);
        }

        if (_type.IsValueType) Fail(RecordFailureKind.UnionNotAbstract);
        else if (!_type.IsAbstract && !IsOwnCase(_type, _attributes)) Fail(RecordFailureKind.UnionNotAbstract);
        if (_attributes.Discriminator is "" or "__faust") Fail(RecordFailureKind.DiscriminatorName, detail: _attributes.Discriminator);
    }

    private UnionCaseModel? Case(UnionAttributes.Case @case)
    {
        if (@case.Type is not INamedTypeSymbol { IsUnboundGenericType: false } type || !_symbols.Types.IsRecord(type))
        {
            Fail(RecordFailureKind.CaseNotRecord, @case.Type!.Name);
            return null;
        }

        bool isSelf = SymbolEqualityComparer.Default.Equals(type, _type);
        bool isDerived = isSelf || type.AllInterfaces.Concat(Bases(type)).Any(t => SymbolEqualityComparer.Default.Equals(t, _type));
        if (!isDerived) Fail(RecordFailureKind.CaseNotDerived, type.Name);
        if (isSelf && _type.IsAbstract) Fail(RecordFailureKind.AbstractSelfCase, type.Name);
        UnionAttributes? inner = isSelf ? null : UnionAttributes.Find(type, _symbols);
        if (inner is not null && inner.Member == _attributes.Member) Fail(RecordFailureKind.SameDiscriminator, type.Name, _attributes.Member);

        if (@case is { Value: null, RequiresValue: true }) Fail(RecordFailureKind.CaseWithoutValue, type.Name);
        (string value, bool isNumber) = _attributes.ValueOf(@case, type, _symbols);
        string? ns = inner is null ? new RecordSettings(type, _symbols).Namespace : null;
        if (_attributes.Discriminator is null && isNumber) Fail(RecordFailureKind.NumberAsNamespace, type.Name, value);
        else if (_attributes.Discriminator is null && ns is not null && ns != value) Fail(RecordFailureKind.TwoNamespaces, type.Name, value + "|" + ns);

        RecordParseResult? parsed = isSelf || !isDerived ? null : ParseRecord(type);
        if (parsed is { HasSerializer: false }) _lacksSerializer = true;
        if (_attributes.Discriminator is { } name && parsed?.Model?.Members.FirstOrDefault(m => m.WireName == name || m.Aliases.Contains(name)) is { } member)
        {
            Fail(RecordFailureKind.MemberIsDiscriminator, type.Name, member.Name.TrimStart('@') + "|" + name);
        }

        int? number = UnionAttributes.MessagePackNumberOf(type, _type, _symbols);
        return new UnionCaseModel
        {
            Type = type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            Name = type.Name,
            Value = value,
            IsNumber = isNumber,
            IsExact = type.IsSealed || type.IsValueType || inner is not null,
            IsSelf = isSelf,
            IsExplicit = _symbols.Types.IsExplicit(type),
            WritesDiscriminator = _attributes.Discriminator is null && ns == value,
            HasEventTime = parsed?.HasEventTime ?? false,
            MessagePackValue = number?.ToString(CultureInfo.InvariantCulture) ?? value,
            IsMessagePackNumber = isNumber || number is not null,
            IsMessagePackExplicit = !isSelf && _symbols.MessagePack.IsExplicit(type),
        };
    }

    // A hierarchy may be a case of another, but of none that it is around.
    private RecordParseResult? ParseRecord(INamedTypeSymbol type) => KnownSymbols.HasAttribute(type.OriginalDefinition, _symbols.Record)
        ? RecordParser.ParseMembers(type.OriginalDefinition, _symbols).Result
        : null;

    private static IEnumerable<INamedTypeSymbol> Bases(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? t = type.BaseType; t is not null; t = t.BaseType) yield return t;
    }

    private void Fail(RecordFailureKind kind, string? member = null, string detail = "") => _failures.Add(new RecordFailure(kind, member, detail));
}
