using Faust.Generators.Model;

namespace Faust.Generators.Parsing;

/// <summary>How collections of the framework are created and filled.</summary>
internal static class CollectionForm
{
    private const string Generic = "global::System.Collections.Generic.";
    private const string Immutable = "global::System.Collections.Immutable.";

    /// <summary>Completes the model of a collection.</summary>
    /// <param name="model">The model without its <see cref="WireTypeModel.Id"/> and <see cref="WireTypeModel.Implementation"/>.</param>
    /// <param name="name">The simple name of the type.</param>
    /// <param name="arguments">The type arguments as C#.</param>
    /// <param name="of">The type arguments as part of an identifier.</param>
    public static WireTypeModel Apply(WireTypeModel model, string name, string arguments, string of)
    {
        switch (name)
        {
            case "LinkedList":
                return Own(model, name, of) with { AddMethod = "AddLast" };
            case "Queue" or "ConcurrentQueue":
                return Own(model, name, of) with { AddMethod = "Enqueue" };
            case "Stack" or "ConcurrentStack":
                return Own(model, name, of) with { AddMethod = "Push", IsReversed = true };
            case "SortedSet" or "SortedDictionary" or "SortedList" or "OrderedDictionary" or "ConcurrentBag" or "ConcurrentDictionary" or "Collection"
                or "ObservableCollection":
                return Own(model, name, of);
            case "ImmutableArray" or "ImmutableList" or "ImmutableHashSet" or "ImmutableSortedSet" or "ImmutableDictionary" or "ImmutableSortedDictionary":
                return Own(model, name, of) with
                {
                    Builder = $"{Immutable}{name}.CreateBuilder<{arguments}>()",
                    Result = name == "ImmutableArray" ? "items.DrainToImmutable()" : "items.ToImmutable()",
                };
            case "IImmutableList" or "IImmutableSet" or "IImmutableDictionary" or "IImmutableQueue" or "IImmutableStack":
                string implementation = name == "IImmutableSet" ? "ImmutableHashSet" : name.Substring(1);
                WireTypeModel read = model with { Name = $"{Immutable}{implementation}<{arguments}>" };
                return Apply(read, implementation, arguments, of) with { Name = model.Name };
            case "ImmutableQueue" or "ImmutableStack":
                return Own(model, name, of) with
                {
                    Builder = New("List", arguments),
                    Result = $"{Immutable}{name}.CreateRange(items)",
                    IsReversed = name == "ImmutableStack",
                };
            case "FrozenSet" or "FrozenDictionary":
                return Own(model, name, of) with
                {
                    Builder = New(name == "FrozenSet" ? "HashSet" : "Dictionary", arguments),
                    Result = $"global::System.Collections.Frozen.{name}.To{name}(items)",
                };
            case "ReadOnlyCollection" or "ReadOnlySet" or "ReadOnlyDictionary":
                string inner = name switch { "ReadOnlyCollection" => "List", "ReadOnlySet" => "HashSet", _ => "Dictionary" };
                return Own(model, name, of) with { Builder = New(inner, arguments), Result = $"new {model.Name}(items)" };
        }

        (string created, string id) = model.Kind switch
        {
            WireTypeKind.Set => ("HashSet", "Set" + of),
            WireTypeKind.Dictionary => ("Dictionary", "Dictionary" + of),
            _ => ("List", "List" + of),
        };
        return model with { Id = id, Implementation = $"{Generic}{created}<{arguments}>" };
    }

    private static WireTypeModel Own(WireTypeModel model, string name, string of) => model with { Id = name + of, Implementation = model.Name };

    private static string New(string name, string arguments) => $"new {Generic}{name}<{arguments}>()";
}
