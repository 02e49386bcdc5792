using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Faust.Samples.Tests;

public class AnswerTests
{
    private static readonly string SampleFile =
        Path.Combine(AppContext.BaseDirectory, "..", "..", "Flights", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')), "flights-200k.jsonl.gz");

    [Fact]
    public async Task The_answers_are_those_computed_independently()
    {
        (int exitCode, string output, string error) = await Flights.RunAsync("--json");
        Assert.True(exitCode == 0, error);
        JsonObject answers = JsonNode.Parse(output)!.AsObject();
        AssertSame("flights-200k.answers.json", answers);
        Assert.True(JsonNode.DeepEquals(LateByDestination(), answers["late_by_destination"]), "late_by_destination");
    }

    [Fact]
    public async Task The_answers_are_those_of_the_shared_data()
    {
        string? shared = FindShared("flights-200k.answers.json");
        Assert.SkipWhen(shared is null, "../shared/data/flights-200k.answers.json is not here.");
        AssertSame(shared, JsonNode.Parse((await Flights.RunAsync("--json")).Output)!.AsObject());
    }

    [Fact]
    public async Task A_person_is_shown_the_ten_busiest_origins_in_order()
    {
        (int exitCode, string output, _) = await Flights.RunAsync();
        Assert.Equal(0, exitCode);
        string[] lines = output.Split('\n');
        (string Origin, int Flights)[] shown =
            [.. lines.Skip(1).Take(10).Select(l => (l[..8].Trim(), int.Parse(l.AsSpan(8, 10), System.Globalization.NumberStyles.Number, System.Globalization.CultureInfo.InvariantCulture)))];
        JsonObject origins = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "flights-200k.answers.json")))!["by_origin"]!.AsObject();
        Assert.Equal(
            origins.Select(o => (o.Key, (int)o.Value![0]!)).OrderByDescending(o => o.Item2).Take(10), shown);
        Assert.Contains("200,000 flights, 11,925 of them", output, StringComparison.Ordinal);
    }

    private static void AssertSame(string file, JsonObject answers)
    {
        JsonObject expected = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, file)))!.AsObject();
        foreach (string name in new[] { "flights", "late_over_60", "by_origin" }) Assert.True(JsonNode.DeepEquals(expected[name], answers[name]), name);
    }

    // Computed by the plainest means there are.
    private static JsonObject LateByDestination()
    {
        var late = new SortedDictionary<string, long>(StringComparer.Ordinal);
        using var file = new StreamReader(new GZipStream(File.OpenRead(SampleFile), CompressionMode.Decompress));
        while (file.ReadLine() is { } line)
        {
            using JsonDocument flight = JsonDocument.Parse(line);
            if (flight.RootElement.GetProperty("delay").GetInt32() <= 60) continue;
            string destination = flight.RootElement.GetProperty("destination").GetString()!;
            late[destination] = late.GetValueOrDefault(destination) + 1;
        }

        return new JsonObject(late.Select(l => KeyValuePair.Create<string, JsonNode?>(l.Key, l.Value)));
    }

    private static string? FindShared(string file)
    {
        for (DirectoryInfo? d = new(AppContext.BaseDirectory); d is not null; d = d.Parent)
        {
            string path = Path.Combine(d.FullName, "shared", "data", file);
            if (File.Exists(path)) return path;
        }

        return null;
    }
}
