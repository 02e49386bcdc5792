using Faust.Generators.Helpers;
using Faust.Generators.Model;
using Faust.Generators.Model.Checks;
using Faust.Generators.Parsing.Checks;
using Faust.Generators.Parsing.Privacy;
using Microsoft.CodeAnalysis;

namespace Faust.Generators.Parsing;

/// <summary>Turns a type marked <c>[Record]</c> into a <see cref="RecordModel"/>, or into the reasons why it cannot be one.</summary>
internal sealed class RecordParser
{
    private readonly KnownSymbols _symbols;
    private readonly WireTypeParser _types;
    private readonly INamedTypeSymbol _type;
    private readonly List<RecordFailure> _failures = [];
    private readonly List<TravellingMember> _travelling = [];
    private readonly List<(AttributeData Attribute, string MemberType)> _unused = [];
    private List<RecordMember> _candidates = [];
    private List<RecordMember> _members = [];

    private RecordParser(INamedTypeSymbol type, KnownSymbols symbols)
    {
        _symbols = symbols;
        _types = symbols.Types;
        _type = type;
    }

    public static RecordParseResult Parse(INamedTypeSymbol type, KnownSymbols symbols)
    {
        RecordParseResult result = ParseMembers(type, symbols).Result;
        if (!result.HasSerializer || symbols.MessagePack.Parse(type) is not { } messagePack) return result;
        return result with
        {
            Model = result.Model is { } model ? model with { MessagePack = messagePack } : null,
            Union = result.Union is { } union ? union with { MessagePack = messagePack } : null,
        };
    }

    /// <summary>Parses all but what other records say about this one.</summary>
    public static ParsedRecord ParseMembers(INamedTypeSymbol type, KnownSymbols symbols) => symbols.Records.GetOrAdd(type, t =>
    {
        var parser = new RecordParser(t, symbols);
        UnionAttributes? attributes = UnionAttributes.Find(t, symbols);
        UnionModel? union = null;
        RecordModel? model = null;
        if (attributes is not null)
        {
            parser.CheckDeclaration();
            union = UnionParser.Parse(t, attributes, symbols, parser._failures);
        }

        if (attributes is null || (UnionParser.IsOwnCase(t, attributes) && !t.IsAbstract)) model = parser.Parse(isOwnCase: attributes is not null);
        if (union is not null && model is not null)
        {
            union = union with { OwnCase = model.OwnCase };
            if (model.EventTime != EventTimeKind.None)
            {
                union = union with { Cases = union.Cases.Select(c => c.IsSelf ? c with { HasEventTime = true } : c).ToEquatableArray() };
            }
        }

        bool isValid = parser._failures.Count == 0 && (union is null) == (attributes is null);
        var result = new RecordParseResult(isValid ? model : null, parser._failures.ToEquatableArray(), isValid ? union : null);
        return new ParsedRecord(result, parser._travelling);
    });

    /// <summary>The attributes of members that name a converter or a context without use, and the members' types.</summary>
    public static IReadOnlyList<(AttributeData Attribute, string MemberType)> FindUnused(INamedTypeSymbol type, KnownSymbols symbols)
    {
        var parser = new RecordParser(type, symbols);
        parser.Parse(isOwnCase: false);
        return parser._unused;
    }

    /// <summary>The properties that would travel if their setters were public.</summary>
    public static IEnumerable<IPropertySymbol> FindPrivatelySet(INamedTypeSymbol type, KnownSymbols symbols)
    {
        var parser = new RecordParser(type, symbols);
        return parser.Parse(isOwnCase: false) is null
            ? []
            : parser._candidates.Except(parser._members).Select(m => m.Symbol).OfType<IPropertySymbol>().Where(p => p.SetMethod is not null || IsFilledInPlace(p));
    }

    // A collection that is made once: what it holds would be lost.
    private static bool IsFilledInPlace(IPropertySymbol property) =>
        property.Type.SpecialType != SpecialType.System_String
        && property.Type.AllInterfaces.Any(i => i.SpecialType == SpecialType.System_Collections_IEnumerable)
        && property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(f => SymbolEqualityComparer.Default.Equals(f.AssociatedSymbol, property));

    /// <summary>Whether a base class is a record too, whose <c>ReadJson</c> is hidden.</summary>
    public static bool HidesBase(INamedTypeSymbol type, KnownSymbols symbols)
    {
        for (INamedTypeSymbol? t = type.BaseType; t is not null; t = t.BaseType)
        {
            if (symbols.Types.IsRecord(t)) return !symbols.Types.IsExplicit(t);
        }

        return false;
    }

