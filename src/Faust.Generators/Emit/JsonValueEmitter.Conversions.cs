using Faust.Generators.Model;

namespace Faust.Generators.Emit;

internal sealed partial class JsonValueEmitter
{
    private string TupleWriter(WireTypeModel type)
    {
        var locals = new LocalNames("writer", "items");
        List<string> writes = [];
        for (int i = 0; i < type.Items.Count; i++)
        {
            writes.Add($"writer.WriteRaw((byte)'{(i == 0 ? '[' : ',')}');");
            writes.Add(Write(type.Items[i], $"items.Item{i + 1}", $"item {i + 1} of a tuple", $"item{i + 1}", locals, ""));
        }

        return Method("Write", type, name => $$"""
            public static void {{name}}(ref {{WriterType}} writer, {{type.Name}} items)
            {
                {{Indent(string.Join("\n", writes), 1)}}
                writer.WriteRaw((byte)']');
            }
            """);
    }

    private string TupleReader(WireTypeModel type)
    {
        int count = type.Items.Count;
        List<string> reads = [];
        List<string> locals = [];
        foreach (WireTypeModel item in type.Items)
        {
            locals.Add($"item{locals.Count + 1}");
            reads.Add($"reader.ReadElementOf({count});");
            reads.Add($"{item.VariableType} {locals[locals.Count - 1]} = {Read(item, -1, "")};");
        }

        string all = string.Join(", ", locals);
        return Method("Read", type, name => $$"""
            public static {{type.Name}} {{name}}(ref {{ReaderType}} reader)
            {
                reader.ReadStartArray();
                {{Indent(string.Join("\n", reads), 1)}}
                reader.ReadEndArray({{count}});
                return {{(type.Name[0] == '(' ? "" : "new " + type.Name)}}({{all}});
            }
            """);
    }

    private string ConvertedWriter(WireTypeModel type)
    {
        var locals = new LocalNames("writer", "value");
        string write = Write(type.Element!, $"{type.Converter}.ToWire(value)", $"what {type.Id} is written as", "wire", locals, "");
        if (type.Element!.Kind > WireTypeKind.Enum) write = $"writer.PushDepth();\n{write}\nwriter.PopDepth();";
        return Method("Write", type, name => $$"""
            public static void {{name}}(ref {{WriterType}} writer, {{type.Name}} value)
            {
                {{Indent(write, 1)}}
            }
            """);
    }

    // What a converter throws has no place; the reader adds it. The depth is counted, as a converter may lead back to the record it is in.
    private string ConvertedReader(WireTypeModel type)
    {
        if (type.Kind == WireTypeKind.Custom)
        {
            return Method("Read", type, name => $$"""
                public static {{type.Name}} {{name}}(ref {{ReaderType}} reader)
                {
                    int start = reader.StartValue();
                    reader.PushDepth();
                    try
                    {
                        {{type.Name}} value = {{type.Converter}}.ReadJson(ref reader);
                        reader.PopDepth();
                        return value;
                    }
                    catch (global::System.Exception e) when (e is not global::Faust.Records.RecordFormatException && e is {{Conversion}})
                    {
                        throw reader.NotConverted("{{type.Id}}", start, e);
                    }
                }
                """);
        }

        WireTypeModel wire = type.Element!;
        string read = $"{wire.VariableType} wire = {Read(wire, -1, "")};";
        if (wire.Kind > WireTypeKind.Enum) read = $"reader.PushDepth();\n{read}\nreader.PopDepth();";
        return Method("Read", type, name => $$"""
            public static {{type.Name}} {{name}}(ref {{ReaderType}} reader)
            {
                int start = reader.StartValue();
                {{Indent(read, 1)}}
                try
                {
                    return {{type.Converter}}.FromWire(wire);
                }
                catch (global::System.Exception e) when (e is {{Conversion}})
                {
                    throw reader.NotConverted("{{type.Id}}", start, e);
                }
            }
            """);
    }

    private string ContextInfo(WireTypeModel type) => Method("InfoOf", type, name => $"""
        public static readonly global::System.Text.Json.Serialization.Metadata.JsonTypeInfo<{type.Name}> {name} =
            global::Faust.Records.RecordJsonContext.Find<{type.Name}>({type.Converter}.Default);
        """);

    private string WriteKey(WireTypeModel key, string value) => key.Kind switch
    {
        WireTypeKind.Enum when key.EnumTexts.Count > 0 => $"{EnumNameWriter(key)}(ref writer, {value});",
        WireTypeKind.Enum => $"writer.WritePropertyName(({Keyword(key.UnderlyingKind)}){value});",
        WireTypeKind.Text => $"writer.WriteTextPropertyName({value});",
        WireTypeKind.Converted => WriteKey(key.Element!, $"{key.Converter}.ToWire({value})"),
        _ => $"writer.WritePropertyName({value});",
    };

    private string ParseKey(WireTypeModel key) => key.Kind switch
    {
        WireTypeKind.Enum => $"{EnumParser(key)}(ref reader, name)",
        WireTypeKind.Text => $"reader.ParseText<{key.Name}>(name)",
        WireTypeKind.Converted => $"{ConvertedParser(key)}(ref reader, name)",
        _ => $"reader.Parse{key.Kind}(name)",
    };

    private string ConvertedParser(WireTypeModel key)
    {
        string parse = ParseKey(key.Element!);
        return Method("Parse", key, name => $$"""
            public static {{key.Name}} {{name}}(ref {{ReaderType}} reader, scoped global::System.ReadOnlySpan<byte> name)
            {
                {{key.Element!.Name}} wire = {{parse}};
                try
                {
                    return {{key.Converter}}.FromWire(wire);
                }
                catch (global::System.Exception e) when (e is {{Conversion}})
                {
                    throw reader.NotConverted("{{key.Id}}", reader.Position, e);
                }
            }
            """);
    }
}
