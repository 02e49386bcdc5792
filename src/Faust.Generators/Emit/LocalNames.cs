using Faust.Generators.Helpers;
using Faust.Generators.Parsing;

namespace Faust.Generators.Emit;

/// <summary>Names of one method's locals, each given once.</summary>
internal sealed class LocalNames(params string[] taken)
{
    private readonly HashSet<string> _taken = new(taken, StringComparer.Ordinal);

    /// <summary>A name like <paramref name="member"/>'s in camel case, with a number where that is taken.</summary>
    public string For(string member, string prefix = "")
    {
        string name = prefix.Length == 0 ? CamelCase.Convert(member.TrimStart('@')) : prefix + member.TrimStart('@');
        string free = name;
        for (int i = 2; !_taken.Add(free); i++) free = name + i;
        return TypeDeclarationParser.Escape(free);
    }
}
