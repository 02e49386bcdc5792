using Faust.Generators.Model;

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

    public override string Skip(RecordModel record) => record.Namespace is null ? "reader.SkipValue();" : "reader.SkipFaustValue();";

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
            WireTypeKind.Tuple => $"{prefix}{TupleReader(type)}(ref reader)",
            WireTypeKind.Text => $"reader.ReadText<{type.Name}>()",
            WireTypeKind.Json => type.IsValueType ? "reader.ReadJsonElement()" : $"reader.ReadJsonNode<{type.Name}>()",
            WireTypeKind.Converted or WireTypeKind.Custom => $"{prefix}{ConvertedReader(type)}(ref reader)",
            WireTypeKind.Context => $"reader.ReadValue({prefix}{ContextInfo(type)})",
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
        WireTypeKind.Tuple => $"{prefix}{TupleWriter(type)}(ref writer, {value});",
        WireTypeKind.Text => $"writer.WriteText({value});",
        WireTypeKind.Converted => $"{prefix}{ConvertedWriter(type)}(ref writer, {value});",
        WireTypeKind.Custom => $"{type.Converter}.WriteJson(ref writer, {value});",
        WireTypeKind.Context => $"writer.WriteValue({value}, {prefix}{ContextInfo(type)});",
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

}
