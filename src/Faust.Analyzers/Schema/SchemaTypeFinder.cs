using Microsoft.CodeAnalysis;

namespace Faust.Analyzers.Schema;

/// <summary>Finds types by their C# names: <c>App.Outer&lt;T&gt;.Inner</c>.</summary>
internal static class SchemaTypeFinder
{
    public static IEnumerable<INamedTypeSymbol> Find(IAssemblySymbol assembly, string name)
    {
        IEnumerable<INamespaceOrTypeSymbol> found = [assembly.GlobalNamespace];
        foreach ((string part, int arity) in Split(name))
        {
            found = found.SelectMany(f => f.GetMembers(part))
                .OfType<INamespaceOrTypeSymbol>()
                .Where(m => (m as INamedTypeSymbol)?.Arity is not { } own || own == arity)
                .ToList();
        }

        return found.OfType<INamedTypeSymbol>();
    }

    private static IEnumerable<(string Part, int Arity)> Split(string name)
    {
        int start = 0, depth = 0, arity = 0, end = -1;
        for (int i = 0; i <= name.Length; i++)
        {
            char c = i < name.Length ? name[i] : '.';
            if (c == '<' && depth++ == 0) (arity, end) = (1, i);
            else if (c == '>') depth--;
            else if (c == ',' && depth == 1) arity++;
            else if (c == '.' && (depth == 0 || i == name.Length))
            {
                yield return (name.Substring(start, (end < 0 ? i : end) - start).Trim().TrimStart('@'), arity);
                (start, arity, end) = (i + 1, 0, -1);
            }
        }
    }
}
