using System.Text;
using Faust.Generators.Model;

namespace Faust.Generators.Emit;

internal sealed partial class MessagePackValueEmitter
{
    private string EnumWriter(WireTypeModel type) => Method("Write", type, name =>
    {
        var cases = new StringBuilder();
        foreach (EnumMemberModel member in type.EnumTexts)
        {
            cases.Append($"        case {Constant(type, member)}: writer.WriteUtf8({Utf8Literal.Quote(member.WireName)}u8); break;\n");
        }

        string number = $"writer.WriteValue(({Keyword(type.UnderlyingKind)})value)";
        string other = type.Flags.Count == 0
            ? $"        default: {number}; break;"
            : $"""
                    default:
                        if (!{FlagNames(type)}.TryWriteMessagePack(ref writer, unchecked((ulong)value))) {number};
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
    });

    // Enums are read from numbers and names however they are written.
    private string EnumReader(WireTypeModel written)
    {
        WireTypeModel type = written with { EnumTexts = default };
        string? flags = type.Flags.Count == 0 ? null : FlagNames(type);
        return Method("Read", type, name =>
        {
            var cases = new StringBuilder();
            foreach (EnumMemberModel member in type.EnumMembers)
            {
                cases.Append($"        case {Encoding.UTF8.GetByteCount(member.WireName)} when name.SequenceEqual({Utf8Literal.Quote(member.WireName)}u8): ");
                cases.Append($"return {Constant(type, member)};\n");
            }

            if (flags is not null) cases.Append($"        case > 0 when {flags}.TryParse(name, out ulong bits): return unchecked(({type.Name})bits);\n");
            return $$"""
                public static {{type.Name}} {{name}}(ref {{ReaderType}} reader)
                {
                    if (!reader.TryReadEnumName(out global::System.ReadOnlySpan<byte> name)) return ({{type.Name}})reader.Read{{type.UnderlyingKind}}();
                    switch (name.Length)
                    {
                {{cases}}        default: throw reader.UnknownEnumName(name, "{{type.Id}}");
                    }
                }
                """;
        });
    }
}
