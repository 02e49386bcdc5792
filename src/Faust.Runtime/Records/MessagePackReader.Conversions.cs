using System.Runtime.CompilerServices;

namespace Faust.Records;

// Values that others than the reader make sense of.
public ref partial struct MessagePackReader
{
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

    /// <summary>Makes the exception for a string that is not the JSON of a value.</summary>
    /// <param name="type">The type that it should have been, for the message.</param>
    /// <param name="offset">Where the string begins.</param>
    /// <param name="cause">What is wrong with the JSON, by its own offset.</param>
    /// <returns>The exception, to be thrown.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly RecordFormatException NotJson(string type, int offset, RecordFormatException cause)
    {
        ArgumentNullException.ThrowIfNull(cause);
        return new($"The string at offset {offset} is not the JSON of {type}: {cause.Message}", offset, cause);
    }

    /// <summary>Reads a string as a value that has a form as text.</summary>
    /// <typeparam name="T">The type; it is read with the invariant culture.</typeparam>
    /// <returns>The value.</returns>
    /// <exception cref="RecordFormatException">There is something else, or the text is no such value.</exception>
    public T ReadText<T>()
        where T : ISpanParsable<T>
    {
        ReadOnlySpan<byte> utf8 = ReadText("a string", out int start);
        if (!JsonReader.TryParseText(utf8, out T? value)) ThrowNot($"{typeof(T).Name} as text", start);
        return value!;
    }
}
