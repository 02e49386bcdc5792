using System.IO.Compression;
using System.Text.Json.Nodes;

namespace Faust.Samples.Tests;

public sealed class CommandLineTests : IDisposable
{
    private const string Line = """{"date":"2001-01-01T00:03:00Z","delay":70,"distance":1946,"origin":"LAX","destination":"ATL"}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("flights").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Another_file_is_read_plain_or_compressed(bool compressed)
    {
        (int exitCode, string output, string error) = await Flights.RunAsync("--json", "--file", Write(Line + "\r\n\n" + Line, compressed));
        Assert.True(exitCode == 0, error);
        JsonNode answers = JsonNode.Parse(output)!;
        Assert.Equal((2, 2), ((int)answers["flights"]!, (int)answers["late_over_60"]!));
        Assert.Equal("""{"LAX":[2,140,70]}""", answers["by_origin"]!.ToJsonString());
        Assert.Equal("""{"ATL":2}""", answers["late_by_destination"]!.ToJsonString());
    }

    [Fact]
    public async Task A_malformed_line_is_named_with_its_file()
    {
        string file = Write(Line + "\n" + Line + "\n{\"date\":1}\n", compressed: false);
        (int exitCode, string output, string error) = await Flights.RunAsync("--file", file);
        Assert.Equal((2, ""), (exitCode, output));
        Assert.Contains($"{file}: line 3:", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_file_is_named()
    {
        (int exitCode, string output, string error) = await Flights.RunAsync("--file", "/nowhere/flights.jsonl");
        Assert.Equal((2, ""), (exitCode, output));
        Assert.Contains("/nowhere/flights.jsonl", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--dance")]
    [InlineData("--file")]
    public async Task An_argument_that_cannot_be_is_named_with_the_usage(string argument)
    {
        (int exitCode, _, string error) = await Flights.RunAsync(argument);
        Assert.Equal(2, exitCode);
        Assert.Contains(argument, error, StringComparison.Ordinal);
        Assert.Contains("Usage:", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_signal_stops_a_run_cleanly(string signal)
    {
        // Far more than it reads before it is seen to run: a file of one compressed part over and over.
        byte[] part = File.ReadAllBytes(Write(string.Join('\n', Enumerable.Repeat(Line, 100_000)) + "\n", compressed: true));
        string endless = Path.Combine(_folder, "endless.gz");
        using (FileStream file = File.Create(endless))
        {
            for (int i = 0; i < 300; i++) file.Write(part);
        }

        using Flights flights = Flights.Start("--json", "--file", endless);
        await flights.Shown.Task;
        flights.Signal(signal);
        (int exitCode, string output, string error) = await flights.EndAsync();
        Assert.True(exitCode == 0, error);
        Assert.Equal("", output);
    }

    private string Write(string text, bool compressed)
    {
        string path = Path.Combine(_folder, compressed ? "flights.gz" : "flights.jsonl");
        using FileStream file = File.Create(path);
        using Stream stream = compressed ? new GZipStream(file, CompressionLevel.Fastest) : file;
        stream.Write(System.Text.Encoding.UTF8.GetBytes(text));
        return path;
    }
}
