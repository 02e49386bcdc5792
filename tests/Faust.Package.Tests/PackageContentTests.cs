using System.IO.Compression;
using System.Xml.Linq;

namespace Faust.Package.Tests;

public sealed class PackageContentTests(PackageFixture package)
{
    [Fact]
    public void Package_holds_these_files_and_no_others()
    {
        using ZipArchive archive = ZipFile.OpenRead(package.PackagePath);
        string[] files = [.. archive.Entries.Select(e => e.FullName)
            .Where(f => !f.StartsWith("_rels/", StringComparison.Ordinal) && !f.StartsWith("package/", StringComparison.Ordinal) && f != "[Content_Types].xml")
            .Order(StringComparer.Ordinal)];
        Assert.Equal(
            [
                "Faust.Runtime.nuspec",
                "README.md",
                "analyzers/dotnet/cs/Faust.Analyzers.dll",
                "analyzers/dotnet/cs/Faust.CodeFixes.dll",
                "analyzers/dotnet/cs/Faust.Generators.dll",
                "buildTransitive/Faust.Runtime.props",
                "lib/net10.0/Faust.Runtime.dll",
                "lib/net10.0/Faust.Runtime.xml",
            ],
            files);
    }

    [Fact]
    public void Package_of_Kafka_brings_what_a_publish_needs()
    {
        using ZipArchive archive = ZipFile.OpenRead(package.PathOf("Faust.Kafka"));
        string[] files = [.. archive.Entries.Select(e => e.FullName)];
        foreach (string file in (string[])["lib/net10.0/Faust.Kafka.dll", "buildTransitive/Faust.Kafka.targets", "buildTransitive/Faust.Kafka.Trimming.xml"])
        {
            Assert.Contains(file, files);
        }
    }

    [Fact]
    public void Symbols_are_beside_the_package()
    {
        using ZipArchive archive = ZipFile.OpenRead(Path.ChangeExtension(package.PackagePath, ".snupkg"));
        Assert.Contains(archive.Entries, e => e.FullName == "lib/net10.0/Faust.Runtime.pdb");
    }

    [Fact]
    public void Package_depends_on_little_but_the_hosts_abstractions()
    {
        XElement metadata = ReadMetadata();
        XElement group = Assert.Single(metadata.Descendants(), e => e.Name.LocalName == "group");
        Assert.Equal("net10.0", group.Attribute("targetFramework")!.Value);
        Assert.All(group.Elements().Select(d => d.Attribute("id")!.Value), id =>
            Assert.True(id.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal) || id == "System.IO.Hashing", id));
    }

    [Fact]
    public void Package_says_what_it_is()
    {
        XElement metadata = ReadMetadata();
        Assert.Equal("Apache-2.0", Value("license"));
        Assert.Equal("README.md", Value("readme"));
        Assert.StartsWith("### ", Value("releaseNotes"));
        Assert.DoesNotContain("## Unreleased", Value("releaseNotes"));
        Assert.NotEmpty(Value("description"));

        string Value(string name) => metadata.Elements().Single(e => e.Name.LocalName == name).Value;
    }

    private XElement ReadMetadata()
    {
        using ZipArchive archive = ZipFile.OpenRead(package.PackagePath);
        using Stream nuspec = archive.GetEntry("Faust.Runtime.nuspec")!.Open();
        return XDocument.Load(nuspec).Root!.Elements().Single();
    }
}
