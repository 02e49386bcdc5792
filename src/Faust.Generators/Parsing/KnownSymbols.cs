using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Faust.Generators.Model;
using Faust.Generators.Parsing.Checks;
using Microsoft.CodeAnalysis;

namespace Faust.Generators.Parsing;

/// <summary>The types that parsing knows, found once per compilation and compared by identity, never by their simple names.</summary>
internal sealed class KnownSymbols
{
    // Keyed weakly: the compilation's death takes the symbols along.
    private static readonly ConditionalWeakTable<Compilation, KnownSymbols> Cache = new();

    private readonly Dictionary<ISymbol, WireTypeKind> _kinds = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _indexed = new(SymbolEqualityComparer.Default);

    private KnownSymbols(Compilation compilation)
    {
        Record = FromRuntime(compilation, "Faust.RecordAttribute");
        RecordDefaults = FromRuntime(compilation, "Faust.RecordDefaultsAttribute");
        RecordField = FromRuntime(compilation, "Faust.RecordFieldAttribute");
        RecordIgnore = FromRuntime(compilation, "Faust.RecordIgnoreAttribute");
        ExtensionData = FromRuntime(compilation, "Faust.ExtensionDataAttribute");
        RecordExtensionData = FromRuntime(compilation, "Faust.Records.RecordExtensionData");
        EventTime = FromRuntime(compilation, "Faust.EventTimeAttribute");
        RecordUnion = FromRuntime(compilation, "Faust.RecordUnionAttribute");
        RecordCase = FromRuntime(compilation, "Faust.RecordCaseAttribute`1");
        JsonRecord = FromRuntime(compilation, "Faust.Records.IJsonRecord`1");
        EventTimeRecord = FromRuntime(compilation, "Faust.Records.IEventTime`1");
        ClassifiedRecord = FromRuntime(compilation, "Faust.Records.IClassifiedRecord");
        MessagePackRecord = FromRuntime(compilation, "Faust.Records.IMessagePackRecord`1");
        Key = FromRuntime(compilation, "Faust.KeyAttribute");
        ForeignContract = compilation.GetTypesByMetadataName("MessagePack.MessagePackObjectAttribute").FirstOrDefault();
        ForeignKey = compilation.GetTypesByMetadataName("MessagePack.KeyAttribute").FirstOrDefault();
        ForeignUnion = compilation.GetTypesByMetadataName("MessagePack.UnionAttribute").FirstOrDefault();
        ForeignIgnore = compilation.GetTypesByMetadataName("MessagePack.IgnoreMemberAttribute").FirstOrDefault();
        Converter = FromRuntime(compilation, "Faust.ConverterAttribute`1");
        JsonContext = FromRuntime(compilation, "Faust.JsonContextAttribute`1");
        RecordConverter = FromRuntime(compilation, "Faust.Records.IRecordConverter`1");
        WireConverter = FromRuntime(compilation, "Faust.Records.IRecordConverter`2");
        MessagePackConverter = FromRuntime(compilation, "Faust.Records.IMessagePackConverter`1");
        JsonSerializable = FromFramework(compilation, "System.Text.Json.Serialization.JsonSerializableAttribute");
        JsonIgnore = FromFramework(compilation, "System.Text.Json.Serialization.JsonIgnoreAttribute");
        JsonPropertyName = FromFramework(compilation, "System.Text.Json.Serialization.JsonPropertyNameAttribute");
        JsonEnumName = FromFramework(compilation, "System.Text.Json.Serialization.JsonStringEnumMemberNameAttribute");
        EnumMember = FromFramework(compilation, "System.Runtime.Serialization.EnumMemberAttribute");
        Flags = FromFramework(compilation, "System.FlagsAttribute");
        SpanFormattable = FromFramework(compilation, "System.ISpanFormattable");
        SpanParsable = FromFramework(compilation, "System.ISpanParsable`1");
        SetsRequiredMembers = FromFramework(compilation, "System.Diagnostics.CodeAnalysis.SetsRequiredMembersAttribute");

        Secret = FromRuntime(compilation, "Faust.SecretAttribute");
        Personal = FromRuntime(compilation, "Faust.PersonalAttribute");
        Sensitive = FromRuntime(compilation, "Faust.SensitiveAttribute");
        RecordPattern = FromRuntime(compilation, "Faust.RecordPatternAttribute");
        ValidatedRecord = FromRuntime(compilation, "Faust.Records.IValidatedRecord");
        ValidationAttribute = FromFramework(compilation, "System.ComponentModel.DataAnnotations.ValidationAttribute");
        ValidationResult = FromFramework(compilation, "System.ComponentModel.DataAnnotations.ValidationResult");
        ValidationContext = FromFramework(compilation, "System.ComponentModel.DataAnnotations.ValidationContext");
        ValidatableObject = FromFramework(compilation, "System.ComponentModel.DataAnnotations.IValidatableObject");
        Regex = FromFramework(compilation, "System.Text.RegularExpressions.Regex");
        Compilation = compilation;

        foreach ((string name, WireTypeKind kind) in FrameworkTypes)
        {
            if (FromFramework(compilation, name) is { } symbol) _kinds[symbol] = kind;
        }

        foreach (string name in IndexedTypes)
        {
            if (FromFramework(compilation, name) is { } symbol) _indexed.Add(symbol);
        }

        Conversions = Conversion.FindAll(compilation.Assembly, this);
        Types = new WireTypeParser(this);
        Graph = new RecordGraph(Types, this);
        Assembly = compilation.Assembly;
        MessagePack = new MessagePackSupport(this);
        Broken = new BrokenRecords(this);
        Checks = new CheckGraph(this);
    }

