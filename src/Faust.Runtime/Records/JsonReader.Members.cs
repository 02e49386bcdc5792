using System.Runtime.CompilerServices;

namespace Faust.Records;

public ref partial struct JsonReader
{
    /// <summary>Makes the exception for a member that the text lacks and the record cannot do without.</summary>
    /// <param name="member">The member's name in the text.</param>
    /// <param name="type">The record's name, for the message.</param>
    /// <returns>The exception, to be thrown.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly RecordFormatException MissingMember(string member, string type) =>
        new($"{type} lacks its member '{member}', before offset {Position}.", Math.Max(Position - 1, 0));
}
