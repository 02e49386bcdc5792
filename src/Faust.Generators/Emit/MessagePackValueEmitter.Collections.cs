using Faust.Generators.Model;

namespace Faust.Generators.Emit;

internal sealed partial class MessagePackValueEmitter
{
    // What a header claims is at most the bytes that are left. Arrays within arrays could each claim those again, so room is made for
    // few at first.
    private const int MaxInitialCapacity = 64;

    private const string Linq = "global::System.Linq.Enumerable.";

    private static readonly string[] Uncounted =
    [
        "Generic.IEnumerable<", "Immutable.ImmutableQueue<", "Immutable.IImmutableQueue<", "Immutable.ImmutableStack<", "Immutable.IImmutableStack<",
        "Concurrent.",
    ];

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
        var locals = new LocalNames("writer", "items", "item", "i", "list");
        string write = Write(type.Element!, indexed ? "items[i]" : "item", "an element of " + type.Id, "element", locals, "");
        string check = isImmutableArray ? $"\n    if (items.IsDefault) throw writer.UnexpectedNull(\"{type.Id}\");" : "";

        string all = type.IsReversed ? Linq + "Reverse(items)" : "items";
        string list = type.IsReversed || !IsCounted(type) ? $"\n    {type.Element!.VariableType}[] list = {Linq}ToArray({all});" : "";
        string items = list.Length == 0 ? "items" : "list";
        string length = isArray || isImmutableArray || list.Length > 0 ? "Length" : "Count";
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
        string list = IsCounted(type) ? "" : $"\n    {pair}[] list = {Linq}ToArray(items);";
        (string items, string length) = IsCounted(type) ? ("items", "Count") : ("list", "Length");
        return Method("Write", type, name => $$"""
            public static void {{name}}(ref {{WriterType}} writer, {{type.Name}} items)
            {{{list}}
                writer.WriteMapHeader({{items}}.{{length}});
                foreach ({{pair}} item in {{items}})
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

    // Whether what says its count is what is enumerated then: others have none, or threads that add to them meanwhile.
    private static bool IsCounted(WireTypeModel type) => !Uncounted.Any(u => type.Name.StartsWith("global::System.Collections." + u, StringComparison.Ordinal));

    private static string BuilderOf(WireTypeModel type)
    {
        string implementation = type.Implementation!;
        bool takesCapacity = type.Builder is null
            && WithCapacity.Any(c => implementation.StartsWith($"global::System.Collections.Generic.{c}<", StringComparison.Ordinal));
        return takesCapacity ? $"new {implementation}(global::System.Math.Min(count, {MaxInitialCapacity}))" : Builder(type);
    }
}
