using Faust.Generators.Model;

namespace Faust.Generators.Emit;

internal sealed partial class MessagePackValueEmitter
{
    // What a header claims is at most the bytes that are left. Arrays within arrays could each claim those again, so room is made for
    // few at first.
    private const int MaxInitialCapacity = 64;

    private static readonly string[] WithCapacity = ["List", "HashSet", "Dictionary", "Queue", "SortedList"];

    private string ArrayReader(WireTypeModel type)
    {
        string read = Read(type.Element!, -1, "");
        return Method("Read", type, name => $$"""
            public static {{type.Name}} {{name}}(ref {{ReaderType}} reader)
            {
                {{type.Name}} items = [];
                int count = reader.ReadArrayHeader();
                for (int i = 0; i < count; i++)
                {
                    if (i == items.Length) global::System.Array.Resize(ref items, global::System.Math.Min(count, global::System.Math.Max({{MaxInitialCapacity}}, i * 2)));
                    items[i] = {{read}};
                }

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
                int count = reader.ReadArrayHeader();
                var items = {{BuilderOf(type)}};
                for (int i = 0; i < count; i++) items.{{type.AddMethod}}({{read}});
                return {{type.Result ?? "items"}};
            }
            """);
    }

    private string DictionaryReader(WireTypeModel type)
    {
        // A key is never null, even where the user's code does not say so.
        string key = Read(type.Key! with { AllowsNull = false }, -1, "");
        string value = Read(type.Element!, -1, "");
        return Method("Read", AsImplemented(type), name => $$"""
            public static {{type.Implementation}} {{name}}(ref {{ReaderType}} reader)
            {
                int count = reader.ReadMapHeader();
                var items = {{BuilderOf(type)}};
                for (int i = 0; i < count; i++) items[{{key}}] = {{value}};
                return {{type.Result ?? "items"}};
            }
            """);
    }

    private string PairReader(WireTypeModel type)
    {
        string key = Read(type.Key!, -1, "");
        string value = Read(type.Element!, -1, "");
        return Method("Read", type, name => $$"""
            public static {{type.Name}} {{name}}(ref {{ReaderType}} reader)
            {
                reader.ReadArrayHeader(2);
                {{type.Key!.VariableType}} key = {{key}};
                return new {{type.Name}}(key, {{value}});
            }
            """);
    }

    private string ListWriter(WireTypeModel type)
    {
        bool isArray = type.Kind == WireTypeKind.Array;
        bool indexed = type.IsIndexed || isArray;
        bool isImmutableArray = type.IsValueType && !isArray;
        bool isCounted = !type.Name.StartsWith("global::System.Collections.Generic.IEnumerable<", StringComparison.Ordinal);
        var locals = new LocalNames("writer", "items", "item", "i", "list");
        string write = Write(type.Element!, indexed ? "items[i]" : "item", "an element of " + type.Id, "element", locals, "");
        string check = isImmutableArray ? $"\n    if (items.IsDefault) throw writer.UnexpectedNull(\"{type.Id}\");" : "";

        // The count comes first, and what is enumerated twice may differ.
        string list = isCounted ? "" : $"\n    var list = new {type.Implementation}(items);";
        string items = isCounted ? "items" : "list";
        string length = isArray || isImmutableArray ? "Length" : "Count";
        return Method("Write", type, name => indexed
            ? $$"""
            public static void {{name}}(ref {{WriterType}} writer, {{type.Name}} items)
            {
                writer.WriteArrayHeader(items.{{length}});
                for (int i = 0; i < items.{{length}}; i++)
                {
                    {{Indent(write, 2)}}
                }
            }
            """
            : $$"""
            public static void {{name}}(ref {{WriterType}} writer, {{type.Name}} items)
            {{{check}}{{list}}
                writer.WriteArrayHeader({{items}}.{{length}});
                foreach ({{type.Element!.VariableType}} item in {{items}})
                {
                    {{Indent(write, 2)}}
                }
            }
            """);
    }

    private string DictionaryWriter(WireTypeModel type)
    {
        var locals = new LocalNames("writer", "items", "item");
        string key = WriteSome(type.Key!, "item.Key", "");
        string value = Write(type.Element!, "item.Value", "a value of " + type.Id, "element", locals, "");
        string pair = $"global::System.Collections.Generic.KeyValuePair<{type.Key!.Name}, {type.Element!.VariableType}>";
        return Method("Write", type, name => $$"""
            public static void {{name}}(ref {{WriterType}} writer, {{type.Name}} items)
            {
                writer.WriteMapHeader(items.Count);
                foreach ({{pair}} item in items)
                {
                    {{Indent(key, 2)}}
                    {{Indent(value, 2)}}
                }
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
                writer.WriteArrayHeader(2);
                {{Indent(key, 1)}}
                {{Indent(value, 1)}}
            }
            """);
    }

    private static string BuilderOf(WireTypeModel type)
    {
        string implementation = type.Implementation!;
        bool takesCapacity = type.Builder is null
            && WithCapacity.Any(c => implementation.StartsWith($"global::System.Collections.Generic.{c}<", StringComparison.Ordinal));
        return takesCapacity ? $"new {implementation}(global::System.Math.Min(count, {MaxInitialCapacity}))" : Builder(type);
    }
}
