using System.Runtime.CompilerServices;

namespace Faust.Records;

public ref partial struct JsonWriter
{
    /// <summary>
    /// Makes the exception for a null where the type allows none. It is not written, as nothing that reads the text back would take it.
    /// </summary>
    /// <param name="what">What is null, for the message.</param>
    /// <returns>The exception, to be thrown.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly InvalidOperationException UnexpectedNull(string what) => new($"{what} is null, which its type does not allow.");
}
