using System.Text.RegularExpressions;

namespace Faust.Architecture.Tests;

public sealed partial class FileTests
{
    private const int MaxLines = 800;

    // Folders whose public types are in the namespace of their users: `using Faust` is all that a program needs.
    private static readonly string[] RootFolders =
        ["Annotations", "Topics", "Agents", "Tables", "Hosting", "Processing", "Codecs"];

    [Fact]
    public void No_file_of_code_is_longer_than_800_lines() =>
        Assert.DoesNotContain(Repository.Sources, f => Repository.ReadLines(f).Length > MaxLines);

    [Fact]
    public void No_file_names_a_package_source() =>
        Assert.Empty(Repository.Files.Where(f => Path.GetFileName(f).Equals("nuget.config", StringComparison.OrdinalIgnoreCase))
            .Concat(TextFilesWith(PackageSourcePattern())));

    [Fact]
    public void No_file_names_a_path_of_a_machine() => Assert.Empty(TextFilesWith(MachinePathPattern()));

    [Fact]
    public void Every_page_of_a_diagnostic_is_linked()
    {
        string index = Repository.Read("docs/diagnostics/README.md");
        string[] pages = [.. Repository.Files.Where(f => DiagnosticPagePattern().IsMatch(f)).Select(f => Path.GetFileName(f)!)];
        Assert.NotEmpty(pages);
        Assert.All(pages, p => Assert.Contains($"]({p})", index));
    }

    [Fact]
    public void Links_between_pages_lead_somewhere()
    {
        var broken = new List<string>();
        foreach (string page in Repository.Files.Where(f => f.EndsWith(".md", StringComparison.Ordinal)))
        {
            foreach (Match link in LinkPattern().Matches(Repository.Read(page)))
            {
                string target = Path.Combine(Repository.Root, Path.GetDirectoryName(page)!, link.Groups[1].Value);
                if (!File.Exists(target) && !Directory.Exists(target)) broken.Add($"{page}: {link.Groups[1].Value}");
            }
        }

        Assert.Empty(broken);
    }

    [Fact]
    public void Namespaces_are_file_scoped_and_follow_folders()
    {
        var wrong = new List<string>();
        foreach (string file in Repository.Sources.Where(f => f.StartsWith("src/", StringComparison.Ordinal)))
        {
            string text = Repository.Read(file);
            Match declared = NamespacePattern().Match(text);
            if (!declared.Success)
            {
                wrong.Add($"{file}: no file-scoped namespace");
                continue;
            }

            string[] parts = file.Split('/');
            string root = parts[1] == "Faust.Runtime" ? "Faust" : parts[1];
            string expected = string.Join('.', parts[2..^1].Prepend(root));
            bool isPublic = PublicTypePattern().IsMatch(text);
            string actual = declared.Groups[1].Value;
            bool isAllowed = actual == expected
                || (isPublic && root == "Faust" && actual == "Faust" && RootFolders.Contains(parts[2]))
                || (isPublic && root == "Faust" && actual == "Microsoft.Extensions.Hosting" && file.EndsWith("Extensions.cs", StringComparison.Ordinal))
                // What a program uses of a provider: its options, and the method that chooses it.
                || (isPublic && root is "Faust.RocksDb" && actual == "Faust" && parts.Length == 3)
                // How a provider is chosen is said with `using Faust` alone.
                || (isPublic && actual == "Faust" && file.EndsWith("FaustBuilderExtensions.cs", StringComparison.Ordinal))
                // Rules and fixes are one to a file in folders by subject, and in one namespace.
                || (root is "Faust.Analyzers" or "Faust.CodeFixes" && actual == root);
            // The other part of a partial type says no more than `partial class`.
            bool isPart = Path.GetFileNameWithoutExtension(file).Contains('.', StringComparison.Ordinal);
            if (!isAllowed && !isPart) wrong.Add($"{file}: {actual}, not {expected}");
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Files_hold_one_public_type()
    {
        IEnumerable<string> crowded = Repository.Sources
            .Where(f => f.StartsWith("src/", StringComparison.Ordinal))
            .Where(f => PublicTypePattern().Matches(Repository.Read(f)).Select(m => m.Groups[1].Value).Distinct().Count() > 1);
        Assert.Empty(crowded);
    }

    private static IEnumerable<string> TextFilesWith(Regex pattern) => Repository.TextFiles
        .SelectMany(f => Repository.ReadLines(f).Select((line, i) => (f, line, i)))
        .Where(l => pattern.IsMatch(l.line) && !l.line.Contains("GeneratedRegex", StringComparison.Ordinal))
        .Select(l => $"{l.f}:{l.i + 1}: {l.line.Trim()}");

    [GeneratedRegex("<packageSources|<RestoreSources>|api\\.nuget\\.org|index\\.json")]
    private static partial Regex PackageSourcePattern();

    [GeneratedRegex("""(^|[\s"'=(`])(/home/|/root/|/work/|/Users/|/mnt/|[A-Z]:\\)""")]
    private static partial Regex MachinePathPattern();

    [GeneratedRegex("^docs/diagnostics/FAUST[0-9]{4}\\.md$")]
    private static partial Regex DiagnosticPagePattern();

    [GeneratedRegex("""\]\((?!https?://|#)([^)#\s]+)(#[^)\s]*)?\)""")]
    private static partial Regex LinkPattern();

    [GeneratedRegex("^namespace ([A-Za-z.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespacePattern();

    // At the margin: a type of its own, not one inside another.
    [GeneratedRegex("^public (?:(?:static|sealed|abstract|partial|readonly|ref) )*(?:class|struct|record struct|record|interface|enum|delegate \\S+) (\\w+)", RegexOptions.Multiline)]
    private static partial Regex PublicTypePattern();
}
