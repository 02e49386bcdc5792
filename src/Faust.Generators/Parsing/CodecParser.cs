using Faust.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Faust.Generators.Parsing;

/// <summary>Finds how the keys and values of <c>Topic&lt;TKey, TValue&gt;</c> and <c>Table&lt;TKey, TValue&gt;</c> travel.</summary>
internal static class CodecParser
{
    /// <summary>Describes the codecs, or returns null where a type has none.</summary>
    public static CodecModel? Parse(INamedTypeSymbol keyed, KnownSymbols symbols)
    {
        WireTypeParser parser = symbols.Types;
        ITypeSymbol valueType = keyed.TypeArguments[1];
        // Calls of a serializer that is not generated would be errors beside the one that says why it is not.
        if (keyed.TypeArguments.Any(t => LacksSerializer(t, symbols))) return null;
        if (parser.Parse(keyed.TypeArguments[0], out _) is not { } key || parser.Parse(valueType, out _) is not { } value) return null;
        return new CodecModel
        {
            Key = key,
            IsRawKey = IsRaw(key.Kind),
            Value = value,
            HasEventTime = valueType is INamedTypeSymbol record && value.Kind == WireTypeKind.Record && HasEventTime(record, symbols),
        };
    }

    private static bool LacksSerializer(ITypeSymbol type, KnownSymbols symbols) =>
        type is INamedTypeSymbol { DeclaringSyntaxReferences.Length: > 0 } record
        && KnownSymbols.HasAttribute(record, symbols.Record)
        && RecordParser.Parse(record.OriginalDefinition, symbols).Model is null;

    private static bool IsRaw(WireTypeKind kind) => kind is WireTypeKind.String or WireTypeKind.Base64 or WireTypeKind.Guid or WireTypeKind.Boolean
        or WireTypeKind.Byte or WireTypeKind.SByte or WireTypeKind.Int16 or WireTypeKind.UInt16 or WireTypeKind.Int32 or WireTypeKind.UInt32
        or WireTypeKind.Int64 or WireTypeKind.UInt64 or WireTypeKind.Single or WireTypeKind.Double;

    // A record of this assembly does not have its interface yet: generators do not see what they write.
    private static bool HasEventTime(INamedTypeSymbol record, KnownSymbols symbols) =>
        record.AllInterfaces.Any(i => SymbolEqualityComparer.Default.Equals(i.OriginalDefinition, symbols.EventTimeRecord))
        || RecordParser.Parse(record.OriginalDefinition, symbols).Model is { EventTime: not EventTimeKind.None };
}
