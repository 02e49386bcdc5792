using System.Text.RegularExpressions;

namespace Faust.Architecture.Tests;

/// <summary>Every failure mode has a test, and the test that docs/failure-modes.md names is there.</summary>
public sealed partial class FailureModeTests
{
    private const string Page = "docs/failure-modes.md";

    [Fact]
    public void Every_mode_names_tests_that_exist()
    {
        string[][] rows = [.. Repository.ReadLines(Page).Where(l => l.StartsWith("| ", StringComparison.Ordinal)).Select(l => l.Split('|')).Where(c => c.Length == 6)];
        // The first is the heading.
        Assert.Equal(18, rows.Length - 1);
        ILookup<string, string> tests = Repository.Sources
            .Where(f => f.StartsWith("tests/", StringComparison.Ordinal))
            .ToLookup(f => Path.GetFileNameWithoutExtension(f), Repository.Read);
        var wrong = new List<string>();
        foreach (string[] row in rows.Skip(1))
        {
            MatchCollection named = TestPattern().Matches(row[4]);
            if (named.Count == 0) wrong.Add($"{row[1]}: no test");
            foreach (Match test in named)
            {
                string method = $" {test.Groups[2].Value}(";
                if (!tests[test.Groups[1].Value].Any(text => text.Contains(method, StringComparison.Ordinal))) wrong.Add($"{row[1]}: {test.Value}");
            }
        }

        Assert.Empty(wrong);
    }

    [GeneratedRegex(@"`(\w+)\.(\w+)`")]
    private static partial Regex TestPattern();
}
