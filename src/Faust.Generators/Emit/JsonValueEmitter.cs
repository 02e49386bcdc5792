using System.Text;
using Faust.Generators.Model;
using Faust.Generators.Parsing;

namespace Faust.Generators.Emit;

/// <summary>
/// Emits the writing and reading of values, and collects the methods that enums and collections need into a private nested class.
/// One is made for each generated type: ask it for the code of all values, then <see cref="ValueEmitter.WriteHelpers"/>.
/// </summary>
/// <remarks>The code takes a <c>ref JsonWriter writer</c> or a <c>ref JsonReader reader</c> to be in scope.</remarks>
/// <param name="helperName">The nested class; no member may have its name.</param>
internal sealed partial class JsonValueEmitter(string helperName) : ValueEmitter(helperName)
{
    public const string WriterType = "global::Faust.Records.JsonWriter";
    public const string ReaderType = "global::Faust.Records.JsonReader";

    public override string Read(WireTypeModel type, int member = -1) => Read(type, member, HelperPrefix);

    public override LocalNames ReaderLocals() => new("reader", "name", "record", "start");

    public override string Reader => ReaderType;

    public override string MissingMember(RecordMemberModel member, string type) =>
        $"reader.MissingMember({Utf8Literal.Quote(member.WireName)}, \"{type}\")";

    public override string Write(WireTypeModel type, string value, string what, string name, LocalNames locals) =>
        Write(type, value, what, name, locals, HelperPrefix);

    /// <summary>A statement that writes the value of an expression that is not null.</summary>
    public string WriteSome(WireTypeModel type, string value) => WriteSome(type, value, HelperPrefix);

    private string Read(WireTypeModel type, int member, string prefix)
    {
        string read = type.Kind switch
        {
            WireTypeKind.String when member >= 0 => $"reader.ReadString({member})",
            WireTypeKind.Enum => $"{prefix}{EnumReader(type)}(ref reader)",
            WireTypeKind.Array => $"{prefix}{ArrayReader(type)}(ref reader)",
            WireTypeKind.List or WireTypeKind.Set => $"{prefix}{ListReader(type)}(ref reader)",
            WireTypeKind.Dictionary => $"{prefix}{DictionaryReader(type)}(ref reader)",
            WireTypeKind.KeyValuePair => $"{prefix}{PairReader(type)}(ref reader)",
            WireTypeKind.Memory => $"new {type.Name}(reader.Read{(type.IsFaust ? "Faust" : "")}Base64())",
            WireTypeKind.Record when type.IsExplicit => $"global::Faust.Records.JsonRecord.Read<{type.Name}>(ref reader)",
            WireTypeKind.Record => $"{type.Name}.ReadJson(ref reader)",
            _ => $"reader.Read{(type.IsFaust ? "Faust" : "")}{type.Kind}()",
        };
        if (!type.AllowsNull) return read;
        return $"reader.TryReadNull() ? {Null(type)} : {read}";
    }

    private string Write(WireTypeModel type, string value, string what, string name, LocalNames locals, string prefix)
    {
        // Strings that are null write themselves as such.
        if (type.AllowsNull && type.Kind != WireTypeKind.String)
        {
            string some = locals.For(name);
            return $$"""
                if ({{value}} is { } {{some}})
                {
                    {{WriteSome(type, some, prefix)}}
                }
                else
                {
                    writer.WriteNull();
                }
                """;
        }

        bool mustNotBeNull = !type.AllowsNull && !type.IsValueType && !type.IsTypeParameter;
        return WriteSome(type, mustNotBeNull ? $"{value} ?? throw writer.UnexpectedNull(\"{what}\")" : value, prefix);
    }

    private string WriteSome(WireTypeModel type, string value, string prefix) => type.Kind switch
    {
        WireTypeKind.Base64 => $"writer.WriteBase64({value});",
        WireTypeKind.Enum when type.EnumTexts.Count > 0 => $"{prefix}{EnumWriter(type)}(ref writer, {value});",
        WireTypeKind.Enum => $"writer.WriteValue(({Keyword(type.UnderlyingKind)}){value});",
        WireTypeKind.Array or WireTypeKind.List or WireTypeKind.Set => $"{prefix}{ListWriter(type)}(ref writer, {value});",
        WireTypeKind.Dictionary => $"{prefix}{DictionaryWriter(type)}(ref writer, {value});",
        WireTypeKind.KeyValuePair => $"{prefix}{PairWriter(type)}(ref writer, {value});",
        WireTypeKind.Memory => $"writer.WriteBase64({value}.Span);",
        WireTypeKind.Record when type.IsExplicit => $"global::Faust.Records.JsonRecord.Write<{type.Name}>(ref writer, {value});",
        WireTypeKind.Record => $"{type.Name}.WriteJson(ref writer, {value});",
        WireTypeKind.Decimal or WireTypeKind.DateTime or WireTypeKind.DateTimeOffset when type.IsFaust => $"writer.WriteFaustValue({value});",
        _ => $"writer.WriteValue({value});",
    };

    private string EnumWriter(WireTypeModel type) => Method("Write", type, name => EnumTextWriter(name, type, "\"", "WriteValue"));

    private string EnumNameWriter(WireTypeModel type) => Method("WriteNameOf", type, name => EnumTextWriter(name, type, "\":", "WritePropertyName"));

    private static string EnumTextWriter(string name, WireTypeModel type, string end, string writeNumber)
    {
        var cases = new StringBuilder();
        foreach (string member in type.EnumTexts)
        {
            string text = Utf8Literal.Quote('"' + member + end);
            cases.Append($"        case {type.Name}.{TypeDeclarationParser.Escape(member)}: writer.WriteRaw({text}u8); break;\n");
        }

        return $$"""
            public static void {{name}}(ref {{WriterType}} writer, {{type.Name}} value)
            {
                switch (value)
                {
            {{cases}}        default: writer.{{writeNumber}}(({{Keyword(type.UnderlyingKind)}})value); break;
                }
            }
            """;
    }

    // Enums are read from numbers and names however they are written.
    private string EnumReader(WireTypeModel written)
    {
        WireTypeModel type = written with { EnumTexts = default };
        string parse = EnumParser(type);
        return Method("Read", type, name => $"""
            public static {type.Name} {name}(ref {ReaderType} reader) =>
                reader.TryReadEnumName(out global::System.ReadOnlySpan<byte> name)
                    ? {parse}(ref reader, name)
                    : ({type.Name})reader.Read{type.UnderlyingKind}();
            """);
    }

    private string EnumParser(WireTypeModel type) => Method("Parse", type with { EnumTexts = default }, name =>
    {
        var cases = new StringBuilder();
        foreach (string member in type.EnumMembers)
        {
            cases.Append($"        case {Encoding.UTF8.GetByteCount(member)} when name.SequenceEqual(\"{member}\"u8): ");
            cases.Append($"return {type.Name}.{TypeDeclarationParser.Escape(member)};\n");
        }

        return $$"""
            public static {{type.Name}} {{name}}(ref {{ReaderType}} reader, scoped global::System.ReadOnlySpan<byte> name)
            {
                switch (name.Length)
                {
            {{cases}}        case > 0 when name[0] is (byte)'-' or (>= (byte)'0' and <= (byte)'9'): return ({{type.Name}})reader.Parse{{type.UnderlyingKind}}(name);
                    default: throw reader.UnknownEnumName(name, "{{type.Id}}");
                }
            }
            """;
    });
}
