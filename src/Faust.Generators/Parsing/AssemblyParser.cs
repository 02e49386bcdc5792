using System.Text;
using Faust.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Faust.Generators.Parsing;

/// <summary>Reads what generation needs to know of the assembly.</summary>
internal static class AssemblyParser
{
    public static AssemblyModel Parse(Compilation compilation) => new()
    {
        Namespace = "Faust.Generated.Modules." + Identifier(compilation.AssemblyName ?? ""),
        ReferencesRuntime = compilation.SourceModule.ReferencedAssemblySymbols.Any(a => a.Name == TopologySymbols.RuntimeAssembly),
        References = ModuleReferenceParser.Parse(compilation),
    };

    private static string Identifier(string name)
    {
        var identifier = new StringBuilder(name.Length + 1);
        foreach (char c in name) identifier.Append(char.IsLetterOrDigit(c) ? c : '_');
        return identifier.Length == 0 || char.IsDigit(identifier[0]) ? "_" + identifier : identifier.ToString();
    }
}
