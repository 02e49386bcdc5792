using Faust.Generators.Model;

namespace Faust.Analyzers.Schema;

/// <summary>The types of members as the file names them: by what is on the wire, so that an array and a list are the same.</summary>
internal static class SchemaTypeText
{
    public const string AsText = "text";

    public static string Of(WireTypeModel type) => NotNull(type) + (type.AllowsNull ? "?" : "");

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
        WireTypeKind.Record => NameOf(type.Name),
        _ => Scalar(type.Kind),
    };

    private static string Enum(WireTypeModel type)
    {
        string underlying = type.UnderlyingKind == WireTypeKind.Int32 ? "" : ", " + Scalar(type.UnderlyingKind);
        return $"enum<{NameOf(type.Name)}{underlying}{(type.EnumTexts.Count > 0 ? ", " + AsText : "")}>";
    }

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
