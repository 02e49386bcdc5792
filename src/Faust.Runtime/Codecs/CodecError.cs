using Faust.Records;

namespace Faust.Codecs;

/// <summary>What is wrong with bytes that a codec is given.</summary>
internal static class CodecError
{
    public static RecordFormatException TooLong(int maxLength) =>
        new($"The bytes unpack to more than {maxLength}; a topic or table that needs more overrides MaxDecodedLength", 0);

    /// <summary>Whatever a codec throws at bytes, with the codec and what it was to read named.</summary>
    public static RecordFormatException Undecodable(object codec, string what, Exception cause) => new(
        $"{codec.GetType().Name} cannot read the {what}: {cause.Message}", cause is RecordFormatException { Offset: var offset } ? offset : 0, cause);
}
