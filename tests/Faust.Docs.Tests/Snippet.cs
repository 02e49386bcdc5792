using System.Globalization;
using System.Text.RegularExpressions;

namespace Faust.Docs.Tests;

/// <summary>A block of C# in a page. Its first line says how it is compiled: <c>compile</c> (declarations, with those of the blocks before it
/// on the page), <c>compile=program</c> (a whole program of its own), or not at all.</summary>
/// <param name="Name">The page and the line.</param>
/// <param name="Text">The code.</param>
/// <param name="IsProgram">Whether it stands for itself.</param>
internal sealed partial record Snippet(string Name, string Text, bool IsProgram)
{
    public static string Root { get; } = FindRoot();

    public static IEnumerable<string> Pages { get; } =
        [.. Directory.EnumerateFiles(Root, "*.md").Concat(Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md"))
            .Select(p => Path.GetRelativePath(Root, p).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    public static IReadOnlyList<Snippet> Read(string page)
    {
        string text = File.ReadAllText(Path.Combine(Root, page)).ReplaceLineEndings("\n");
        return [.. BlockPattern().Matches(text).Select(m => new Snippet(
            string.Create(CultureInfo.InvariantCulture, $"{page}:{text.AsSpan(0, m.Index).Count('\n') + 1}"),
            m.Groups["code"].Value,
            m.Groups["kind"].Value == "compile=program"))];
    }

    private static string FindRoot()
    {
        string? directory = AppContext.BaseDirectory;
        while (directory is not null && !File.Exists(Path.Combine(directory, "Faust.Generated.sln"))) directory = Path.GetDirectoryName(directory);
        return directory ?? throw new InvalidOperationException("The tests do not run from inside the repository.");
    }

    [GeneratedRegex("^```csharp (?<kind>compile(=program)?)\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex BlockPattern();
}
