using System.Text.RegularExpressions;

namespace Faust.Architecture.Tests;

/// <summary>Every log event, metric and option of the runtime stands in docs/hosting.md, and nothing there is gone.</summary>
public sealed partial class TelemetryTests
{
    private static readonly string[] Page = Repository.ReadLines("docs/hosting.md");

    [Fact]
    public void Every_log_event_is_documented_with_its_level()
    {
        string[] events = [.. Find(LogPattern()).Select(m => $"{m.Groups[1].Value} {m.Groups[2].Value.ToLowerInvariant()}")];
        Assert.True(events.Length > 30);
        // Ids are known to whoever filters by them, whatever the category.
        Assert.Empty(events.GroupBy(e => e[..4]).Where(g => g.Count() > 1).Select(g => g.Key));
        string[] documented =
            [.. Rows().Where(c => IdsPattern().IsMatch(c[0])).SelectMany(c => c[0].Split(", ").Select(id => $"{id} {c[1]}"))];
        Assert.Equal(events.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_metric_is_documented_with_its_unit()
    {
        string[] metrics = [.. Find(MetricPattern()).Select(m => $"{m.Groups[1].Value} {m.Groups[2].Value}")];
        Assert.True(metrics.Length > 5);
        string[] documented = [.. Rows().Where(c => MetricRowPattern().IsMatch(c[0])).Select(c => $"{c[0].Trim('`')} {c[1].Trim('`')}")];
        Assert.Equal(metrics.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_option_is_documented()
    {
        string options = Repository.Read("src/Faust.Runtime/Hosting/FaustOptions.cs");
        string[] documented = [.. Page.Where(l => l.StartsWith("| `Faust:", StringComparison.Ordinal)).Select(l => l.Split('|')[1])];
        Assert.Equal(
            OptionPattern().Matches(options).Select(m => m.Groups[1].Value).Order(StringComparer.Ordinal),
            documented.SelectMany(c => OptionRowPattern().Matches(c)).Select(m => m.Groups[1].Value).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string[]> Rows() =>
        Page.Where(l => l.StartsWith("| ", StringComparison.Ordinal)).Select(l => l.Split('|')[1..].Select(c => c.Trim()).ToArray());

    private static IEnumerable<Match> Find(Regex pattern) => Repository.Sources
        .Where(f => f.StartsWith("src/Faust.Runtime/", StringComparison.Ordinal))
        .SelectMany(f => pattern.Matches(Repository.Read(f)));

    [GeneratedRegex(@"\[LoggerMessage\((\d+), LogLevel\.(\w+)")]
    private static partial Regex LogPattern();

    [GeneratedRegex(@"^\d{4}(, \d{4})*$")]
    private static partial Regex IdsPattern();

    [GeneratedRegex(@"\bCreate(?:Counter|UpDownCounter|Histogram|Gauge|Observable\w+)(?:<\w+>)?\(\s*""([^""]+)"",(?: \(\) => \w+,)?\s*""([^""]+)""")]
    private static partial Regex MetricPattern();

    [GeneratedRegex(@"^`[a-z]+(\.[a-z_]+)+`$")]
    private static partial Regex MetricRowPattern();

    [GeneratedRegex(@"public \S+ (\w+) \{ get; set; \}")]
    private static partial Regex OptionPattern();

    [GeneratedRegex("`Faust:(\\w+)`")]
    private static partial Regex OptionRowPattern();
}
