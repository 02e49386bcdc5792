using Faust.Generators.Helpers;
using Faust.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Faust.Generators.Parsing;

/// <summary>Finds how the keys and values of <c>Topic&lt;TKey, TValue&gt;</c> and <c>Table&lt;TKey, TValue&gt;</c> travel.</summary>
internal static class CodecParser
{
    /// <summary>Describes the codecs of a topic or a table, or returns null where there are none.</summary>
    /// <param name="declared">The topic or table.</param>
    /// <param name="keyed">What it derives from.</param>
    /// <param name="symbols">The types that are known.</param>
    public static CodecsModel? Parse(INamedTypeSymbol declared, INamedTypeSymbol keyed, KnownSymbols symbols)
    {
        // Calls of a serializer that is not generated would be errors beside the one that says why it is not.
        if (keyed.TypeArguments.Any(symbols.Broken.AreIn)) return null;
        if (Parse(declared, keyed.TypeArguments[0], isKey: true, symbols, out _) is not { } key) return null;
        if (Parse(declared, keyed.TypeArguments[1], isKey: false, symbols, out _) is not { } value) return null;
        INamedTypeSymbol? record = value.Type?.Kind == WireTypeKind.Record ? keyed.TypeArguments[1] as INamedTypeSymbol : null;
        return new CodecsModel
        {
            Key = key,
            Value = value,
            JsonHelperName = RecordParser.HelperName(declared, "Codecs"),
            MessagePackHelperName = RecordParser.HelperName(declared, "MessagePackCodecs"),
            HasEventTime = record is not null && HasEventTime(record, symbols),
            IsClassified = record is not null && IsClassified(record, symbols),
        };
    }

    /// <summary>Describes the codec of the keys or values; null where there is none, or where what is asked for does not compile.</summary>
    public static CodecModel? Parse(INamedTypeSymbol declared, ITypeSymbol type, bool isKey, KnownSymbols symbols, out CodecFailure? failure)
    {
        failure = null;
        WireTypeModel? wireType = symbols.Types.Parse(type, out WireTypeFailure? typeFailure, new WireForm { From = declared });
        IReadOnlyList<ITypeSymbol> asked = CodecSymbols.Find(declared, type, isKey) ?? [];
        if (asked.Any(KeyValueParser.IsBroken)) return null;

        CodecKind kind = asked.Count > 0 ? CodecSymbols.KindOf(asked[0])
            : isKey && CodecSymbols.HasRawForm(type) ? CodecKind.Raw
            : CodecKind.Json;
        if (CodecSymbols.IsAskedTwice(declared, isKey))
        {
            failure = new CodecFailure(CodecFailureKind.Several, isKey ? "KeyCodec" : "ValueCodec");
        }
        else if (kind == CodecKind.User)
        {
            failure = FailureOf((INamedTypeSymbol)asked[0], type, declared, symbols);
        }
        else if (wireType is null)
        {
            failure = new CodecFailure(CodecFailureKind.UnsupportedType, kind.ToString(), Type: typeFailure);
        }
        else if (kind == CodecKind.Raw && !CodecSymbols.HasRawForm(type))
        {
            failure = new CodecFailure(CodecFailureKind.NoRawForm, "RawCodec", Display(type));
        }
        else if (kind == CodecKind.MessagePack && symbols.MessagePack.FindObstacle(type) is { } obstacle)
        {
            string where = obstacle switch
            {
                { Record: null } => "",
                { Member: null } => $", a case of '{obstacle.Record}'",
                _ => $", of which '{obstacle.Record}.{obstacle.Member}' is made",
            };
            failure = new CodecFailure(CodecFailureKind.NoMessagePack, "MessagePackCodec", $"'{obstacle.Type}'{where}");
        }

        // The compiler has seen to it that steps have a constructor, but not that others than the attribute's place may call it.
        if (asked.Skip(1).FirstOrDefault(s => s is not INamedTypeSymbol step || !symbols.CanName(step, declared)) is { } hidden)
        {
            failure ??= new CodecFailure(CodecFailureKind.NotConstructible, Display(hidden));
        }

        if (failure is not null) return null;
        return new CodecModel
        {
            Kind = kind,
            Type = wireType,
            VariableType = wireType?.VariableType ?? type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            CodecField = RecordParser.HelperName(declared, isKey ? "_keyCodec" : "_valueCodec"),
            StepsField = RecordParser.HelperName(declared, isKey ? "_keySteps" : "_valueSteps"),
            UserCodec = kind == CodecKind.User ? asked[0].ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) : null,
            Steps = asked.Skip(1).Select(s => s.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)).ToEquatableArray(),
        };
    }

    private static CodecFailure? FailureOf(INamedTypeSymbol codec, ITypeSymbol type, INamedTypeSymbol declared, KnownSymbols symbols)
    {
        if (!CodecSymbols.CanWrite(codec, type)) return new CodecFailure(CodecFailureKind.OtherType, Display(codec), $"ICodec<{Display(type)}>");
        return CodecSymbols.IsConstructible(codec) && symbols.CanName(codec, declared) ? null : new CodecFailure(CodecFailureKind.NotConstructible, Display(codec));
    }

    private static string Display(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);

    // A record of this assembly does not have its interface yet: generators do not see what they write.
    private static bool HasEventTime(INamedTypeSymbol record, KnownSymbols symbols) =>
        record.AllInterfaces.Any(i => SymbolEqualityComparer.Default.Equals(i.OriginalDefinition, symbols.EventTimeRecord))
        || RecordParser.Parse(record.OriginalDefinition, symbols).HasEventTime;

    private static bool IsClassified(INamedTypeSymbol record, KnownSymbols symbols) =>
        record.AllInterfaces.Any(i => SymbolEqualityComparer.Default.Equals(i, symbols.ClassifiedRecord))
        || RecordParser.Parse(record.OriginalDefinition, symbols).Model?.Privacy is not null;
}
