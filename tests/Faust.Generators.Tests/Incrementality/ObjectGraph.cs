using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Faust.Generators.Tests.Incrementality;

internal static class ObjectGraph
{
    /// <summary>Walks all that a value reaches. What is tested is the value itself: no class is the interface ISymbol.</summary>
    public static void AssertFreeOfCompilerTypes(object root)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var open = new Stack<(object Value, string Path)>([(root, root.GetType().Name)]);
        while (open.TryPop(out (object Value, string Path) item))
        {
            Assert.False(
                item.Value is ISymbol or SyntaxNode or SyntaxTree or SyntaxReference or Location or Compilation or SemanticModel or AttributeData or Delegate,
                $"{item.Path} is {item.Value.GetType()}");
            Type type = item.Value.GetType();
            if (type.IsPrimitive || type.IsEnum || item.Value is string || !seen.Add(item.Value)) continue;
            if (item.Value is IEnumerable items)
            {
                foreach (object? element in items)
                {
                    if (element is not null) open.Push((element, item.Path + "[]"));
                }
            }

            for (Type? t = type; t is not null; t = t.BaseType)
            {
                foreach (FieldInfo field in t.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                {
                    if (field.GetValue(item.Value) is { } value and not Pointer) open.Push((value, item.Path + "." + field.Name));
                }
            }
        }
    }
}
