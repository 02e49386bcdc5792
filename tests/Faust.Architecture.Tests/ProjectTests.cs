namespace Faust.Architecture.Tests;

/// <summary>Arrows point down only: providers to the runtime, generator and rules to Roslyn alone.</summary>
public sealed class ProjectTests
{
    private static readonly string[] RoslynComponents = ["Faust.Generators", "Faust.Analyzers", "Faust.CodeFixes"];

    [Fact]
    public void Runtime_references_no_project_and_little_but_the_hosts_abstractions()
    {
        const string Runtime = "src/Faust.Runtime/Faust.Runtime.csproj";
        Assert.Empty(Repository.ReadReferences(Runtime, "ProjectReference"));
        Assert.All(Repository.ReadReferences(Runtime, "PackageReference"), p => Assert.True(
            p.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal) || p is "System.IO.Hashing", p));
    }

    [Fact]
    public void What_the_package_carries_is_built_along_but_not_referenced()
    {
        string package = Repository.Read("eng/Package.props");
        foreach (string line in package.Split('\n').Where(l => l.Contains("<ProjectReference", StringComparison.Ordinal)))
        {
            Assert.Contains(RoslynComponents, c => line.Contains($"/{c}.csproj", StringComparison.Ordinal));
            Assert.Contains("ReferenceOutputAssembly=\"false\"", line);
            Assert.Contains("PrivateAssets=\"all\"", line);
        }
    }

    [Fact]
    public void Generator_analyzers_and_fixes_reference_Roslyn_alone()
    {
        foreach (string component in RoslynComponents)
        {
            string project = $"src/{component}/{component}.csproj";
            Assert.Empty(Repository.ReadReferences(project, "ProjectReference"));
            Assert.All(Repository.ReadReferences(project, "PackageReference"), p => Assert.StartsWith("Microsoft.CodeAnalysis.", p));
        }
    }

    [Fact]
    public void Providers_reference_the_runtime_alone()
    {
        foreach (string project in Repository.Projects.Where(p => p.StartsWith("src/", StringComparison.Ordinal)))
        {
            string name = Path.GetFileNameWithoutExtension(project);
            if (name == "Faust.Runtime" || RoslynComponents.Contains(name)) continue;
            Assert.All(Repository.ReadReferences(project, "ProjectReference"), r => Assert.Equal("Faust.Runtime", r));
        }
    }

    [Fact]
    public void Nothing_that_ships_references_tests_samples_or_benchmarks()
    {
        foreach (string project in Repository.Projects.Where(p => p.StartsWith("src/", StringComparison.Ordinal)))
        {
            Assert.All(Repository.ReadReferences(project, "ProjectReference"), r => Assert.Contains($"src/{r}/{r}.csproj", Repository.Projects));
        }
    }

    [Fact]
    public void Projects_are_short_and_name_no_versions()
    {
        foreach (string project in Repository.Projects)
        {
            Assert.True(Repository.ReadLines(project).Length < 40, $"{project}: what is long belongs in eng/");
            Assert.False(Repository.Read(project).Contains(" Version=\"", StringComparison.Ordinal), $"{project}: versions are in Directory.Packages.props");
        }
    }

    [Fact]
    public void Solution_has_every_project()
    {
        string solution = Repository.Read("Faust.Generated.sln").Replace('\\', '/');
        Assert.All(Repository.Projects, p => Assert.Contains(p, solution));
    }
}
