using Faust.Generators.Model;

namespace Faust.Analyzers.Schema;

/// <summary>The types of members as the file names them: by what is on the wire, so that an array and a list are the same.</summary>
internal static class SchemaTypeText
{
    public const string AsText = "text";
    public const string Flags = "flags";

    public static string Of(WireTypeModel type) => NotNull(type) + (AllowsNull(type) ? "?" : "");

    /// <summary>A C# name without what only generated code needs: <c>App.Page&lt;App.Order&gt;</c>.</summary>
    public static string NameOf(string fullyQualifiedName) => fullyQualifiedName.Replace("global::", "");

    private static string NotNull(WireTypeModel type) => type.Kind switch
    {
        WireTypeKind.Array or WireTypeKind.List => $"list<{Of(type.Element!)}>",
        WireTypeKind.Set => $"set<{Of(type.Element!)}>",
        // Keys are never null, annotated or not.
        WireTypeKind.Dictionary => $"map<{NotNull(type.Key!)}, {Of(type.Element!)}>",
        WireTypeKind.KeyValuePair =>
            $"pair<{SchemaText.Quote(type.PairNames.Key)}: {Of(type.Key!)}, {SchemaText.Quote(type.PairNames.Value)}: {Of(type.Element!)}>",
        WireTypeKind.Base64 or WireTypeKind.Memory => "bytes",
        WireTypeKind.Enum => Enum(type),
        WireTypeKind.Record => Named(type),
        WireTypeKind.Tuple => $"tuple<{string.Join(", ", type.Items.Select(Of))}>",
        WireTypeKind.Text => $"text<{Named(type)}>",
        WireTypeKind.Json => Json(type),
        // The converter is not on the wire.
        WireTypeKind.Converted => NotNull(type.Element!),
        WireTypeKind.Custom => $"custom<{NameOf(type.Converter!)}>",
        // A context knows many types, so that it alone says nothing.
        WireTypeKind.Context => $"custom<{NameOf(type.Converter!)}, {Named(type)}>",
        _ => Scalar(type.Kind),
    };

    private static string Enum(WireTypeModel type)
    {
        string underlying = type.UnderlyingKind == WireTypeKind.Int32 ? "" : ", " + Scalar(type.UnderlyingKind);
        return $"enum<{NameOf(type.Name)}{underlying}{(type.EnumTexts.Count > 0 ? ", " + AsText : "")}{(type.Flags.Count > 0 ? ", " + Flags : "")}>";
    }

    // An element may be null in itself; nodes of these classes are not, and are of one kind.
    private static string Json(WireTypeModel type) => type.Name.Substring(type.Name.LastIndexOf('.') + 1) switch
    {
        "JsonNode" => "json<node>",
        "JsonObject" => "json<object>",
        "JsonArray" => "json<array>",
        _ => "json",
    };

    private static bool AllowsNull(WireTypeModel type) =>
        type.AllowsNull || (type.Kind == WireTypeKind.Converted && AllowsNull(type.Element!));

    // Names that the file has no form for, those with tuples in them, are rare.
    private static string Named(WireTypeModel type) => NameOf(type.Name) is var name && SchemaType.Parse(name) is null ? type.Id : name;

    private static string Scalar(WireTypeKind kind) => kind switch
    {
        WireTypeKind.Boolean => "bool",
        WireTypeKind.Byte => "byte",
        WireTypeKind.SByte => "sbyte",
        WireTypeKind.Int16 => "short",
        WireTypeKind.UInt16 => "ushort",
        WireTypeKind.Int32 => "int",
        WireTypeKind.UInt32 => "uint",
        WireTypeKind.Int64 => "long",
        WireTypeKind.UInt64 => "ulong",
        WireTypeKind.Single => "float",
        WireTypeKind.Double => "double",
        WireTypeKind.Decimal => "decimal",
        WireTypeKind.Char => "char",
        WireTypeKind.String => "string",
        _ => kind.ToString(),
    };
}
