using Faust.Generators.Model;

namespace Faust.Generators.Emit;

internal sealed partial class JsonValueEmitter
{
    private string ArrayReader(WireTypeModel type)
    {
        string read = Read(type.Element!, -1, "");
        return Method("Read", type, name => $$"""
            public static {{type.Name}} {{name}}(ref {{ReaderType}} reader)
            {
                {{type.Name}} items = [];
                int count = 0;
                reader.ReadStartArray();
                while (reader.ReadElement())
                {
                    if (count == items.Length) global::System.Array.Resize(ref items, global::System.Math.Max(4, count * 2));
                    items[count++] = {{read}};
                }

                if (count < items.Length) global::System.Array.Resize(ref items, count);
                return items;
            }
            """);
    }

    private string ListReader(WireTypeModel type)
    {
        string read = Read(type.Element!, -1, "");
        return Method("Read", AsImplemented(type), name => $$"""
            public static {{type.Implementation}} {{name}}(ref {{ReaderType}} reader)
            {
                var items = {{Builder(type)}};
                reader.ReadStartArray();
                while (reader.ReadElement()) items.{{type.AddMethod}}({{read}});
                return {{type.Result ?? "items"}};
            }
            """);
    }

    private string DictionaryReader(WireTypeModel type)
    {
        string read = Read(type.Element!, -1, "");
        string key = ParseKey(type.Key!);
        return Method("Read", AsImplemented(type), name => $$"""
            public static {{type.Implementation}} {{name}}(ref {{ReaderType}} reader)
            {
                var items = {{Builder(type)}};
                reader.ReadStartObject();
                while (reader.ReadName(out global::System.ReadOnlySpan<byte> name)) items[{{key}}] = {{read}};
                return {{type.Result ?? "items"}};
            }
            """);
    }

    private string ListWriter(WireTypeModel type)
    {
        bool indexed = type.IsIndexed || type.Kind == WireTypeKind.Array;
        var locals = new LocalNames("writer", "items", "item", "i", "first");
        string write = Write(type.Element!, indexed ? "items[i]" : "item", "an element of " + type.Id, "element", locals, "");
        string check = type.IsValueType ? $"\n    if (items.IsDefault) throw writer.UnexpectedNull(\"{type.Id}\");" : "";
        string length = type.Kind == WireTypeKind.Array ? "Length" : "Count";
        string all = type.IsReversed ? "global::System.Linq.Enumerable.Reverse(items)" : "items";
        return Method("Write", type, name => indexed
            ? $$"""
            public static void {{name}}(ref {{WriterType}} writer, {{type.Name}} items)
            {
                writer.WriteRaw((byte)'[');
                for (int i = 0; i < items.{{length}}; i++)
                {
                    if (i > 0) writer.WriteRaw((byte)',');
                    {{Indent(write, 2)}}
                }

                writer.WriteRaw((byte)']');
            }
            """
            : $$"""
            public static void {{name}}(ref {{WriterType}} writer, {{type.Name}} items)
            {{{check}}
                bool first = true;
                writer.WriteRaw((byte)'[');
                foreach ({{type.Element!.VariableType}} item in {{all}})
                {
                    if (!first) writer.WriteRaw((byte)',');
                    first = false;
                    {{Indent(write, 2)}}
                }

                writer.WriteRaw((byte)']');
            }
            """);
    }

    private string DictionaryWriter(WireTypeModel type)
    {
        var locals = new LocalNames("writer", "items", "item", "first");
        string write = Write(type.Element!, "item.Value", "a value of " + type.Id, "element", locals, "");
        WireTypeModel key = type.Key!;
        string writeKey = WriteKey(key, "item.Key");
        string pair = $"global::System.Collections.Generic.KeyValuePair<{key.Name}, {type.Element!.VariableType}>";
        return Method("Write", type, name => $$"""
            public static void {{name}}(ref {{WriterType}} writer, {{type.Name}} items)
            {
                bool first = true;
                writer.WriteRaw((byte)'{');
                foreach ({{pair}} item in items)
                {
                    if (!first) writer.WriteRaw((byte)',');
                    first = false;
                    {{writeKey}}
                    {{Indent(write, 2)}}
                }

                writer.WriteRaw((byte)'}');
            }
            """);
    }

    private string PairWriter(WireTypeModel type)
    {
        var locals = new LocalNames("writer", "item");
        string key = Write(type.Key!, "item.Key", "a key of " + type.Id, "key", locals, "");
        string value = Write(type.Element!, "item.Value", "a value of " + type.Id, "element", locals, "");
        return Method("Write", type, name => $$"""
            public static void {{name}}(ref {{WriterType}} writer, {{type.Name}} item)
            {
                writer.WriteRaw({{Utf8Literal.OfJson("{" + Utf8Literal.JsonName(type.PairNames.Key))}});
                {{Indent(key, 1)}}
                writer.WriteRaw({{Utf8Literal.OfJson("," + Utf8Literal.JsonName(type.PairNames.Value))}});
                {{Indent(value, 1)}}
                writer.WriteRaw((byte)'}');
            }
            """);
    }

    private string PairReader(WireTypeModel type)
    {
        (string key, string value) = type.PairNames;
        string readKey = Read(type.Key!, -1, "");
        string readValue = Read(type.Element!, -1, "");
        string checks = Check(type.Key!, "key", key) + Check(type.Element!, "value", value);
        return Method("Read", type, name => $$"""
            public static {{type.Name}} {{name}}(ref {{ReaderType}} reader)
            {
                {{type.Key!.VariableType}} key = default;
                {{type.Element!.VariableType}} value = default;
                if (reader.TryRead({{Utf8Literal.OfJson("{" + Utf8Literal.JsonName(key))}}))
                {
                    key = {{readKey}};
                    if (reader.TryRead({{Utf8Literal.OfJson("," + Utf8Literal.JsonName(value))}})) value = {{readValue}};
                }
                else
                {
                    reader.ReadStartObject();
                }

                while (reader.ReadName(out global::System.ReadOnlySpan<byte> name))
                {
                    switch (name.Length)
                    {
                        case {{key.Length}} when name.SequenceEqual("{{key}}"u8):
                            key = {{readKey}};
                            break;
                        case {{value.Length}} when name.SequenceEqual("{{value}}"u8):
                            value = {{readValue}};
                            break;
                        default:
                            reader.SkipValue();
                            break;
                    }
                }
            {{checks}}
                return new {{type.Name}}(key, value);
            }
            """);

        static string Check(WireTypeModel part, string local, string wireName) => part.HasInvalidDefault
            ? $"\n    if ({local}{(part.IsValueType ? ".IsDefault" : " is null")}) throw reader.MissingMember(\"{wireName}\", \"KeyValuePair\");"
            : "";
    }
}
