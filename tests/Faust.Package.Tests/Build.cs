using System.Reflection;

namespace Faust.Package.Tests;

/// <summary>What the build tells its tests.</summary>
internal static class Build
{
    public static string Configuration { get; } = Metadata("Configuration");

    public static string HostingVersion { get; } = Metadata("HostingVersion");

    /// <summary>The machine's folder of packages, from which consumers take all but ours.</summary>
    public static string PackageFolder { get; } = Metadata("PackageFolder");

    public static string RepositoryRoot { get; } = FindRoot();

    private static string Metadata(string key) =>
        typeof(Build).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;

    private static string FindRoot()
    {
        string? directory = AppContext.BaseDirectory;
        while (directory is not null && !File.Exists(Path.Combine(directory, "Faust.Generated.sln"))) directory = Path.GetDirectoryName(directory);
        return directory ?? throw new InvalidOperationException("The tests do not run from inside the repository.");
    }
}
