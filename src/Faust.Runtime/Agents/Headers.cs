using System.Collections;
using System.Text;
using Faust.Records;
using Faust.Transport;

namespace Faust;

/// <summary>The headers of a record, in order. Immutable; the default is without headers.</summary>
public readonly struct Headers : IEnumerable<Header>
{
    private readonly byte[]? _encoded;

    internal Headers(byte[]? encoded) => _encoded = encoded;

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => _encoded is null or [];

    /// <summary>The bytes as they travel, in the form of <see cref="RecordHeaders"/>.</summary>
    internal ReadOnlySpan<byte> Encoded => _encoded;

    /// <summary>These headers and one more behind them.</summary>
    public Headers Add(string name, ReadOnlySpan<byte> value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var buffer = new ByteBuffer(Encoded.Length + name.Length + value.Length + 16);
        buffer.Write(Encoded);
        RecordHeaders.Write(buffer, name, value);
        return new Headers(buffer.WrittenSpan.ToArray());
    }

    /// <summary>These headers and one more behind them, its value as UTF-8.</summary>
    public Headers Add(string name, string value) => Add(name, Encoding.UTF8.GetBytes(value));

    /// <summary>The last header of this name, as Kafka's <c>lastHeader</c> has it.</summary>
    public bool TryGet(string name, out Header header)
    {
        header = default;
        bool found = false;
        foreach (Header candidate in this)
        {
            if (candidate.Name != name) continue;
            header = candidate;
            found = true;
        }

        return found;
    }

    /// <inheritdoc/>
    public IEnumerator<Header> GetEnumerator()
    {
        var headers = new List<Header>();
        ReadOnlySpan<byte> rest = Encoded;
        while (RecordHeaders.TryRead(ref rest, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value, out bool hasValue))
        {
            headers.Add(new Header(Encoding.UTF8.GetString(name), value.ToArray(), hasValue));
        }

        return headers.GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
