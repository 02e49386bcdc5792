using System.Diagnostics;
using System.Xml.Linq;

namespace Faust.Architecture.Tests;

/// <summary>The repository's files, as Git tracks them.</summary>
internal static class Repository
{
    private static readonly string[] TextExtensions =
        [".cs", ".csproj", ".props", ".targets", ".md", ".json", ".sln", ".sh", ".txt", ".yml", ".editorconfig", ".gitignore", ".gitattributes"];

    public static string Root { get; } = FindRoot();

    /// <summary>Tracked files and those about to be, as paths from the root with slashes.</summary>
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
        [.. XDocument.Parse(Read(project)).Descendants(kind).Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/') + (kind == "PackageReference" ? ".x" : "")))];

    private static string[] ListFiles()
    {
        var start = new ProcessStartInfo("git", ["ls-files", "--cached", "--others", "--exclude-standard"])
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
        };
        using Process git = Process.Start(start)!;
        string output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(f => File.Exists(Path.Combine(Root, f)))];
    }

    private static string FindRoot()
    {
        string? directory = AppContext.BaseDirectory;
        while (directory is not null && !File.Exists(Path.Combine(directory, "Faust.Generated.sln"))) directory = Path.GetDirectoryName(directory);
        return directory ?? throw new InvalidOperationException("The tests do not run from inside the repository.");
    }
}