    public Compilation Compilation { get; }

    public WireTypeParser Types { get; }

    public RecordGraph Graph { get; }

    public MessagePackSupport MessagePack { get; }

    public BrokenRecords Broken { get; }

    /// <summary>The records parsed so far: several types lead to one.</summary>
    public ConcurrentDictionary<INamedTypeSymbol, ParsedRecord> Records { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>The assembly that the generator writes for.</summary>
    public IAssemblySymbol Assembly { get; }

    public CheckGraph Checks { get; }

    public INamedTypeSymbol? Secret { get; }

    public INamedTypeSymbol? Personal { get; }

    public INamedTypeSymbol? Sensitive { get; }

    public INamedTypeSymbol? RecordPattern { get; }

    public INamedTypeSymbol? ValidatedRecord { get; }

    public INamedTypeSymbol? ValidationAttribute { get; }

    public INamedTypeSymbol? ValidationResult { get; }

    public INamedTypeSymbol? ValidationContext { get; }

    public INamedTypeSymbol? ValidatableObject { get; }

    public INamedTypeSymbol? Regex { get; }

    /// <summary>What the attributes of the assembly convert.</summary>
    public IReadOnlyList<Conversion> Conversions { get; }

    public INamedTypeSymbol? Record { get; }

    public INamedTypeSymbol? RecordDefaults { get; }

    public INamedTypeSymbol? RecordField { get; }

    public INamedTypeSymbol? RecordIgnore { get; }

    public INamedTypeSymbol? ExtensionData { get; }

    public INamedTypeSymbol? RecordExtensionData { get; }

    public INamedTypeSymbol? EventTime { get; }

    public INamedTypeSymbol? RecordUnion { get; }

    public INamedTypeSymbol? RecordCase { get; }

    public INamedTypeSymbol? JsonRecord { get; }

    public INamedTypeSymbol? EventTimeRecord { get; }

    public INamedTypeSymbol? ClassifiedRecord { get; }

    public INamedTypeSymbol? MessagePackRecord { get; }

    public INamedTypeSymbol? Key { get; }

    /// <summary>MessagePack-CSharp's <c>[MessagePackObject]</c>, if the user refers to it.</summary>
    public INamedTypeSymbol? ForeignContract { get; }

    /// <summary>MessagePack-CSharp's <c>[Key]</c>: of a number or a name.</summary>
    public INamedTypeSymbol? ForeignKey { get; }

    /// <summary>MessagePack-CSharp's <c>[Union]</c>: the number of a case.</summary>
    public INamedTypeSymbol? ForeignUnion { get; }

    /// <summary>MessagePack-CSharp's <c>[IgnoreMember]</c>.</summary>
    public INamedTypeSymbol? ForeignIgnore { get; }

    public INamedTypeSymbol? Converter { get; }

    public INamedTypeSymbol? JsonContext { get; }

    public INamedTypeSymbol? RecordConverter { get; }

    public INamedTypeSymbol? WireConverter { get; }

    public INamedTypeSymbol? MessagePackConverter { get; }

    public INamedTypeSymbol? JsonSerializable { get; }

    public INamedTypeSymbol? JsonEnumName { get; }

    public INamedTypeSymbol? JsonIgnore { get; }

    public INamedTypeSymbol? JsonPropertyName { get; }

    public INamedTypeSymbol? EnumMember { get; }

    public INamedTypeSymbol? Flags { get; }

    public INamedTypeSymbol? SpanFormattable { get; }

    public INamedTypeSymbol? SpanParsable { get; }

    public INamedTypeSymbol? SetsRequiredMembers { get; }

    public static KnownSymbols Of(Compilation compilation) => Cache.GetValue(compilation, static c => new KnownSymbols(c));

    /// <summary>The kind of a framework type, or of the definition of a generic one.</summary>
    public bool TryGetKind(INamedTypeSymbol definition, out WireTypeKind kind) => _kinds.TryGetValue(definition, out kind);

    public bool IsIndexed(INamedTypeSymbol definition) => _indexed.Contains(definition);

    /// <summary>Whether the type is the attribute of that name beside <see cref="ValidationAttribute"/>.</summary>
    public bool IsFrameworkCheck(INamedTypeSymbol? type, string name) => type?.MetadataName == name && IsFrameworkCheck(type);

    /// <summary>Whether the type stands beside <see cref="ValidationAttribute"/>, in its namespace and assembly.</summary>
    public bool IsFrameworkCheck(ITypeSymbol? type) => type is not null
        && ValidationAttribute is not null
        && SymbolEqualityComparer.Default.Equals(type.ContainingNamespace, ValidationAttribute.ContainingNamespace);

    public static bool HasAttribute(ISymbol symbol, INamedTypeSymbol? attribute) => FindAttribute(symbol, attribute) is not null;

    public static AttributeData? FindAttribute(ISymbol symbol, INamedTypeSymbol? attribute) => attribute is null
        ? null
        : symbol.GetAttributes().FirstOrDefault(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, attribute));

