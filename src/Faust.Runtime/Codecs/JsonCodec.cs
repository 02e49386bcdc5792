namespace Faust;

/// <summary>The codec <c>json</c>: UTF-8 without a byte order mark, no spaces, as <c>System.Text.Json</c> writes it. That of values unless something else is said.</summary>
public sealed class JsonCodec : ICodec
{
    private JsonCodec()
    {
    }
}
