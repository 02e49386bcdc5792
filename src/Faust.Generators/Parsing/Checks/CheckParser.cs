using Faust.Generators.Helpers;
using Faust.Generators.Model;
using Faust.Generators.Model.Checks;
using Faust.Generators.Parsing.Privacy;
using Microsoft.CodeAnalysis;

namespace Faust.Generators.Parsing.Checks;

/// <summary>Turns the attributes that check a record's members into a <see cref="RecordChecksModel"/>.</summary>
internal sealed class CheckParser(INamedTypeSymbol type, KnownSymbols symbols, MemberAttributes attributes, RecordSettings settings)
{
    private const string Method = "Validate";

    public List<RecordFailure> Failures { get; } = [];

    /// <summary>The checks; null if neither the record nor one within it has any.</summary>
    /// <param name="travelling">The members that travel, which lead to the records within.</param>
    public RecordChecksModel? Parse(List<RecordMemberModel> travelling)
    {
        if (!symbols.Checks.HasChecks(type)) return null;
        var members = new List<MemberChecksModel>();
        foreach (RecordMember member in RecordMember.Collect(type))
        {
            RecordMemberModel? model = travelling.FirstOrDefault(m => m.Name.TrimStart('@') == member.Name);
            if (Parse(member, model) is { } checks) members.Add(checks);
        }

        return new RecordChecksModel
        {
            HelperName = FreeName("RecordChecks"),
            ValidatesOnRead = settings.ValidatesOnRead,
            IsMethodPublic = !HasOtherMethod(out bool hidesBase),
            HidesBase = hidesBase,
            Members = members.ToEquatableArray(),
            Whole = type.GetAttributes().Where(symbols.Checks.IsCheck)
                .Select(a => new CheckAttribute(a, type, type, type.Name, symbols).Parse(Fail)).OfType<CheckModel>().ToEquatableArray(),
            WireNames = symbols.Checks.IsValidatableObject(type) ? travelling.Select(m => (m.Name.TrimStart('@'), m.WireName)).ToEquatableArray() : default,
            IsValidatableObject = symbols.Checks.IsValidatableObject(type),
        };
    }

    private MemberChecksModel? Parse(RecordMember member, RecordMemberModel? model)
    {
        string display = DisplayName(member);
        CheckModel? required = null;
        var checks = new List<CheckModel>();
        foreach (AttributeData attribute in attributes.All(member).Where(symbols.Checks.IsCheck))
        {
            var parsed = new CheckAttribute(attribute, type, member.Type, display, symbols);
            CheckModel? check = parsed.Parse((kind, reason) => Fail(kind, reason, member.Name));
            if (check is null) continue;
            if (parsed.IsRequired) required = check;
            else checks.Add(check);
        }

        NestedChecksModel? nested = model is null ? null : Nested(member.Type, model.Type);
        if (required is null && checks.Count == 0 && nested is null) return null;
        return new MemberChecksModel
        {
            Name = TypeDeclarationParser.Escape(member.Name),
            WireName = model?.WireName ?? WireName.Convert(member.Name, settings.Naming),
            DisplayName = display,
            IsSensitive = attributes.All(member).Any(a => PrivacyParser.ClassOf(a, symbols) is not null),
            Required = required,
            Checks = checks.ToEquatableArray(),
            Nested = nested,
        };
    }

    private NestedChecksModel? Nested(ITypeSymbol symbol, WireTypeModel model)
    {
        if (symbol is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            return Nested(nullable.TypeArguments[0], model);
        switch (model.Kind)
        {
            case WireTypeKind.Record when symbol is ITypeParameterSymbol:
            case WireTypeKind.Record when symbol is INamedTypeSymbol union && symbols.Checks.HasCasesWithChecks(union):
                return new NestedChecksModel(model, null, IsAny: true);
            case WireTypeKind.Record when symbol is INamedTypeSymbol named:
                return symbols.Checks.HasChecks(named) ? new NestedChecksModel(model, null, IsAny: false) : null;
            case WireTypeKind.Array when symbol is IArrayTypeSymbol array:
                return Around(array.ElementType);
            case WireTypeKind.List or WireTypeKind.Set or WireTypeKind.Dictionary when symbol is INamedTypeSymbol { TypeArguments: { Length: > 0 } arguments }:
                return Around(arguments[arguments.Length - 1]);
            default:
                return null;
        }

        NestedChecksModel? Around(ITypeSymbol element) =>
            model.Element is { } of && Nested(element, of) is { } within ? new NestedChecksModel(model, within, IsAny: false) : null;
    }

    private string DisplayName(RecordMember member)
    {
        foreach (AttributeData attribute in attributes.All(member))
        {
            if (symbols.IsFrameworkCheck(attribute.AttributeClass, "DisplayAttribute")
                && KnownSymbols.FindArgument(attribute, "ResourceType") is null
                && KnownSymbols.FindArgument(attribute, "Name") is { Value: string name })
            {
                return name;
            }
        }

        return member.Name;
    }

    // Whether the record, or a class it derives from, means something else by the method's name.
    private bool HasOtherMethod(out bool hidesBase)
    {
        hidesBase = false;
        for (INamedTypeSymbol? t = type; t is not null; t = t.BaseType)
        {
            bool isSelf = SymbolEqualityComparer.Default.Equals(t, type);
            bool isChecked = !isSelf && symbols.Types.IsRecord(t) && symbols.Checks.HasChecks(t);
            bool isWritten = t.GetMembers(Method).Any(m => m is not IMethodSymbol { Parameters.Length: > 0 } && (isSelf || !IsGenerated(m, isChecked)));
            if (isWritten && !(isSelf && t.GetMembers(Method).All(m => IsGenerated(m, true)))) return true;
            if (isChecked) hidesBase = true;
        }

        return false;
    }

    // A part of another assembly shows no source; there, what a checked record has is what was generated.
    private static bool IsGenerated(ISymbol member, bool isChecked) => isChecked
        && member.DeclaringSyntaxReferences.All(r => r.SyntaxTree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal));

    private string FreeName(string name)
    {
        var taken = new HashSet<string>();
        for (INamedTypeSymbol? t = type; t is not null; t = t.BaseType) taken.UnionWith(t.MemberNames);
        taken.UnionWith(type.TypeParameters.Select(p => p.Name));
        taken.Add(type.Name);
        string free = name;
        for (int i = 2; taken.Contains(free); i++) free = name + i;
        return free;
    }

    private void Fail(RecordFailureKind kind, string reason) => Fail(kind, reason, null);

    private void Fail(RecordFailureKind kind, string reason, string? member) => Failures.Add(new RecordFailure(kind, member, reason));
}
