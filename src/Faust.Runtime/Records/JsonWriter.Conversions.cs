using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Faust.Records;

// Values that others than the writer know the form of.
public ref partial struct JsonWriter
{
    private const int MaxStackText = 128;

    // As the writer itself: only what RFC 8259 demands is escaped. The depth is the reader's to limit.
    private static readonly JsonWriterOptions OtherOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = JsonReader.MaxDepth };

    // What the spare writer holds on to instead of the last buffer.
    private static readonly ArrayBufferWriter<byte> Nowhere = new();

    [ThreadStatic]
    private static Utf8JsonWriter? _other;

    /// <summary>Writes a value as a string, in its general format and the invariant culture.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="value">The value.</param>
    [SkipLocalsInit]
    public void WriteText<T>(T value)
        where T : ISpanFormattable
    {
        Span<char> text = stackalloc char[MaxStackText];
        if (value.TryFormat(text, out int written, default, CultureInfo.InvariantCulture)) WriteValue(text[..written]);
        else WriteValue(value.ToString(null, CultureInfo.InvariantCulture).AsSpan());
    }

    /// <summary>Writes a value as a dictionary's key, in its general format and the invariant culture, with a colon.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="name">The key.</param>
    public void WriteTextPropertyName<T>(T name)
        where T : ISpanFormattable
    {
        WriteText(name);
        WriteRaw((byte)':');
    }

    /// <summary>Writes any value. One that is undefined becomes <c>null</c>.</summary>
    /// <param name="value">The value.</param>
    public void WriteValue(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Undefined)
        {
            WriteNull();
            return;
        }

        Utf8JsonWriter other = OpenOther();
        value.WriteTo(other);
        CloseOther(other);
    }

    /// <summary>Writes any value.</summary>
    /// <param name="value">The value.</param>
    public void WriteValue(JsonNode value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Utf8JsonWriter other = OpenOther();
        value.WriteTo(other);
        CloseOther(other);
    }

    /// <summary>Writes a value as System.Text.Json writes it.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="info">What a <see cref="System.Text.Json.Serialization.JsonSerializerContext"/> knows of the type.</param>
    public void WriteValue<T>(T value, JsonTypeInfo<T> info)
    {
        Utf8JsonWriter other = OpenOther();
        JsonSerializer.Serialize(other, value, info);
        CloseOther(other);
    }

    // Taken out while in use: a converter of System.Text.Json may serialize a record.
    private Utf8JsonWriter OpenOther()
    {
        Complete();
        Utf8JsonWriter? other = _other;
        _other = null;
        if (other is null) return new Utf8JsonWriter(_buffer, OtherOptions);
        other.Reset(_buffer);
        return other;
    }

    // After an exception the writer is lost instead, not reused.
    private void CloseOther(Utf8JsonWriter other)
    {
        other.Flush();
        other.Reset(Nowhere);
        _other = other;
        _span = _buffer.GetSpan();
    }
}
