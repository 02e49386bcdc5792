using System.Text;
using System.Text.Json;
using Faust.Records;

namespace Faust.Generators.Tests.Records;

/// <summary>Generated serializers beside System.Text.Json with the camel-case policy, the reference for the format.</summary>
internal static class Json
{
    public static readonly JsonSerializerOptions Reference = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        IncludeFields = true,
    };

    public static string Write<T>(T value)
        where T : IJsonRecord<T>
    {
        var buffer = new ByteBuffer();
        var writer = new JsonWriter(buffer);
        T.WriteJson(ref writer, value);
        writer.Complete();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static T Read<T>(string json)
        where T : IJsonRecord<T>
    {
        var reader = new JsonReader(Encoding.UTF8.GetBytes(json));
        T value = T.ReadJson(ref reader);
        reader.ReadEnd();
        return value;
    }

    /// <summary>Writes and reads with each and checks that all four ways agree, and MessagePack with them; returns the JSON.</summary>
    public static string RoundTrip<T>(T value)
        where T : IJsonRecord<T>, IMessagePackRecord<T>
    {
        Packed.RoundTrip(value);
        string ours = Write(value);
        string theirs = JsonSerializer.Serialize(value, Reference);
        Assert.Equal(Canonical(theirs), Canonical(ours));
        Assert.Equal(ours, Write(Read<T>(ours)));
        Assert.Equal(ours, Write(Read<T>(theirs)));
        Assert.Equal(ours, Write(Read<T>(Reordered(ours))));
        Assert.Equal(ours, Write(Read<T>(Indented(ours))));
        Assert.Equal(ours, Write(JsonSerializer.Deserialize<T>(ours, Reference)!));
        return ours;
    }

    /// <summary>The same with the members of all objects turned round.</summary>
    public static string Reordered(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream)) WriteReordered(writer, document.RootElement);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    public static string Indented(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return JsonSerializer.Serialize(document.RootElement, new JsonSerializerOptions { WriteIndented = true });
    }

    // Escapes and the spelling of numbers may differ; names, their order and the values may not.
    private static string Canonical(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return JsonSerializer.Serialize(document.RootElement);
    }

    private static void WriteReordered(Utf8JsonWriter writer, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (JsonProperty property in element.EnumerateObject().Reverse())
                {
                    writer.WritePropertyName(property.Name);
                    WriteReordered(writer, property.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (JsonElement item in element.EnumerateArray()) WriteReordered(writer, item);
                writer.WriteEndArray();
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }
}
