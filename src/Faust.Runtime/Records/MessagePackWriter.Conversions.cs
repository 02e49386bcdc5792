using System.Globalization;
using System.Runtime.CompilerServices;

namespace Faust.Records;

// Values that others than the writer know the form of.
public ref partial struct MessagePackWriter
{
    private const int MaxStackText = 128;

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
}
