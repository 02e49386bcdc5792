namespace Faust.Package.Tests;

/// <summary>A user's project, outside the repository, with the packed file and no setting of ours.</summary>
internal sealed class Consumer
{
    private readonly string _directory;

    public Consumer(string directory, PackageFixture package, string packages, string properties, params string[] more)
    {
        _directory = directory;
        Directory.CreateDirectory(directory);
        // The feed is added to the sources of the machine. The restored package goes to a folder that is deleted with the tests; all others
        // are taken from where they are.
        File.WriteAllText(Path.Combine(directory, "Consumer.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <InvariantGlobalization>true</InvariantGlobalization>
                {properties}
                <RestoreAdditionalProjectSources>{package.Feed}</RestoreAdditionalProjectSources>
                <RestorePackagesPath>{packages}</RestorePackagesPath>
                <RestoreFallbackFolders>{Build.PackageFolder}</RestoreFallbackFolders>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Faust.Runtime" Version="{package.Version}" />
                {string.Concat(more.Select(p => $"<PackageReference Include=\"{p}\" Version=\"{package.Version}\" />"))}
                <PackageReference Include="Microsoft.Extensions.Hosting" Version="{Build.HostingVersion}" />
              </ItemGroup>
            </Project>
            """);
    }

    public string PathOf(string file) => Path.Combine(_directory, file);

    /// <summary>Lets <c>dotnet format</c> fix what a rule reports.</summary>
    public Task<(int ExitCode, string Output)> FixAsync(params string[] ids) =>
        DotNet.StartAsync("dotnet", _directory, ["format", "analyzers", "--no-restore", "--diagnostics", .. ids]);

    public async Task<(int ExitCode, string Output)> BuildAsync(string program)
    {
        await File.WriteAllTextAsync(Path.Combine(_directory, "Program.cs"), program);
        return await DotNet.RunAsync(_directory, "build");
    }

    public Task<(int ExitCode, string Output)> RunAsync() =>
        DotNet.StartAsync("dotnet", _directory, [Path.Combine(_directory, "bin", "Debug", "net10.0", "Consumer.dll")]);
}
