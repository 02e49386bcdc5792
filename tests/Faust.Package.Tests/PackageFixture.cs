using System.Globalization;

[assembly: AssemblyFixture(typeof(Faust.Package.Tests.PackageFixture))]

namespace Faust.Package.Tests;

/// <summary>Packs the libraries once, into a folder that serves as a feed.</summary>
public sealed class PackageFixture : IAsyncLifetime
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("faust-package-");

    // A version of its own: no cache can know it.
    public string Version { get; } = string.Create(CultureInfo.InvariantCulture, $"0.0.1-test.{Environment.ProcessId}.{DateTime.UtcNow:yyyyMMddHHmmss}");

    public string Feed => Path.Combine(_directory.FullName, "feed");

    public string PackagePath => Path.Combine(Feed, $"Faust.Runtime.{Version}.nupkg");

    public string PathOf(string library) => Path.Combine(Feed, $"{library}.{Version}.nupkg");

    public async ValueTask InitializeAsync()
    {
        foreach (string library in (string[])["Faust.Runtime", "Faust.Testing", "Faust.RocksDb", "Faust.Kafka"])
        {
            (int exitCode, string output) = await DotNet.RunAsync(
                Build.RepositoryRoot, "pack", $"src/{library}", "--no-build", "-c", Build.Configuration, "-o", Feed, $"-p:PackageVersion={Version}");
            Assert.True(exitCode == 0, output);
        }
    }

    /// <summary>A directory for a project that uses the package.</summary>
    internal Consumer CreateConsumer(string name, string properties = "", params string[] packages) =>
        new(Path.Combine(_directory.FullName, name), this, Path.Combine(_directory.FullName, "packages"), properties, packages);

    public ValueTask DisposeAsync()
    {
        _directory.Delete(recursive: true);
        return default;
    }
}
