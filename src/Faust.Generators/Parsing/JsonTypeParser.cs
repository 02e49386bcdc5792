using Faust.Generators.Helpers;
using Faust.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Faust.Generators.Parsing;

/// <summary>Turns types into <see cref="JsonTypeModel"/>s: the one place that decides what can be written and read as JSON.</summary>
internal sealed class JsonTypeParser(KnownSymbols symbols)
{
    /// <summary>Describes <paramref name="type"/>, or says why it cannot travel.</summary>
    public JsonTypeModel? Parse(ITypeSymbol type, out JsonTypeFailure? failure, JsonForm form = default)
    {
        failure = null;
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            JsonTypeModel? value = Parse(nullable.TypeArguments[0], out failure, form);
            return value is null ? null : value with { AllowsNull = true };
        }

        if (ScalarKind(type) is { } scalar) return Model(type, scalar, scalar.ToString());
        switch (type)
        {
            case IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte, IsSZArray: true }:
                return Model(type, JsonTypeKind.Base64, "Bytes");
            case IArrayTypeSymbol { IsSZArray: true } array:
                return Parse(array.ElementType, out failure, form) is { } item
                    ? Model(type, JsonTypeKind.Array, "ArrayOf" + IdOf(item)) with { Element = item }
                    : null;
            case INamedTypeSymbol { TypeKind: TypeKind.Enum } named:
                return Enum(named, form);
            case ITypeParameterSymbol parameter:
                if (IsRecord(parameter)) return Model(type, JsonTypeKind.Record, parameter.Name) with { IsTypeParameter = true };
                failure = Failure(JsonTypeFailureKind.UnconstrainedTypeParameter, type);
                return null;
            case INamedTypeSymbol named when IsRecord(named):
                return Model(type, JsonTypeKind.Record, RecordId(named)) with { IsExplicit = IsExplicit(named) };
            case INamedTypeSymbol named when symbols.TryGetKind(named.OriginalDefinition, out JsonTypeKind kind):
                if (kind == JsonTypeKind.KeyValuePair) return Pair(named, form, out failure);
                if (kind == JsonTypeKind.Memory) return Memory(named, out failure);
                return Collection(named, kind, form, out failure);
            default:
                failure = Failure(JsonTypeFailureKind.Unsupported, type);
                return null;
        }
    }

    /// <summary>Describes the type of a member marked <c>[ExtensionData]</c>, or says why it is none.</summary>
    public JsonTypeModel? ParseExtensionData(ITypeSymbol type, out JsonTypeFailure? failure)
    {
        bool isExtensionData = SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, symbols.RecordExtensionData);
        failure = isExtensionData ? null : Failure(JsonTypeFailureKind.NoExtensionData, type);
        return isExtensionData ? Model(type, JsonTypeKind.ExtensionData, "ExtensionData") : null;
    }

    /// <summary>Whether a type writes and reads itself: it is marked, implements the interface, or is constrained to.</summary>
    public bool IsRecord(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol parameter => parameter.ConstraintTypes.Any(c => IsJsonRecordOf(c, parameter)),
        INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } named =>
            KnownSymbols.HasAttribute(named.OriginalDefinition, symbols.Record) || named.AllInterfaces.Any(i => IsJsonRecordOf(i, named)),
        _ => false,
    };

    /// <summary>Whether the user has implemented the interface by hand, so that nothing may be generated for the type.</summary>
    public bool IsHandWritten(INamedTypeSymbol type) =>
        type.Interfaces.FirstOrDefault(i => IsJsonRecordOf(i, type)) is { } contract
        && type.FindImplementationForInterfaceMember(contract.GetMembers("ReadJson").First()) is { } implementation
        && implementation.DeclaringSyntaxReferences.Any(r => !IsGenerated(r.SyntaxTree));

    // Analyzers see what the generator wrote, the generator does not.
    private static bool IsGenerated(SyntaxTree tree) => tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal);

    private bool IsJsonRecordOf(ITypeSymbol type, ITypeSymbol self) =>
        type is INamedTypeSymbol { TypeArguments.Length: 1 } named
        && SymbolEqualityComparer.Default.Equals(named.OriginalDefinition, symbols.JsonRecord)
        && SymbolEqualityComparer.Default.Equals(named.TypeArguments[0], self);

    /// <summary>Whether a record implements the interface explicitly, so that it can only be called through a type parameter.</summary>
    public bool IsExplicit(INamedTypeSymbol type) =>
        type.AllInterfaces.FirstOrDefault(i => IsJsonRecordOf(i, type)) is { } contract
        && type.FindImplementationForInterfaceMember(contract.GetMembers("ReadJson").First()) is { DeclaredAccessibility: not Accessibility.Public };

    private JsonTypeModel? Collection(INamedTypeSymbol type, JsonTypeKind kind, JsonForm form, out JsonTypeFailure? failure)
    {
        ITypeSymbol elementType = type.TypeArguments[type.TypeArguments.Length - 1];
        JsonTypeModel? element = Parse(elementType, out failure, form);
        if (element is null) return null;
        JsonTypeModel? key = null;
        if (kind == JsonTypeKind.Dictionary)
        {
            key = Parse(type.TypeArguments[0], out failure, form);
            if (key is null || !IsKey(key))
            {
                failure = Failure(JsonTypeFailureKind.UnsupportedKey, type.TypeArguments[0]);
                return null;
            }
        }

        string arguments = string.Join(", ", type.TypeArguments.Select(NameOf));
        JsonTypeModel model = Model(type, kind, "") with { Element = element, Key = key, IsIndexed = symbols.IsIndexed(type.OriginalDefinition) };
        string name = type.Name;
        string of = kind == JsonTypeKind.Dictionary ? $"Of{IdOf(key!)}To{IdOf(element)}" : "Of" + IdOf(element);
        switch (name)
        {
            case "Queue" or "LinkedList" or "SortedSet" or "SortedDictionary" or "SortedList":
                return model with { Id = name + of, Implementation = model.Name, AddMethod = name switch { "Queue" => "Enqueue", "LinkedList" => "AddLast", _ => "Add" } };
            case "ImmutableArray" or "ImmutableList" or "ImmutableHashSet" or "ImmutableSortedSet" or "ImmutableDictionary" or "ImmutableSortedDictionary":
                return model with
                {
                    Id = name + of,
                    Implementation = model.Name,
                    Builder = $"global::System.Collections.Immutable.{name}.CreateBuilder<{arguments}>()",
                    Result = name == "ImmutableArray" ? "items.DrainToImmutable()" : "items.ToImmutable()",
                };
            case "FrozenSet" or "FrozenDictionary":
                string filled = name == "FrozenSet" ? "HashSet" : "Dictionary";
                return model with
                {
                    Id = name + of,
                    Implementation = model.Name,
                    Builder = $"new global::System.Collections.Generic.{filled}<{arguments}>()",
                    Result = $"global::System.Collections.Frozen.{name}.To{name}(items)",
                };
        }

        (string implementation, string id) = kind switch
        {
            JsonTypeKind.Set => ("HashSet", "SetOf" + IdOf(element)),
            JsonTypeKind.Dictionary => ("Dictionary", "Dictionary" + of),
            _ => ("List", "ListOf" + IdOf(element)),
        };
        return model with { Id = id, Implementation = $"global::System.Collections.Generic.{implementation}<{arguments}>" };
    }

    private JsonTypeModel? Pair(INamedTypeSymbol type, JsonForm form, out JsonTypeFailure? failure)
    {
        JsonTypeModel? key = Parse(type.TypeArguments[0], out failure, form);
        JsonTypeModel? value = key is null ? null : Parse(type.TypeArguments[1], out failure, form);
        if (key is null || value is null) return null;
        return Model(type, JsonTypeKind.KeyValuePair, $"PairOf{IdOf(key)}And{IdOf(value)}") with
        {
            Key = key,
            Element = value,
            PairNames = (WireName.Convert("Key", form.Naming), WireName.Convert("Value", form.Naming)),
        };
    }

    private static JsonTypeModel? Memory(INamedTypeSymbol type, out JsonTypeFailure? failure)
    {
        bool isBytes = type.TypeArguments[0].SpecialType == SpecialType.System_Byte;
        failure = isBytes ? null : Failure(JsonTypeFailureKind.Unsupported, type);
        return isBytes ? Model(type, JsonTypeKind.Memory, type.Name) : null;
    }

    private static bool IsKey(JsonTypeModel key) =>
        !(key.AllowsNull && key.IsValueType)
        && key.Kind is not (JsonTypeKind.Single or JsonTypeKind.Double or JsonTypeKind.Decimal)
        && key.Kind is <= JsonTypeKind.TimeOnly or JsonTypeKind.Enum;

    private static JsonTypeModel Enum(INamedTypeSymbol type, JsonForm form)
    {
        List<IFieldSymbol> members = type.GetMembers().OfType<IFieldSymbol>().Where(f => f.HasConstantValue).ToList();
        return Model(type, JsonTypeKind.Enum, RecordId(type)) with
        {
            UnderlyingKind = ScalarKindOf(type.EnumUnderlyingType!.SpecialType)!.Value,
            EnumMembers = members.Select(f => f.Name).ToEquatableArray(),
            EnumTexts = form.EnumAsText ? members.GroupBy(f => f.ConstantValue).Select(g => g.First().Name).ToEquatableArray() : default,
        };
    }

    private JsonTypeKind? ScalarKind(ITypeSymbol type)
    {
        if (ScalarKindOf(type.SpecialType) is { } special) return special;
        return type is INamedTypeSymbol named && symbols.TryGetKind(named, out JsonTypeKind kind) && kind <= JsonTypeKind.Uri ? kind : null;
    }

    private static JsonTypeKind? ScalarKindOf(SpecialType type) => type switch
    {
        SpecialType.System_Boolean => JsonTypeKind.Boolean,
        SpecialType.System_Byte => JsonTypeKind.Byte,
        SpecialType.System_SByte => JsonTypeKind.SByte,
        SpecialType.System_Int16 => JsonTypeKind.Int16,
        SpecialType.System_UInt16 => JsonTypeKind.UInt16,
        SpecialType.System_Int32 => JsonTypeKind.Int32,
        SpecialType.System_UInt32 => JsonTypeKind.UInt32,
        SpecialType.System_Int64 => JsonTypeKind.Int64,
        SpecialType.System_UInt64 => JsonTypeKind.UInt64,
        SpecialType.System_Single => JsonTypeKind.Single,
        SpecialType.System_Double => JsonTypeKind.Double,
        SpecialType.System_Decimal => JsonTypeKind.Decimal,
        SpecialType.System_Char => JsonTypeKind.Char,
        SpecialType.System_String => JsonTypeKind.String,
        _ => null,
    };

    private static JsonTypeModel Model(ITypeSymbol type, JsonTypeKind kind, string id) => new()
    {
        Kind = kind,
        Name = NameOf(type),
        Id = id,
        IsValueType = type.IsValueType,
        AllowsNull = !type.IsValueType
            && (type.NullableAnnotation == NullableAnnotation.Annotated || (type.IsReferenceType && type.NullableAnnotation == NullableAnnotation.None)),
    };

    private static string NameOf(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    private static string IdOf(JsonTypeModel type) => type.AllowsNull ? "Nullable" + type.Id : type.Id;

    private static string RecordId(INamedTypeSymbol type) =>
        type.TypeArguments.Length == 0 ? type.Name : type.Name + "Of" + string.Join("And", type.TypeArguments.Select(t => t.Name));

    private static JsonTypeFailure Failure(JsonTypeFailureKind kind, ITypeSymbol type) =>
        new(kind, type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat));
}
