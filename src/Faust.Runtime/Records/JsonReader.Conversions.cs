using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace Faust.Records;

// Values that others than the reader make sense of.
public ref partial struct JsonReader
{
    private const int MaxStackText = 128;

    // A name that comes twice would otherwise fail when the object is first looked at, in the user's code.
    private static readonly JsonDocumentOptions NodeOptions = new() { AllowDuplicateProperties = false };

    /// <summary>Skips white space and tells where the next value begins, for <see cref="NotConverted"/>.</summary>
    /// <returns>The offset.</returns>
    public int StartValue()
    {
        PeekToken();
        return _position;
    }

    /// <summary>Makes the exception for a value that a converter does not accept.</summary>
    /// <param name="type">The type that it should have been, for the message.</param>
    /// <param name="offset">Where the value begins.</param>
    /// <param name="cause">What the converter threw.</param>
    /// <returns>The exception, to be thrown.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly RecordFormatException NotConverted(string type, int offset, Exception cause)
    {
        ArgumentNullException.ThrowIfNull(cause);
        return new($"This is no value of {type}: {cause.Message} At offset {offset}.", offset, cause);
    }

    /// <summary>Reads a string as a value that has a form as text.</summary>
    /// <typeparam name="T">The type; it is read with the invariant culture.</typeparam>
    /// <returns>The value.</returns>
    /// <exception cref="RecordFormatException">There is something else, or the text is no such value.</exception>
    public T ReadText<T>()
        where T : ISpanParsable<T>
    {
        ReadOnlySpan<byte> utf8 = ReadText(out int start);
        if (!TryParseText(utf8, out T? value)) ThrowNot($"{typeof(T).Name} as text", start);
        return value!;
    }

    /// <inheritdoc cref="ParseChar"/>
    /// <typeparam name="T">The type; it is read with the invariant culture.</typeparam>
    public readonly T ParseText<T>(scoped ReadOnlySpan<byte> name)
        where T : ISpanParsable<T>
    {
        if (!TryParseText(name, out T? value)) ThrowKey(name, $"{typeof(T).Name} as text");
        return value!;
    }

    /// <summary>Reads any value.</summary>
    /// <returns>The value, with memory of its own.</returns>
    /// <exception cref="RecordFormatException">There is no valid value, or one nested more than <see cref="MaxDepth"/> deep.</exception>
    public JsonElement ReadJsonElement()
    {
        Utf8JsonReader reader = new(TakeValue(out _));
        return JsonElement.ParseValue(ref reader);
    }

    /// <summary>Reads a value other than <c>null</c>.</summary>
    /// <typeparam name="T">The kind of value that is expected; <see cref="JsonNode"/> for any.</typeparam>
    /// <returns>The value.</returns>
    /// <exception cref="RecordFormatException">
    /// There is no valid value, one of another kind, one nested more than <see cref="MaxDepth"/> deep, or an object with a name twice.
    /// </exception>
    public T ReadJsonNode<T>()
        where T : JsonNode
    {
        ReadOnlySpan<byte> value = TakeValue(out int start);
        try
        {
            if (JsonNode.Parse(value, null, NodeOptions) is T node) return node;
        }
        catch (JsonException exception)
        {
            throw Rejected(value, start, exception);
        }

        ThrowExpected($"a {typeof(T).Name}", start);
        return null;
    }

    /// <summary>Reads a value other than <c>null</c> as System.Text.Json reads it.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="info">What a <see cref="System.Text.Json.Serialization.JsonSerializerContext"/> knows of the type.</param>
    /// <returns>The value.</returns>
    /// <exception cref="RecordFormatException">There is no valid value, or System.Text.Json does not accept it.</exception>
    public T ReadValue<T>(JsonTypeInfo<T> info)
    {
        ReadOnlySpan<byte> value = TakeValue(out int start);
        if (value[0] == 'n') ThrowExpected($"a value of {typeof(T).Name}", start);
        try
        {
            Utf8JsonReader reader = new(value);
            return JsonSerializer.Deserialize(ref reader, info)!;
        }
        catch (JsonException exception)
        {
            throw Rejected(value, start, exception);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or ArgumentException or NotSupportedException)
        {
            // What the user's constructors and setters throw, and System.Text.Json where an abstract type's discriminator is missing.
            throw NotConverted(typeof(T).Name, start, exception);
        }
    }

    private ReadOnlySpan<byte> TakeValue(out int start)
    {
        start = StartValue();
        SkipValue();
        return _utf8[start.._position];
    }

    // System.Text.Json counts bytes from the last line break, and stands behind the token that it does not accept.
    private static RecordFormatException Rejected(ReadOnlySpan<byte> value, int start, JsonException exception)
    {
        int line = 0;
        for (long i = exception.LineNumber ?? 0; i > 0; i--) line += value[line..].IndexOf((byte)'\n') + 1;
        int offset = start + (int)Math.Clamp(line + (exception.BytePositionInLine ?? 0) - 1, 0, value.Length - 1);
        return new RecordFormatException($"{exception.Message} At offset {offset}.", offset, exception);
    }

    [SkipLocalsInit]
    internal static bool TryParseText<T>(scoped ReadOnlySpan<byte> utf8, out T? value)
        where T : ISpanParsable<T>
    {
        // No UTF-8 is shorter than the UTF-16 of the same text.
        char[]? rented = null;
        Span<char> text = utf8.Length <= MaxStackText ? stackalloc char[MaxStackText] : rented = ArrayPool<char>.Shared.Rent(utf8.Length);
        Utf8.ToUtf16(utf8, text, out _, out int length);
        bool parsed = T.TryParse(text[..length], System.Globalization.CultureInfo.InvariantCulture, out value);
        if (rented is not null) ArrayPool<char>.Shared.Return(rented);
        return parsed;
    }
}