    private void CheckDeclaration()
    {
        if (!TypeDeclarationParser.IsPartial(_type)) Fail(RecordFailureKind.NotPartial);
        if (_type.IsFileLocal || _type.IsStatic) Fail(RecordFailureKind.NotConstructible, detail: _type.IsFileLocal ? "file" : "static");
        if (_types.IsHandWritten(_type)) Fail(RecordFailureKind.AlreadyImplemented);
    }

    private RecordModel? Parse(bool isOwnCase)
    {
        if (!isOwnCase)
        {
            if (!TypeDeclarationParser.IsPartial(_type)) Fail(RecordFailureKind.NotPartial);
            if (Obstacle() is { } obstacle) Fail(RecordFailureKind.NotConstructible, detail: obstacle);
            if (_types.IsHandWritten(_type)) Fail(RecordFailureKind.AlreadyImplemented);
        }

        RecordConstructor? constructor = _failures.Count == 0 ? RecordConstructor.Find(_type) : null;
        if (constructor is null)
        {
            if (_failures.Count == 0) Fail(RecordFailureKind.NoConstructor);
            return null;
        }

        var attributes = new MemberAttributes(constructor);
        ILookup<bool, RecordMember> collected = RecordMember.Collect(_type).ToLookup(m => IsIgnored(m, attributes));
        List<RecordMember> candidates = collected[false].ToList();
        bool setsRequired = KnownSymbols.HasAttribute(constructor.Symbol, _symbols.SetsRequiredMembers);
        var arguments = new RecordArguments(constructor, candidates, setsRequired);
        CheckUnmatched(arguments, collected[true].ToList(), setsRequired);

        var settings = new RecordSettings(_type, _symbols);
        List<RecordMember> members = candidates.Where(m => m.CanSet || arguments.ParameterOf(m) is not null).ToList();
        var names = members.Select(m => new RecordMemberNames(m.Name, attributes.Find(m, _symbols.RecordField), settings, JsonNameOf(m, attributes))).ToList();
        var extensions = members.Where(m => attributes.Has(m, _symbols.ExtensionData)).ToList();
        if (extensions.Count > 1) Fail(RecordFailureKind.SeveralExtensionData, extensions[1].Name);
        List<string> hierarchies = UnionParser.FindHierarchies(_type, _symbols).Select(h => h.Attributes.Member).Distinct().ToList();
        CheckNames(members, names, extensions, settings.Namespace);
        var keys = new RecordKeys(_type, members.Except(extensions).ToList(), attributes, _symbols, (kind, member, detail) => Fail(kind, member, detail));
        var models = new List<RecordMemberModel>();
        var privacy = new PrivacyParser(_type, _symbols, attributes);
        for (int i = 0; i < members.Count; i++)
        {
            List<ITypeSymbol> wires = [];
            WireForm form = Form(members[i]) with { Wires = wires };
            if (Model(members[i], names[i], arguments, extensions.Contains(members[i]), form) is not { } model) continue;
            if (privacy.ClassOf(members[i]) is not null) model = model with { IsSensitive = true };
            if (settings.OmitDefaults && !model.IsExtensionData) model = model with { OmittedValue = OmittedValue(model, members[i], constructor) };
            models.Add(model with { Key = keys.IndexOf(members[i]), MessagePackName = keys.NameOf(members[i]) ?? model.WireName });
            _travelling.Add(new TravellingMember(members[i], model.Type, wires));
        }

        CheckMessagePackNames(models);
        _candidates = candidates;
        _members = members;
        (int eventTimeMember, EventTimeKind eventTime) = EventTime(members, candidates, attributes);
        return new RecordModel
        {
            Type = TypeDeclarationParser.Parse(_type),
            IsValueType = _type.IsValueType,
            HidesBase = HidesBase(_type, _symbols),
            IsRecursive = _symbols.Graph.IsRecursive(_type),
            Namespace = settings.Namespace,
            IsCase = hierarchies.Count > 0,
            OwnCase = isOwnCase ? OwnCase() : null,
            Unkept = Unkept(settings.Namespace, hierarchies),
            HelperName = HelperName(_type, "JsonHelpers"),
            Members = models.ToEquatableArray(),
            Arguments = arguments.Matched.Select(a => new ConstructorArgumentModel(members.IndexOf(a.Member), a.ParameterName)).ToEquatableArray(),
            EventTime = eventTime,
            EventTimeMember = eventTimeMember,
            Checks = Checks(),
            Privacy = privacy.Parse(models),
        };

        OwnCaseModel OwnCase() => new(
            HelperName(_type, "WriteOwnJson"),
            HelperName(_type, "ReadOwnJson"),
            HelperName(_type, "GetOwnEventTime"),
            HelperName(_type, "WriteOwnMessagePack"),
            HelperName(_type, "ReadOwnMessagePack"));

        RecordChecksModel? Checks()
        {
            var parser = new CheckParser(_type, _symbols, attributes, settings);
            RecordChecksModel? checks = parser.Parse(models);
            _failures.AddRange(parser.Failures);
            return checks;
        }

        WireForm Form(RecordMember member)
        {
            WireForm form = settings.Form with { Conversions = MemberConversions.Of(attributes.All(member), _symbols) };
            return KnownSymbols.FindArgument(attributes.Find(member, _symbols.RecordField), "EnumAsText") is { Value: bool asText }
                ? form with { EnumAsText = asText }
                : form;
        }
    }

