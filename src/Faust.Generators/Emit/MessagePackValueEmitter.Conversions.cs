using Faust.Generators.Model;

namespace Faust.Generators.Emit;

internal sealed partial class MessagePackValueEmitter
{
    private string TupleWriter(WireTypeModel type)
    {
        var locals = new LocalNames("writer", "items");
        IEnumerable<string> writes = type.Items.Select((item, i) =>
            Write(item, $"items.Item{i + 1}", $"item {i + 1} of a tuple", $"item{i + 1}", locals, ""));
        return Method("Write", type, name => $$"""
            public static void {{name}}(ref {{WriterType}} writer, {{type.Name}} items)
            {
                writer.WriteArrayHeader({{type.Items.Count}});
                {{Indent(string.Join("\n", writes), 1)}}
            }
            """);
    }

    private string TupleReader(WireTypeModel type)
    {
        IEnumerable<string> reads = type.Items.Select((item, i) => $"{item.VariableType} item{i + 1} = {Read(item, -1, "")};");
        string all = string.Join(", ", type.Items.Select((_, i) => $"item{i + 1}"));
        return Method("Read", type, name => $$"""
            public static {{type.Name}} {{name}}(ref {{ReaderType}} reader)
            {
                reader.ReadArrayHeader({{type.Items.Count}});
                {{Indent(string.Join("\n", reads), 1)}}
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
        WireTypeModel wire = type.Element!;
        string read = $"{wire.VariableType} wire = {Read(wire, -1, "")};";
        if (wire.Kind > WireTypeKind.Enum) read = $"reader.PushDepth();\n{read}\nreader.PopDepth();";
        return Method("Read", type, name => $$"""
            public static {{type.Name}} {{name}}(ref {{ReaderType}} reader)
            {
                int start = reader.Position;
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

    private string CustomReader(WireTypeModel type) => Method("Read", type, name => $$"""
        public static {{type.Name}} {{name}}(ref {{ReaderType}} reader)
        {
            int start = reader.Position;
            reader.PushDepth();
            try
            {
                {{type.Name}} value = {{type.Converter}}.ReadMessagePack(ref reader);
                reader.PopDepth();
                return value;
            }
            catch (global::System.Exception e) when (e is not global::Faust.Records.RecordFormatException && e is {{Conversion}})
            {
                throw reader.NotConverted("{{type.Id}}", start, e);
            }
        }
        """);

    private string JsonTextWriter(WireTypeModel type)
    {
        string write = _json.WriteSome(type, "value");
        return Method("Write", type, name => $$"""
            public static void {{name}}(ref {{WriterType}} packed, {{type.Name}} value)
            {
                using global::Faust.Generated.RentedBuffer json = global::Faust.Generated.RentedBuffer.Rent();
                var writer = new {{JsonValueEmitter.WriterType}}(json.Buffer);
                {{Indent(write, 1)}}
                writer.Complete();
                packed.WriteUtf8(json.Bytes);
            }
            """);
    }

    private string JsonTextReader(WireTypeModel type)
    {
        string read = _json.Read(type with { AllowsNull = false });
        return Method("Read", type, name => $$"""
            public static {{type.Name}} {{name}}(ref {{ReaderType}} packed)
            {
                int start = packed.Position;
                var reader = new {{JsonValueEmitter.ReaderType}}(packed.ReadUtf8());
                try
                {
                    {{type.Name}} value = {{read}};
                    reader.ReadEnd();
                    return value;
                }
                catch (global::Faust.Records.RecordFormatException e)
                {
                    throw packed.NotJson("{{type.Id}}", start, e);
                }
            }
            """);
    }
}
