using System.Globalization;

[assembly: AssemblyFixture(typeof(Faust.Package.Tests.PackageFixture))]

namespace Faust.Package.Tests;

/// <summary>Packs the runtime once, into a folder that serves as a feed.</summary>
public sealed class PackageFixture : IAsyncLifetime
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("faust-package-");

    // A version of its own: no cache can know it.
    public string Version { get; } = string.Create(CultureInfo.InvariantCulture, $"0.0.1-test.{Environment.ProcessId}.{DateTime.UtcNow:yyyyMMddHHmmss}");

    public string Feed => Path.Combine(_directory.FullName, "feed");

    public string PackagePath => Path.Combine(Feed, $"Faust.Runtime.{Version}.nupkg");

    public async ValueTask InitializeAsync()
    {
        (int exitCode, string output) = await DotNet.RunAsync(
            Build.RepositoryRoot, "pack", "src/Faust.Runtime", "--no-build", "-c", Build.Configuration, "-o", Feed, $"-p:PackageVersion={Version}");
        Assert.True(exitCode == 0, output);
    }

    /// <summary>A directory for a project that uses the package.</summary>
    internal Consumer CreateConsumer(string name, string properties = "") =>
        new(Path.Combine(_directory.FullName, name), this, Path.Combine(_directory.FullName, "packages"), properties);

    public ValueTask DisposeAsync()
    {
        _directory.Delete(recursive: true);
        return default;
    }
}
