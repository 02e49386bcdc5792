namespace Faust.Records;

// Arrays of a length that is known.
public ref partial struct JsonReader
{
    /// <summary>Reads up to the next element of an array, over the comma before it.</summary>
    /// <param name="count">How many elements the array should have, for the message.</param>
    /// <exception cref="RecordFormatException">The array ends here, or there is something else.</exception>
    public void ReadElementOf(int count)
    {
        if (!ReadElement()) ThrowExpected($"an array of {count} elements", _position - 1);
    }

    /// <summary>Reads the end of an array.</summary>
    /// <param name="count">How many elements the array should have, for the message.</param>
    /// <exception cref="RecordFormatException">There is something else, perhaps another element.</exception>
    public void ReadEndArray(int count)
    {
        if (ReadElement()) ThrowInvalid($"Expected an array of {count} elements but found another element", _position);
    }
}
