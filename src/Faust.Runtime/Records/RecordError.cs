namespace Faust.Records;

/// <summary>One thing that a record's checks have found. It never quotes the value at fault.</summary>
/// <param name="Path">Where, with the names of the wire: <c>$.items[3].price</c>; <c>$</c> is the record itself.</param>
/// <param name="Member">The member's name in C#; empty where the fault is that of the record as a whole.</param>
/// <param name="Message">What is wrong with it: the attribute's <c>ErrorMessage</c>, or a sentence of our own.</param>
public sealed record RecordError(string Path, string Member, string Message)
{
    /// <summary>The place and what is wrong there.</summary>
    public override string ToString() => $"{Path}: {Message}";

    /// <summary>This error as one of what lies around, whose path is given.</summary>
    internal RecordError Under(string path) => this with { Path = path + Path[1..] };
}