    private bool IsIgnored(RecordMember member, MemberAttributes attributes) =>
        attributes.Has(member, _symbols.RecordIgnore)
        || attributes.Has(member, _symbols.ForeignIgnore)
        || (attributes.Find(member, _symbols.JsonIgnore) is { } json && IsAlways(json));

    /// <summary>Whether System.Text.Json's <c>[JsonIgnore]</c> names no condition, or that there is none.</summary>
    public static bool IsAlways(AttributeData jsonIgnore) => KnownSymbols.FindArgument(jsonIgnore, "Condition")?.Value is null or 1;

    private string? JsonNameOf(RecordMember member, MemberAttributes attributes) =>
        attributes.Find(member, _symbols.JsonPropertyName)?.ConstructorArguments.FirstOrDefault().Value as string;

    private void CheckUnmatched(RecordArguments arguments, List<RecordMember> ignored, bool setsRequired)
    {
        foreach (IParameterSymbol parameter in arguments.Unmatched)
        {
            bool isIgnored = ignored.Any(m => string.Equals(m.Name, parameter.Name, StringComparison.OrdinalIgnoreCase));
            Fail(isIgnored ? RecordFailureKind.IgnoredParameter : RecordFailureKind.UnmatchedParameter, parameter.Name, parameter.Name);
        }

        foreach (RecordMember member in ignored.Where(m => m.IsRequired && !setsRequired)) Fail(RecordFailureKind.IgnoredRequired, member.Name);
    }

