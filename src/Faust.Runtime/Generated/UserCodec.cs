using System.ComponentModel;
using Faust.Codecs;
using Faust.Records;

namespace Faust.Generated;

/// <summary>Calls of a user's codec.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class UserCodec
{
    /// <summary>Reads a value.</summary>
    /// <param name="codec">The codec.</param>
    /// <param name="bytes">All of the value's bytes.</param>
    /// <param name="what">What they should be, for the error.</param>
    /// <exception cref="RecordFormatException">The codec could not read them.</exception>
    public static T Read<T>(ICodec<T> codec, ReadOnlySpan<byte> bytes, string what)
    {
        ArgumentNullException.ThrowIfNull(codec);
        try
        {
            return codec.Read(bytes);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw CodecError.Undecodable(codec, what, e);
        }
    }
}
