namespace Faust.Mutants;

/// <summary>The mutants there are.</summary>
internal static class Catalog
{
    public static string FindRoot()
    {
        string? directory = AppContext.BaseDirectory;
        while (directory is not null && !File.Exists(Path.Combine(directory, "Faust.Generated.sln"))) directory = Path.GetDirectoryName(directory);
        return directory ?? throw new InvalidOperationException($"{AppContext.BaseDirectory} is not in the repository, whose sources are to be changed.");
    }

    public static Mutant[] ReadAll(string root) =>
    [
        .. Directory.GetFiles(Path.Combine(root, "tests/Faust.Mutants"), "*.mutant", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).Select(Mutant.Read),
    ];
}
