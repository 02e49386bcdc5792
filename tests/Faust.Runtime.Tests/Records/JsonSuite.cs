using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Faust.Records;

/// <summary>The cases of JSONTestSuite, and ways to put them into a record.</summary>
internal static class JsonSuite
{
    public static readonly (string Name, string Expect, string Input)[] Cases = Load();

    // Compact, so that generated code finds the literals it looks for first, and otherwise.
    private static readonly string[] Frames =
    [
        "{\"value\":%}",
        "{ \"value\" : % }",
        "{\"value\":%,\"after\":7}",
        "{\"after\":7,\"value\":%}",
    ];

    /// <summary>Texts with a case as the value of the member "value".</summary>
    public static IEnumerable<byte[]> Framed(string input) =>
        Frames.Select(frame => Encoding.UTF8.GetBytes(frame.Replace("%", input, StringComparison.Ordinal)));

    /// <summary>The record, or null where it is refused as it should be.</summary>
    public static T? Read<T>(byte[] json)
        where T : class, IJsonRecord<T>
    {
        try
        {
            return RecordJson.Deserialize<T>(json);
        }
        catch (RecordFormatException exception)
        {
            Assert.InRange(exception.Offset, 0, json.Length);
            return null;
        }
    }

    /// <summary>Whether System.Text.Json takes a text for JSON of any kind.</summary>
    public static bool IsDocument(byte[] json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static (string Name, string Expect, string Input)[] Load()
    {
        using Stream file = typeof(JsonSuite).Assembly.GetManifestResourceStream("json-parsing.jsonl.gz")!;
        using StreamReader lines = new(new GZipStream(file, CompressionMode.Decompress));
        List<(string Name, string Expect, string Input)> cases = [];
        while (lines.ReadLine() is { } line)
        {
            using JsonDocument document = JsonDocument.Parse(line);
            cases.Add((Text("name"), Text("expect"), Text("input")));

            string Text(string name) => document.RootElement.GetProperty(name).GetString()!;
        }

        return [.. cases];
    }
}
