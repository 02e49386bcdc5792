using System.Globalization;
using Faust.Generators.Helpers;
using Faust.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Faust.Generators.Parsing;

/// <summary>Turns types into <see cref="WireTypeModel"/>s: the one place that decides what can be written and read as JSON.</summary>
internal sealed class WireTypeParser(KnownSymbols symbols)
{
    /// <summary>Describes <paramref name="type"/>, or says why it cannot travel.</summary>
    public WireTypeModel? Parse(ITypeSymbol type, out WireTypeFailure? failure, WireForm form = default)
    {
        failure = null;
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            WireTypeModel? value = Parse(nullable.TypeArguments[0], out failure, form);
            return value is null ? null : value with { AllowsNull = true };
        }

        if (ScalarKind(type) is { } scalar) return Model(type, scalar, scalar.ToString()) with { IsFaust = form.IsFaust && HasFaustForm(scalar) };
        switch (type)
        {
            case IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte, IsSZArray: true }:
                return Model(type, WireTypeKind.Base64, "Bytes") with { IsFaust = form.IsFaust };
            case IArrayTypeSymbol { IsSZArray: true } array:
                return Parse(array.ElementType, out failure, form) is { } item
                    ? Model(type, WireTypeKind.Array, "ArrayOf" + IdOf(item)) with { Element = item }
                    : null;
            case INamedTypeSymbol { TypeKind: TypeKind.Enum } named:
                return Enum(named, form);
            case ITypeParameterSymbol parameter:
                if (IsRecord(parameter)) return Model(type, WireTypeKind.Record, parameter.Name) with { IsTypeParameter = true };
                failure = Failure(WireTypeFailureKind.UnconstrainedTypeParameter, type);
                return null;
            case INamedTypeSymbol named when IsRecord(named):
                return Model(type, WireTypeKind.Record, RecordId(named)) with { IsExplicit = IsExplicit(named), IsMessagePackExplicit = symbols.MessagePack.IsExplicit(named) };
            case INamedTypeSymbol named when symbols.TryGetKind(named.OriginalDefinition, out WireTypeKind kind):
                if (kind == WireTypeKind.KeyValuePair) return Pair(named, form, out failure);
                if (kind == WireTypeKind.Memory) return Memory(named, form, out failure);
                return Collection(named, kind, form, out failure);
            default:
                failure = Failure(WireTypeFailureKind.Unsupported, type);
                return null;
        }
    }

    /// <summary>Describes the type of a member marked <c>[ExtensionData]</c>, or says why it is none.</summary>
    public WireTypeModel? ParseExtensionData(ITypeSymbol type, out WireTypeFailure? failure)
    {
        bool isExtensionData = SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, symbols.RecordExtensionData);
        failure = isExtensionData ? null : Failure(WireTypeFailureKind.NoExtensionData, type);
        return isExtensionData ? Model(type, WireTypeKind.ExtensionData, "ExtensionData") : null;
    }

    /// <summary>Whether a type writes and reads itself: it is marked, implements the interface, or is constrained to.</summary>
    public bool IsRecord(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol parameter => parameter.ConstraintTypes.Any(c => IsJsonRecordOf(c, parameter)),
        INamedTypeSymbol { TypeKind: TypeKind.Interface } named => KnownSymbols.HasAttribute(named.OriginalDefinition, symbols.Record),
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
    public static bool IsGenerated(SyntaxTree tree) => tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal);

    private bool IsJsonRecordOf(ITypeSymbol type, ITypeSymbol self) =>
        type is INamedTypeSymbol { TypeArguments.Length: 1 } named
        && SymbolEqualityComparer.Default.Equals(named.OriginalDefinition, symbols.JsonRecord)
        && SymbolEqualityComparer.Default.Equals(named.TypeArguments[0], self);

    /// <summary>Whether a record implements the interface explicitly, so that it can only be called through a type parameter.</summary>
    public bool IsExplicit(INamedTypeSymbol type) =>
        type.AllInterfaces.FirstOrDefault(i => IsJsonRecordOf(i, type)) is { } contract
        && type.FindImplementationForInterfaceMember(contract.GetMembers("ReadJson").First()) is { DeclaredAccessibility: not Accessibility.Public };

    private WireTypeModel? Collection(INamedTypeSymbol type, WireTypeKind kind, WireForm form, out WireTypeFailure? failure)
    {
        ITypeSymbol elementType = type.TypeArguments[type.TypeArguments.Length - 1];
        WireTypeModel? element = Parse(elementType, out failure, form);
        if (element is null) return null;
        WireTypeModel? key = null;
        if (kind == WireTypeKind.Dictionary)
        {
            key = Parse(type.TypeArguments[0], out failure, form);
            if (key is null || !IsKey(key))
            {
                failure = Failure(WireTypeFailureKind.UnsupportedKey, type.TypeArguments[0]);
                return null;
            }
        }

        string arguments = string.Join(", ", type.TypeArguments.Select(NameOf));
        WireTypeModel model = Model(type, kind, "") with { Element = element, Key = key, IsIndexed = symbols.IsIndexed(type.OriginalDefinition) };
        string name = type.Name;
        string of = kind == WireTypeKind.Dictionary ? $"Of{IdOf(key!)}To{IdOf(element)}" : "Of" + IdOf(element);
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
            WireTypeKind.Set => ("HashSet", "SetOf" + IdOf(element)),
            WireTypeKind.Dictionary => ("Dictionary", "Dictionary" + of),
            _ => ("List", "ListOf" + IdOf(element)),
        };
        return model with { Id = id, Implementation = $"global::System.Collections.Generic.{implementation}<{arguments}>" };
    }

    private WireTypeModel? Pair(INamedTypeSymbol type, WireForm form, out WireTypeFailure? failure)
    {
        WireTypeModel? key = Parse(type.TypeArguments[0], out failure, form);
        WireTypeModel? value = key is null ? null : Parse(type.TypeArguments[1], out failure, form);
        if (key is null || value is null) return null;
        return Model(type, WireTypeKind.KeyValuePair, $"PairOf{IdOf(key)}And{IdOf(value)}") with
        {
            Key = key,
            Element = value,
            PairNames = (WireName.Convert("Key", form.Naming), WireName.Convert("Value", form.Naming)),
        };
    }

    private static WireTypeModel? Memory(INamedTypeSymbol type, WireForm form, out WireTypeFailure? failure)
    {
        bool isBytes = type.TypeArguments[0].SpecialType == SpecialType.System_Byte;
        failure = isBytes ? null : Failure(WireTypeFailureKind.Unsupported, type);
        return isBytes ? Model(type, WireTypeKind.Memory, type.Name) with { IsFaust = form.IsFaust } : null;
    }

    private static bool HasFaustForm(WireTypeKind kind) => kind is (>= WireTypeKind.Byte and <= WireTypeKind.Decimal)
        or WireTypeKind.DateTime or WireTypeKind.DateTimeOffset or WireTypeKind.DateOnly or WireTypeKind.Half;

    private static bool IsKey(WireTypeModel key) =>
        !(key.AllowsNull && key.IsValueType)
        && key.Kind is not (WireTypeKind.Single or WireTypeKind.Double or WireTypeKind.Decimal)
        && key.Kind is <= WireTypeKind.TimeOnly or WireTypeKind.Enum;

    private static WireTypeModel Enum(INamedTypeSymbol type, WireForm form)
    {
        List<IFieldSymbol> members = type.GetMembers().OfType<IFieldSymbol>().Where(f => f.HasConstantValue).ToList();
        return Model(type, WireTypeKind.Enum, RecordId(type)) with
        {
            UnderlyingKind = ScalarKindOf(type.EnumUnderlyingType!.SpecialType)!.Value,
            EnumMembers = members.Select(f => f.Name).ToEquatableArray(),
            EnumNumbers = members.Select(f => Convert.ToString(f.ConstantValue, CultureInfo.InvariantCulture)).ToEquatableArray(),
            EnumTexts = form.EnumAsText ? members.GroupBy(f => f.ConstantValue).Select(g => g.First().Name).ToEquatableArray() : default,
        };
    }

    private WireTypeKind? ScalarKind(ITypeSymbol type)
    {
        if (ScalarKindOf(type.SpecialType) is { } special) return special;
        return type is INamedTypeSymbol named && symbols.TryGetKind(named, out WireTypeKind kind) && kind <= WireTypeKind.Uri ? kind : null;
    }

    private static WireTypeKind? ScalarKindOf(SpecialType type) => type switch
    {
        SpecialType.System_Boolean => WireTypeKind.Boolean,
        SpecialType.System_Byte => WireTypeKind.Byte,
        SpecialType.System_SByte => WireTypeKind.SByte,
        SpecialType.System_Int16 => WireTypeKind.Int16,
        SpecialType.System_UInt16 => WireTypeKind.UInt16,
        SpecialType.System_Int32 => WireTypeKind.Int32,
        SpecialType.System_UInt32 => WireTypeKind.UInt32,
        SpecialType.System_Int64 => WireTypeKind.Int64,
        SpecialType.System_UInt64 => WireTypeKind.UInt64,
        SpecialType.System_Single => WireTypeKind.Single,
        SpecialType.System_Double => WireTypeKind.Double,
        SpecialType.System_Decimal => WireTypeKind.Decimal,
        SpecialType.System_Char => WireTypeKind.Char,
        SpecialType.System_String => WireTypeKind.String,
        _ => null,
    };

    private static WireTypeModel Model(ITypeSymbol type, WireTypeKind kind, string id) => new()
    {
        Kind = kind,
        Name = NameOf(type),
        Id = id,
        IsValueType = type.IsValueType,
        AllowsNull = !type.IsValueType
            && (type.NullableAnnotation == NullableAnnotation.Annotated || (type.IsReferenceType && type.NullableAnnotation == NullableAnnotation.None)),
    };

    private static string NameOf(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    private static string IdOf(WireTypeModel type) => type.AllowsNull ? "Nullable" + type.Id : type.Id;

    private static string RecordId(INamedTypeSymbol type) =>
        type.TypeArguments.Length == 0 ? type.Name : type.Name + "Of" + string.Join("And", type.TypeArguments.Select(t => t.Name));

    private static WireTypeFailure Failure(WireTypeFailureKind kind, ITypeSymbol type) =>
        new(kind, type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat));
}
