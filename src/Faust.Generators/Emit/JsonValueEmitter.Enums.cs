using System.Text;
using Faust.Generators.Model;

namespace Faust.Generators.Emit;

internal sealed partial class JsonValueEmitter
{
    private string EnumWriter(WireTypeModel type) => Method("Write", type, name => EnumTextWriter(name, type, "\"", "WriteValue", ""));

    private string EnumNameWriter(WireTypeModel type) =>
        Method("WriteNameOf", type, name => EnumTextWriter(name, type, "\":", "WritePropertyName", ", isName: true"));

    private string EnumTextWriter(string name, WireTypeModel type, string end, string writeNumber, string isName)
    {
        var cases = new StringBuilder();
        foreach (EnumMemberModel member in type.EnumTexts)
        {
            string text = Utf8Literal.JsonName(member.WireName);
            text = text.Substring(0, text.Length - 2) + end;
            cases.Append($"        case {Constant(type, member)}: writer.WriteRaw({Utf8Literal.Quote(text)}u8); break;\n");
        }

        string number = $"writer.{writeNumber}(({Keyword(type.UnderlyingKind)})value)";
        string other = type.Flags.Count == 0
            ? $"        default: {number}; break;"
            : $"""
                    default:
                        if (!{FlagNames(type)}.TryWriteJson(ref writer, unchecked((ulong)value){isName})) {number};
                        break;
            """;
        return $$"""
            public static void {{name}}(ref {{WriterType}} writer, {{type.Name}} value)
            {
                switch (value)
                {
            {{cases}}{{other}}
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

    private string EnumParser(WireTypeModel written)
    {
        WireTypeModel type = written with { EnumTexts = default };
        string? flags = type.Flags.Count == 0 ? null : FlagNames(type);
        return Method("Parse", type, name =>
        {
            var cases = new StringBuilder();
            foreach (EnumMemberModel member in type.EnumMembers)
            {
                cases.Append($"        case {Encoding.UTF8.GetByteCount(member.WireName)} when name.SequenceEqual({Utf8Literal.Quote(member.WireName)}u8): ");
                cases.Append($"return {Constant(type, member)};\n");
            }

            string combined = flags is null
                ? ""
                : $"        case > 0 when {flags}.TryParse(name, out ulong bits): return unchecked(({type.Name})bits);\n";
            return $$"""
                public static {{type.Name}} {{name}}(ref {{ReaderType}} reader, scoped global::System.ReadOnlySpan<byte> name)
                {
                    switch (name.Length)
                    {
                {{cases}}        case > 0 when name[0] is (byte)'-' or (>= (byte)'0' and <= (byte)'9'): return ({{type.Name}})reader.Parse{{type.UnderlyingKind}}(name);
                {{combined}}        default: throw reader.UnknownEnumName(name, "{{type.Id}}");
                    }
                }
                """;
        });
    }
}
