using System.Xml.Linq;

namespace Faust.Architecture.Tests;

/// <summary>The repository's files: those that Git tracks, or would.</summary>
internal static class Repository
{
    private static readonly string[] TextExtensions =
        [".cs", ".csproj", ".props", ".targets", ".md", ".json", ".sln", ".sh", ".txt", ".yml", ".editorconfig", ".gitignore", ".gitattributes"];

    // Those of .gitignore.
    private static readonly string[] IgnoredFolders =
        [".git", "artifacts", "bin", "obj", "TestResults", "BenchmarkDotNet.Artifacts", ".vs", ".idea"];

    public static string Root { get; } = FindRoot();

    /// <summary>As paths from the root with slashes.</summary>
    public static IReadOnlyList<string> Files { get; } = ListFiles();

    public static IReadOnlyList<string> Projects { get; } = [.. Files.Where(f => f.EndsWith(".csproj", StringComparison.Ordinal))];

    public static IEnumerable<string> TextFiles =>
        Files.Where(f => TextExtensions.Contains(Path.GetExtension(f), StringComparer.Ordinal) || f == ".ci/run" || Path.GetFileName(f) == "LICENSE");

    /// <summary>Code that people write and read: no snapshots of generated files.</summary>
    public static IEnumerable<string> Sources =>
        Files.Where(f => f.EndsWith(".cs", StringComparison.Ordinal) && !f.EndsWith(".verified.cs", StringComparison.Ordinal));

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    public static string[] ReadLines(string file) => File.ReadAllLines(Path.Combine(Root, file));

    public static IReadOnlyList<string> ReadReferences(string project, string kind) =>
        [.. XDocument.Parse(Read(project)).Descendants(kind).Select(r => r.Attribute("Include")!.Value.Replace('\\', '/'))
            .Select(r => r.EndsWith(".csproj", StringComparison.Ordinal) ? Path.GetFileNameWithoutExtension(r) : r)];

    // Without Git, so that the tests run in an unpacked archive as well.
    private static string[] ListFiles()
    {
        var files = new List<string>();
        var directories = new Stack<string>([Root]);
        while (directories.TryPop(out string? directory))
        {
            files.AddRange(Directory.EnumerateFiles(directory).Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/')));
            foreach (string child in Directory.EnumerateDirectories(directory))
            {
                if (!IgnoredFolders.Contains(Path.GetFileName(child))) directories.Push(child);
            }
        }

        return [.. files.Where(f => f != ".git" && !f.EndsWith(".user", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }

    private static string FindRoot()
    {
        string? directory = AppContext.BaseDirectory;
        while (directory is not null && !File.Exists(Path.Combine(directory, "Faust.Generated.sln"))) directory = Path.GetDirectoryName(directory);
        return directory ?? throw new InvalidOperationException("The tests do not run from inside the repository.");
    }
}
