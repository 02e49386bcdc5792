using Microsoft.CodeAnalysis;

namespace Faust.Generators.Parsing;

/// <summary>Finds records that can contain themselves.</summary>
internal static class RecordGraph
{
    /// <summary>
    /// Whether <paramref name="type"/> is among the types that its members lead to. Generic types are walked by their definitions and
    /// their arguments, which ends even where they nest in ever longer forms, and at worst calls a type recursive that is not.
    /// </summary>
    public static bool IsRecursive(INamedTypeSymbol type, JsonTypeParser types)
    {
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var open = new Stack<ITypeSymbol>(MemberTypes(type));
        while (open.Count > 0)
        {
            switch (open.Pop())
            {
                case IArrayTypeSymbol array:
                    open.Push(array.ElementType);
                    break;
                case INamedTypeSymbol named:
                    if (SymbolEqualityComparer.Default.Equals(named.OriginalDefinition, type.OriginalDefinition)) return true;
                    foreach (ITypeSymbol argument in named.TypeArguments) open.Push(argument);
                    if (types.IsRecord(named) && seen.Add(named.OriginalDefinition))
                    {
                        foreach (ITypeSymbol member in MemberTypes(named.OriginalDefinition)) open.Push(member);
                    }

                    break;
                default:
                    break;
            }
        }

        return false;
    }

    private static IEnumerable<ITypeSymbol> MemberTypes(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? t = type; t is not null && t.SpecialType != SpecialType.System_Object; t = t.BaseType)
        {
            foreach (ISymbol member in t.GetMembers())
            {
                if (member.IsStatic || member.DeclaredAccessibility != Accessibility.Public) continue;
                if (member is IPropertySymbol property) yield return property.Type;
                else if (member is IFieldSymbol field) yield return field.Type;
            }
        }
    }
}
