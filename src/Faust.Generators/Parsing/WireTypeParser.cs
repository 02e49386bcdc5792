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

        if (FindConversion(type, form) is { } conversion) return Converted(type, conversion, form, out failure);
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
                return Enum(named, form, out failure);
            case ITypeParameterSymbol parameter:
                if (IsRecord(parameter)) return Model(type, WireTypeKind.Record, parameter.Name) with { IsTypeParameter = true };
                failure = Failure(WireTypeFailureKind.UnconstrainedTypeParameter, type);
                return null;
            case INamedTypeSymbol named when IsRecord(named):
                return Model(type, WireTypeKind.Record, RecordId(named)) with { IsExplicit = IsExplicit(named), IsMessagePackExplicit = symbols.MessagePack.IsExplicit(named) };
            case INamedTypeSymbol named when symbols.TryGetKind(named.OriginalDefinition, out WireTypeKind kind):
                if (kind == WireTypeKind.KeyValuePair) return Pair(named, form, out failure);
                if (kind == WireTypeKind.Memory) return Memory(named, form, out failure);
                if (kind == WireTypeKind.Json) return Model(type, kind, type.Name);
                if (kind == WireTypeKind.Tuple) return Tuple(named, named.TypeArguments, form, out failure);
                return Collection(named, kind, form, out failure);
            case INamedTypeSymbol { IsTupleType: true } tuple:
                return Tuple(tuple, tuple.TupleElements.Select(e => e.Type), form, out failure);
            case INamedTypeSymbol named when IsText(named):
                return Model(type, WireTypeKind.Text, RecordId(named));
            default:
                // What an assembly's context knows is written by it only where there is no other way.
                if (FindContext(type, form) is { } context) return Converted(type, context, form, out failure);
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
        WireTypeModel? element = Parse(type.TypeArguments[type.TypeArguments.Length - 1], out failure, form);
        if (element is null) return null;
        WireTypeModel? key = null;
        if (kind == WireTypeKind.Dictionary)
        {
            key = Parse(type.TypeArguments[0], out failure, form);
            if (key is null || !IsKey(key))
            {
                if (failure?.Kind != WireTypeFailureKind.AmbiguousEnumName) failure = Failure(WireTypeFailureKind.UnsupportedKey, type.TypeArguments[0]);
                return null;
            }
        }

        WireTypeModel model = Model(type, kind, "") with { Element = element, Key = key, IsIndexed = symbols.IsIndexed(type.OriginalDefinition) };
        string of = key is null ? "Of" + IdOf(element) : $"Of{IdOf(key)}To{IdOf(element)}";
        return CollectionForm.Apply(model, type.Name, string.Join(", ", type.TypeArguments.Select(NameOf)), of);
    }

    private WireTypeModel? Tuple(INamedTypeSymbol type, IEnumerable<ITypeSymbol> elements, WireForm form, out WireTypeFailure? failure)
    {
        failure = null;
        List<WireTypeModel> items = [];
        foreach (ITypeSymbol element in elements)
        {
            if (Parse(element, out failure, form) is not { } item) return null;
            items.Add(item);
        }

        // The names of a tuple's elements mean nothing here, and tuples that differ in them alone share their methods.
        WireTypeModel model = Model(type, WireTypeKind.Tuple, type.Name + "Of" + string.Join("And", items.Select(IdOf)));
        return model with
        {
            Name = type.IsTupleType && items.Count > 1 ? $"({string.Join(", ", items.Select(i => i.VariableType))})" : model.Name,
            Items = items.ToEquatableArray(),
        };
    }

    private Conversion? FindConversion(ITypeSymbol type, WireForm form) =>
        form.Conversions?.Find(type, form)
        ?? symbols.Conversions.FirstOrDefault(c => c.Kind != WireTypeKind.Context && Fits(c, type, form))
        ?? (type is INamedTypeSymbol { SpecialType: SpecialType.None } ? Conversion.FindAll(type.OriginalDefinition, symbols).FirstOrDefault(c => Fits(c, type, form)) : null);

    private Conversion? FindContext(ITypeSymbol type, WireForm form) =>
        symbols.Conversions.FirstOrDefault(c => c.Kind == WireTypeKind.Context && Fits(c, type, form));

    private static bool Fits(Conversion conversion, ITypeSymbol type, WireForm form) =>
        SymbolEqualityComparer.Default.Equals(conversion.Type, type) && !form.IsWithin(conversion);

    private WireTypeModel? Converted(ITypeSymbol type, Conversion conversion, WireForm form, out WireTypeFailure? failure)
    {
        // To take another form instead would be read nowhere else.
        failure = form.From is null || symbols.CanName(conversion.Converter, form.From) ? null : Failure(WireTypeFailureKind.Unsupported, type);
        if (failure is not null) return null;
        string id = type is INamedTypeSymbol named ? RecordId(named) : "ArrayOf" + ((IArrayTypeSymbol)type).ElementType.Name;
        WireTypeModel model = Model(type, conversion.Kind, id) with
        {
            Converter = NameOf(conversion.Converter),
            IsMessagePackToo = conversion.IsMessagePackToo,
        };
        if (conversion.Wire is null) return model;
        form.Wires?.Add(conversion.Wire);
        WireTypeModel? wire = Parse(conversion.Wire, out failure, form.Within(conversion));
        return wire is null ? null : model with { Element = wire };
    }

    // Machine words have no size that travels.
    private bool IsText(INamedTypeSymbol type) =>
        type.SpecialType is not (SpecialType.System_IntPtr or SpecialType.System_UIntPtr)
        && type.AllInterfaces.Any(i => SymbolEqualityComparer.Default.Equals(i, symbols.SpanFormattable))
        && type.AllInterfaces.Any(i =>
            SymbolEqualityComparer.Default.Equals(i.OriginalDefinition, symbols.SpanParsable)
            && SymbolEqualityComparer.Default.Equals(i.TypeArguments[0], type));

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
        && (key.Kind is <= WireTypeKind.Uri or WireTypeKind.Enum or WireTypeKind.Text || (key.Kind == WireTypeKind.Converted && IsKey(key.Element!)));

    private WireTypeModel? Enum(INamedTypeSymbol type, WireForm form, out WireTypeFailure? failure)
    {
        var names = new EnumNames(type, symbols);
        failure = names.Ambiguous is { } name ? Failure(WireTypeFailureKind.AmbiguousEnumName, type) with { Detail = name } : null;
        if (failure is not null) return null;
        return Model(type, WireTypeKind.Enum, RecordId(type)) with
        {
            UnderlyingKind = ScalarKindOf(type.EnumUnderlyingType!.SpecialType)!.Value,
            EnumMembers = names.Read,
            EnumTexts = form.EnumAsText ? names.Written : default,
            Flags = names.Flags,
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
