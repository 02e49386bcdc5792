using System.Runtime.CompilerServices;

namespace Faust.Records;

// Closed hierarchies: an array of what tells the case apart, and the case.
public ref partial struct MessagePackWriter
{
    /// <summary>Writes which case of a closed hierarchy comes next. The case must be written then.</summary>
    /// <param name="discriminator">What tells it apart, as UTF-8.</param>
    public void WriteCase(scoped ReadOnlySpan<byte> discriminator)
    {
        WriteArrayHeader(2);
        WriteUtf8(discriminator);
    }

    /// <inheritdoc cref="WriteCase(ReadOnlySpan{byte})"/>
    /// <param name="discriminator">What tells it apart.</param>
    public void WriteCase(int discriminator)
    {
        WriteArrayHeader(2);
        WriteValue(discriminator);
    }

    /// <summary>Makes the exception for a value of a type that is no case of a closed hierarchy.</summary>
    /// <param name="value">The value.</param>
    /// <param name="type">The hierarchy's name, for the message.</param>
    /// <returns>The exception, to be thrown.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly InvalidOperationException UnknownCase(object value, string type) => JsonWriter.NoCase(value, type);
}
