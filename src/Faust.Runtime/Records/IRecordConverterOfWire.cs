namespace Faust.Records;

/// <summary>Turns values of a type that Faust does not know into values of one that it does, and back, for every codec at once.</summary>
/// <remarks>
/// Named by <see cref="ConverterAttribute{TConverter}"/>. Implement it publicly: generated code calls the methods by their names, without an
/// instance. It never sees null: where a member allows null, null travels as such.
/// </remarks>
/// <typeparam name="T">The type of the values.</typeparam>
/// <typeparam name="TWire">The type that travels: any that a record's member may have. It may allow null.</typeparam>
public interface IRecordConverter<T, TWire>
{
    /// <summary>What is written in the place of <paramref name="value"/>.</summary>
    static abstract TWire ToWire(T value);

    /// <summary>The value that <paramref name="wire"/> was written for.</summary>
    /// <exception cref="FormatException">It was written for none; the reader reports the place. So it does for the other two.</exception>
    /// <exception cref="OverflowException">See above.</exception>
    /// <exception cref="ArgumentException">See above.</exception>
    static abstract T FromWire(TWire wire);
}