    private void CheckNames(List<RecordMember> members, List<RecordMemberNames> names, List<RecordMember> extensions, string? ns)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        if (ns is not null) taken.Add("__faust");
        for (int i = 0; i < members.Count; i++)
        {
            if (extensions.Contains(members[i])) continue;
            foreach (string name in names[i].Aliases.Prepend(names[i].Name))
            {
                if (!taken.Add(name)) Fail(RecordFailureKind.DuplicateName, members[i].Name, name);
            }
        }
    }

    // Names that differ in JSON may be given as one for MessagePack.
    private void CheckMessagePackNames(List<RecordMemberModel> models)
    {
        if (_failures.Any(f => f.Kind == RecordFailureKind.DuplicateName)) return;
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (RecordMemberModel model in models.Where(m => !m.IsExtensionData))
        {
            foreach (string name in model.Aliases.Where(a => a != model.MessagePackName).Prepend(model.MessagePackName))
            {
                if (!taken.Add(name)) Fail(RecordFailureKind.DuplicateKey, model.Name.TrimStart('@'), $"\"{name}\"");
            }
        }
    }

    private RecordMemberModel? Model(RecordMember member, RecordMemberNames names, RecordArguments arguments, bool isExtensionData, WireForm form)
    {
        WireTypeFailure? failure;
        WireTypeModel? type = isExtensionData ? _types.ParseExtensionData(member.Type, out failure) : _types.Parse(member.Type, out failure, form);
        bool fits = CheckConversions(member, form.Conversions);
        if (type is null)
        {
            // The converter that does not fit is what was meant to make it supported.
            if (!fits) return null;

            RecordFailureKind kind = failure!.Kind switch
            {
                WireTypeFailureKind.NoExtensionData => RecordFailureKind.ExtensionDataType,
                WireTypeFailureKind.UnsupportedKey => RecordFailureKind.UnsupportedKey,
                WireTypeFailureKind.UnconstrainedTypeParameter => RecordFailureKind.UnconstrainedTypeParameter,
                WireTypeFailureKind.AmbiguousEnumName => RecordFailureKind.AmbiguousEnumName,
                _ => RecordFailureKind.UnsupportedMember,
            };
            Fail(kind, member.Name, failure.Type, failure.Detail);
            return null;
        }

        MemberAssignment assignment = arguments.AssignmentOf(member);
        INamedTypeSymbol declaring = member.Symbol.ContainingType;
        if (assignment == MemberAssignment.Init
            && !_type.IsValueType
            && declaring.IsGenericType
            && !SymbolEqualityComparer.Default.Equals(declaring, _type))
        {
            Fail(RecordFailureKind.InheritedGenericInit, member.Name);
        }

        return new RecordMemberModel
        {
            Name = TypeDeclarationParser.Escape(member.Name),
            WireName = names.Name,
            MessagePackName = names.Name,
            Aliases = names.Aliases.ToEquatableArray(),
            Type = type,
            Assignment = assignment,
            DefaultValue = arguments.ParameterOf(member) is { HasExplicitDefaultValue: true } parameter ? DefaultValue.Format(parameter) : null,
            DeclaringType = declaring.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
        };
    }

    private bool CheckConversions(RecordMember member, MemberConversions? conversions)
    {
        List<AttributeData> all = conversions?.Unused.ToList() ?? [];
        foreach (AttributeData unused in all)
        {
            INamedTypeSymbol? converter = Conversion.ConverterOf(unused, _symbols);
            INamedTypeSymbol name = (converter ?? Conversion.ContextOf(unused, _symbols))!;
            RecordFailureKind kind = converter is null ? RecordFailureKind.ContextLacksType : RecordFailureKind.ConverterDoesNotFit;
            Fail(kind, member.Name, Short(name), Short(member.Type));
            _unused.Add((unused, Short(member.Type)));
        }

        return all.Count == 0;
    }

    private static string Short(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);

    // What reading makes of a member that was left out.
    private static string? OmittedValue(RecordMemberModel model, RecordMember member, RecordConstructor constructor)
    {
        if (model.IsRequired) return null;
        string? value = model.KeepsInitializer ? InitialValue.Find(member, constructor) : model.DefaultValue ?? InitialValue.Default;
        // There is no comparing them, so they are always written.
        if (model.Type is { Kind: WireTypeKind.Json, IsValueType: true, AllowsNull: false }) return null;
        // Nulls that must not be are not left out but reported.
        return value == InitialValue.Default && model.Type.HasInvalidDefault ? null : value;
    }

    private (int Member, EventTimeKind Kind) EventTime(List<RecordMember> members, List<RecordMember> candidates, MemberAttributes attributes)
    {
        List<RecordMember> marked = candidates.Where(m => attributes.Has(m, _symbols.EventTime)).ToList();
        if (marked.Count > 1) Fail(RecordFailureKind.SeveralEventTimes, marked[1].Name);
        if (marked.Count == 0)
        {
            if (MarkedElsewhere() is { } other) Fail(RecordFailureKind.EventTimeNotMember, other);
            return (-1, EventTimeKind.None);
        }

        RecordMember member = marked[0];
        if (!members.Contains(member)) Fail(RecordFailureKind.EventTimeNotMember, member.Name);
        EventTimeKind kind = member.Type.SpecialType switch
        {
            SpecialType.System_DateTime => EventTimeKind.DateTime,
            SpecialType.System_Int64 => EventTimeKind.UnixMilliseconds,
            _ => member.Type is INamedTypeSymbol named && _symbols.TryGetKind(named, out WireTypeKind known) && known == WireTypeKind.DateTimeOffset
                ? EventTimeKind.DateTimeOffset
                : EventTimeKind.None,
        };
        if (kind == EventTimeKind.None)
        {
            Fail(RecordFailureKind.EventTimeType, member.Name, member.Type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat));
        }

        return (members.IndexOf(member), kind);
    }

    private string? MarkedElsewhere() => _type.GetMembers()
        .FirstOrDefault(m => m is IPropertySymbol or IFieldSymbol { AssociatedSymbol: null } && KnownSymbols.HasAttribute(m, _symbols.EventTime))?.Name;

    // What keeps the generator from creating an instance in another file.
    private string? Obstacle()
    {
        if (_type.IsFileLocal) return "file";
        if (_type.IsRefLikeType) return "ref";
        if (_type.IsStatic) return "static";
        if (_type.TypeKind == TypeKind.Interface) return "an interface";
        return _type.IsAbstract ? "abstract" : null;
    }

    private static EquatableArray<string> Unkept(string? ns, List<string> discriminators) =>
        (ns is null ? discriminators : discriminators.Append("__faust")).Distinct().OrderBy(n => n, StringComparer.Ordinal).ToEquatableArray();

    // Members, inherited ones too, may have any name; the helpers take one that is free.
    public static string HelperName(INamedTypeSymbol type, string wanted)
    {
        var taken = new HashSet<string>();
        for (INamedTypeSymbol? t = type; t is not null; t = t.BaseType)
        {
            taken.UnionWith(t.MemberNames);
            taken.UnionWith(t.GetTypeMembers().Select(n => n.Name));
        }

        taken.UnionWith(type.TypeParameters.Select(p => p.Name));
        taken.Add(type.Name);
        string name = wanted;
        for (int i = 2; taken.Contains(name); i++) name = wanted + i;
        return name;
    }

    private void Fail(RecordFailureKind kind, string? member = null, string detail = "", string other = "") =>
        _failures.Add(new RecordFailure(kind, member, detail, other));
}