    /// <summary>The argument that an attribute gives one of its properties; null where it says nothing of it, or nothing that compiles.</summary>
    public static TypedConstant? FindArgument(AttributeData? attribute, string name)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in attribute?.NamedArguments ?? [])
        {
            if (argument.Key == name && argument.Value.Kind != TypedConstantKind.Error) return argument.Value;
        }

        return null;
    }

    private static readonly (string Name, WireTypeKind Kind)[] FrameworkTypes =
    [
        ("System.Guid", WireTypeKind.Guid),
        ("System.DateTime", WireTypeKind.DateTime),
        ("System.DateTimeOffset", WireTypeKind.DateTimeOffset),
        ("System.TimeSpan", WireTypeKind.TimeSpan),
        ("System.DateOnly", WireTypeKind.DateOnly),
        ("System.TimeOnly", WireTypeKind.TimeOnly),
        ("System.Half", WireTypeKind.Half),
        ("System.Int128", WireTypeKind.Int128),
        ("System.UInt128", WireTypeKind.UInt128),
        ("System.Numerics.BigInteger", WireTypeKind.BigInteger),
        ("System.Version", WireTypeKind.Version),
        ("System.Uri", WireTypeKind.Uri),
        ("System.Memory`1", WireTypeKind.Memory),
        ("System.ReadOnlyMemory`1", WireTypeKind.Memory),
        ("System.Collections.Generic.KeyValuePair`2", WireTypeKind.KeyValuePair),
        ("System.Collections.Generic.List`1", WireTypeKind.List),
        ("System.Collections.Generic.IList`1", WireTypeKind.List),
        ("System.Collections.Generic.IReadOnlyList`1", WireTypeKind.List),
        ("System.Collections.Generic.ICollection`1", WireTypeKind.List),
        ("System.Collections.Generic.IReadOnlyCollection`1", WireTypeKind.List),
        ("System.Collections.Generic.IEnumerable`1", WireTypeKind.List),
        ("System.Collections.Generic.LinkedList`1", WireTypeKind.List),
        ("System.Collections.Generic.Queue`1", WireTypeKind.List),
        ("System.Collections.Immutable.ImmutableArray`1", WireTypeKind.List),
        ("System.Collections.Immutable.ImmutableList`1", WireTypeKind.List),
        ("System.Collections.Generic.SortedSet`1", WireTypeKind.Set),
        ("System.Collections.Frozen.FrozenSet`1", WireTypeKind.Set),
        ("System.Collections.Immutable.ImmutableHashSet`1", WireTypeKind.Set),
        ("System.Collections.Immutable.ImmutableSortedSet`1", WireTypeKind.Set),
        ("System.Collections.Generic.HashSet`1", WireTypeKind.Set),
        ("System.Collections.Generic.ISet`1", WireTypeKind.Set),
        ("System.Collections.Generic.IReadOnlySet`1", WireTypeKind.Set),
        ("System.Collections.Generic.SortedDictionary`2", WireTypeKind.Dictionary),
        ("System.Collections.Generic.SortedList`2", WireTypeKind.Dictionary),
        ("System.Collections.Frozen.FrozenDictionary`2", WireTypeKind.Dictionary),
        ("System.Collections.Immutable.ImmutableDictionary`2", WireTypeKind.Dictionary),
        ("System.Collections.Immutable.ImmutableSortedDictionary`2", WireTypeKind.Dictionary),
        ("System.Collections.Generic.Dictionary`2", WireTypeKind.Dictionary),
        ("System.Collections.Generic.IDictionary`2", WireTypeKind.Dictionary),
        ("System.Collections.Generic.IReadOnlyDictionary`2", WireTypeKind.Dictionary),
        ("System.Text.Json.JsonElement", WireTypeKind.Json),
        ("System.Text.Json.Nodes.JsonNode", WireTypeKind.Json),
        ("System.Text.Json.Nodes.JsonObject", WireTypeKind.Json),
        ("System.Text.Json.Nodes.JsonArray", WireTypeKind.Json),
        ("System.Tuple`1", WireTypeKind.Tuple),
        ("System.Tuple`2", WireTypeKind.Tuple),
        ("System.Tuple`3", WireTypeKind.Tuple),
        ("System.Tuple`4", WireTypeKind.Tuple),
        ("System.Tuple`5", WireTypeKind.Tuple),
        ("System.Tuple`6", WireTypeKind.Tuple),
        ("System.Tuple`7", WireTypeKind.Tuple),
        ("System.Collections.Generic.Stack`1", WireTypeKind.List),
        ("System.Collections.Concurrent.ConcurrentQueue`1", WireTypeKind.List),
        ("System.Collections.Concurrent.ConcurrentStack`1", WireTypeKind.List),
        ("System.Collections.Concurrent.ConcurrentBag`1", WireTypeKind.List),
        ("System.Collections.ObjectModel.Collection`1", WireTypeKind.List),
        ("System.Collections.ObjectModel.ObservableCollection`1", WireTypeKind.List),
        ("System.Collections.ObjectModel.ReadOnlyCollection`1", WireTypeKind.List),
        ("System.Collections.Immutable.ImmutableQueue`1", WireTypeKind.List),
        ("System.Collections.Immutable.ImmutableStack`1", WireTypeKind.List),
        ("System.Collections.Immutable.IImmutableList`1", WireTypeKind.List),
        ("System.Collections.Immutable.IImmutableQueue`1", WireTypeKind.List),
        ("System.Collections.Immutable.IImmutableStack`1", WireTypeKind.List),
        ("System.Collections.ObjectModel.ReadOnlySet`1", WireTypeKind.Set),
        ("System.Collections.Immutable.IImmutableSet`1", WireTypeKind.Set),
        ("System.Collections.Concurrent.ConcurrentDictionary`2", WireTypeKind.Dictionary),
        ("System.Collections.Generic.OrderedDictionary`2", WireTypeKind.Dictionary),
        ("System.Collections.ObjectModel.ReadOnlyDictionary`2", WireTypeKind.Dictionary),
        ("System.Collections.Immutable.IImmutableDictionary`2", WireTypeKind.Dictionary),
    ];

    private static readonly string[] IndexedTypes =
    [
        "System.Collections.Generic.List`1",
        "System.Collections.Generic.IList`1",
        "System.Collections.Generic.IReadOnlyList`1",
        "System.Collections.ObjectModel.Collection`1",
        "System.Collections.ObjectModel.ObservableCollection`1",
        "System.Collections.ObjectModel.ReadOnlyCollection`1",
        "System.Collections.Immutable.IImmutableList`1",
    ];

    /// <summary>Whether the file that is generated for a type can name another.</summary>
    public bool CanName(INamedTypeSymbol type, INamedTypeSymbol from)
    {
        for (INamedTypeSymbol? t = type; t is not null; t = t.ContainingType)
        {
            if (t.IsFileLocal) return false;
        }

        return Compilation.IsSymbolAccessibleWithin(type, from);
    }

    private static INamedTypeSymbol? FromRuntime(Compilation compilation, string name) =>
        compilation.GetTypesByMetadataName(name).FirstOrDefault(t => t.ContainingAssembly.Name == "Faust.Runtime");

    // A type of the same name in the user's own assembly is another type.
    private static INamedTypeSymbol? FromFramework(Compilation compilation, string name) =>
        compilation.GetTypesByMetadataName(name).FirstOrDefault(t =>
            t.DeclaredAccessibility == Accessibility.Public && !SymbolEqualityComparer.Default.Equals(t.ContainingAssembly, compilation.Assembly));
}
