using System.Reflection;

namespace Faust.Mutants.Tests;

public sealed class MutantTests
{
    private const string StoreWriter = "src/Faust.Runtime/Processing/StoreWriter.cs";

    private static readonly string Root = Catalog.FindRoot();
    private static readonly string Configuration = typeof(MutantTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
    private static readonly MutantRunner Runner = new(Root, Configuration);
    private static readonly Mutant Harmless = Draw(new Edit(StoreWriter, "private Task _writing", "/* harmless */ private Task _writing"));

    // A share of what tests/Faust.Mutants tries at length: of each check, such as are noticed at once.
    [Theory]
    [InlineData("changelog-outside")]
    [InlineData("commit-before-sends")]
    [InlineData("offsets-before-sends")]
    [InlineData("aborted-records")]
    public void A_defect_is_noticed(string name)
    {
        Verdict verdict = Runner.Run(Catalog.ReadAll(Root).Single(m => m.Name == name));
        Assert.True(verdict.Outcome == VerdictKind.Caught, verdict.Text);
        Assert.True(verdict.Seed is > 0, verdict.Text);
    }

    [Fact]
    public void All_fit_the_sources()
    {
        Mutant[] all = Catalog.ReadAll(Root);
        Assert.True(all.Length > 40);
        Assert.Equal(all.Length, all.Select(m => m.Name).Distinct().Count());
        foreach (Mutant mutant in all) Assert.NotEmpty(mutant.Apply(Root));
    }

    [Fact]
    public void One_that_survives_is_a_failure()
    {
        var output = new StringWriter();
        Assert.Equal(1, Report.Write([Harmless], Runner, output));
        Assert.Contains("| drawn | jepsen | survived |", output.ToString());
        Assert.Contains("0 caught, 1 survived, 0 harmless, 0 stale", output.ToString());
    }

    [Fact]
    public void One_that_says_why_it_survives_is_none()
    {
        var output = new StringWriter();
        Assert.Equal(0, Report.Write([Harmless with { Harmless = "a comment" }], Runner, output));
        Assert.Contains("| drawn | jepsen | harmless |  | a comment |", output.ToString());
    }

    [Fact]
    public void One_that_is_noticed_and_said_to_be_harmless_is_a_failure()
    {
        Mutant noticed = Catalog.ReadAll(Root).Single(m => m.Name == "dropped-append");
        var output = new StringWriter();
        Assert.Equal(1, Report.Write([noticed with { Harmless = "nobody looks" }], Runner, output));
        Assert.Contains("said to be harmless", output.ToString());
    }

    [Fact]
    public void What_fails_without_the_mutant_too_is_a_failure()
    {
        // No program is there: whatever is asked of it fails.
        string nothing = Directory.CreateTempSubdirectory().FullName;
        var runner = new MutantRunner(Root, Configuration, nothing);
        var output = new StringWriter();
        Assert.Equal(1, Report.Write([Catalog.ReadAll(Root).Single(m => m.Name == "dropped-append")], runner, output));
        Assert.Contains("| dropped-append | jepsen | baseline fails |", output.ToString());
    }

    [Theory]
    [InlineData(StoreWriter, "no such text", "", "does not have the text")]
    [InlineData(StoreWriter, "Task", "", "more than once")]
    [InlineData("src/Faust.Runtime/Processing/NoSuchFile.cs", "Task", "", "there is no")]
    [InlineData("src/Faust.Testing/TestClock.cs", "class TestClock", "class TestClock", "belong to src/Faust.Runtime")]
    [InlineData(StoreWriter, "private Task _writing", "private NoSuchType _writing", "does not compile")]
    public void One_that_does_not_fit_is_a_failure(string file, string find, string replace, string says)
    {
        var output = new StringWriter();
        Assert.Equal(1, Report.Write([Draw(new Edit(file, find, replace))], Runner, output));
        Assert.Contains("| stale |", output.ToString());
        Assert.Contains(says, output.ToString());
    }

    [Theory]
    [InlineData("file: a.cs\nfind:\na\nreplace:\nb\nwhy: w\n", "'caught by:' is missing")]
    [InlineData("file: a.cs\nfind:\na\nreplace:\nb\nwhy: w\ncaught by: nobody\n", "no check 'nobody'")]
    [InlineData("why: w\ncaught by: jepsen\n", "nothing to replace")]
    [InlineData("what: w\n", "is in no field")]
    public void A_file_that_is_none_is_refused(string text, string says)
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "m.mutant");
        File.WriteAllText(path, text);
        Assert.Contains(says, Assert.Throws<InvalidDataException>(() => Mutant.Read(path)).Message);
    }

    [Fact]
    public void A_file_tells_several_edits()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "m.mutant");
        File.WriteAllText(path, "file: a.cs\nfind:\na\nb\n\nreplace:\n\nfind:\nc\nreplace:\nd\nwhy: w\ncaught by: jepsen\nseeds: 7\nneeds: n\nharmless: h\n");
        Mutant mutant = Mutant.Read(path);
        Assert.Equal([new Edit("a.cs", "a\nb\n", ""), new Edit("a.cs", "c", "d")], mutant.Edits);
        Assert.Equal(
            ("m", "jepsen", 7, "w", "n", "h"), (mutant.Name, mutant.CaughtBy, mutant.Seeds, mutant.Why, mutant.Needs, mutant.Harmless));
    }

    private static Mutant Draw(Edit edit) => new("drawn", [edit], "jepsen", Seeds: 1, "drawn", Needs: null);
}
