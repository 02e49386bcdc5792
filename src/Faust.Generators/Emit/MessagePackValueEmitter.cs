using Faust.Generators.Helpers;
using Faust.Generators.Model;

namespace Faust.Generators.Emit;

/// <summary>Emits the writing and reading of values as MessagePack.</summary>
/// <remarks>The code takes a <c>ref MessagePackWriter writer</c> or a <c>ref MessagePackReader reader</c> to be in scope.</remarks>
/// <param name="helperName">The nested class; no member may have its name.</param>
internal sealed partial class MessagePackValueEmitter(string helperName) : ValueEmitter(helperName)
{
    public const string WriterType = "global::Faust.Records.MessagePackWriter";
    public const string ReaderType = "global::Faust.Records.MessagePackReader";

    // What is a string of JSON inside.
    private readonly JsonValueEmitter _json = new(helperName + "OfJson");

    public override string Read(WireTypeModel type, int member = -1) => Read(type, member, HelperPrefix);

    public override string Write(WireTypeModel type, string value, string what, string name, LocalNames locals) =>
        Write(type, value, what, name, locals, HelperPrefix);

    public override LocalNames ReaderLocals() => new("reader", "name", "record", "start", "left", "gap", "entry");

    public override string Reader => ReaderType;

    public override string Skip(RecordModel record) => "reader.Skip();";

    public override string MissingMember(RecordMemberModel member, string type) =>
        $"reader.MissingMember({Utf8Literal.Quote(member.MessagePackName)}, \"{type}\", start)";

    /// <summary>A statement that writes the value of an expression that is not null.</summary>
    public string WriteSome(WireTypeModel type, string value) => WriteSome(type, value, HelperPrefix);

    public override void WriteHelpers(SourceWriter writer)
    {
        base.WriteHelpers(writer);
        _json.WriteHelpers(writer);
    }

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
            WireTypeKind.Base64 => "reader.ReadBinary()",
            WireTypeKind.Memory => $"new {type.Name}(reader.ReadBinary())",
            WireTypeKind.Tuple => $"{prefix}{TupleReader(type)}(ref reader)",
            WireTypeKind.Text => $"reader.ReadText<{type.Name}>()",
            WireTypeKind.Converted => $"{prefix}{ConvertedReader(type)}(ref reader)",
            WireTypeKind.Custom when type.IsMessagePackToo => $"{prefix}{CustomReader(type)}(ref reader)",
            WireTypeKind.Json or WireTypeKind.Custom or WireTypeKind.Context => $"{prefix}{JsonTextReader(type)}(ref reader)",
            WireTypeKind.Record when type.IsMessagePackExplicit => $"global::Faust.Records.MessagePackRecord.Read<{type.Name}>(ref reader)",
            WireTypeKind.Record => $"{type.Name}.ReadMessagePack(ref reader)",
            _ => $"reader.Read{type.Kind}()",
        };
        return type.AllowsNull ? $"reader.TryReadNil() ? {Null(type)} : {read}" : read;
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
                    writer.WriteNil();
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
        WireTypeKind.Custom when type.IsMessagePackToo => $"{type.Converter}.WriteMessagePack(ref writer, {value});",
        WireTypeKind.Json or WireTypeKind.Custom or WireTypeKind.Context => $"{prefix}{JsonTextWriter(type)}(ref writer, {value});",
        WireTypeKind.Base64 => $"writer.WriteBinary({value});",
        WireTypeKind.Enum when type.EnumTexts.Count > 0 => $"{prefix}{EnumWriter(type)}(ref writer, {value});",
        WireTypeKind.Enum => $"writer.WriteValue(({Keyword(type.UnderlyingKind)}){value});",
        WireTypeKind.Array or WireTypeKind.List or WireTypeKind.Set => $"{prefix}{ListWriter(type)}(ref writer, {value});",
        WireTypeKind.Dictionary => $"{prefix}{DictionaryWriter(type)}(ref writer, {value});",
        WireTypeKind.KeyValuePair => $"{prefix}{PairWriter(type)}(ref writer, {value});",
        WireTypeKind.Memory => $"writer.WriteBinary({value}.Span);",
        WireTypeKind.Record when type.IsMessagePackExplicit => $"global::Faust.Records.MessagePackRecord.Write<{type.Name}>(ref writer, {value});",
        WireTypeKind.Record => $"{type.Name}.WriteMessagePack(ref writer, {value});",
        _ => $"writer.WriteValue({value});",
    };
}
