using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Faust.Records;

/// <summary>Members that a text has and its record does not: their names, and their values as JSON. Not thread-safe.</summary>
/// <remarks>
/// They are kept as they came, in one buffer, in their order, a name that came twice included. Looking one up goes through all of them. Equal to
/// another with the same bytes.
/// </remarks>
public sealed class RecordExtensionData : IReadOnlyCollection<KeyValuePair<string, ReadOnlyMemory<byte>>>, IEquatable<RecordExtensionData>
{
    // The text of all members, each behind a comma.
    private readonly ByteBuffer _json = new(0);

    /// <summary>How many members there are.</summary>
    public int Count { get; private set; }

    internal ReadOnlySpan<byte> Json => _json.WrittenSpan;

    /// <summary>Finds the value of a member; of several with its name, the last.</summary>
    /// <param name="name">The member's name.</param>
    /// <param name="json">The value, as UTF-8 JSON; valid until a member is added, set or removed.</param>
    /// <returns>Whether there is such a member.</returns>
    public bool TryGetValue(string name, out ReadOnlyMemory<byte> json)
    {
        ArgumentNullException.ThrowIfNull(name);
        json = default;
        bool found = false;
        foreach ((string key, ReadOnlyMemory<byte> value) in this)
        {
            if (key != name) continue;
            json = value;
            found = true;
        }

        return found;
    }

    /// <summary>Sets a member, in the place of those of its name, behind all others.</summary>
    /// <param name="name">The member's name; one that the record has itself would be written twice.</param>
    /// <param name="json">The value, as UTF-8 JSON.</param>
    /// <exception cref="RecordFormatException"><paramref name="json"/> is not one JSON value.</exception>
    public void Set(string name, ReadOnlySpan<byte> json)
    {
        ArgumentNullException.ThrowIfNull(name);
        JsonReader reader = new(json);
        reader.SkipValue();
        int end = reader.Position;
        reader.ReadEnd();
        Remove(name);
        Append(name, json[..end]);
    }

    /// <summary>Removes all members of a name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>Whether there was one.</returns>
    public bool Remove(string name)
    {
        if (!TryGetValue(name, out _)) return false;
        KeyValuePair<string, ReadOnlyMemory<byte>>[] all = [.. this];
        Dictionary<int, byte[]> kept = [];
        for (int i = 0; i < all.Length; i++)
        {
            if (all[i].Key != name) kept.Add(i, all[i].Value.ToArray());
        }

        Clear();
        foreach ((int index, byte[] value) in kept) Append(all[index].Key, value);
        return true;
    }

    /// <summary>Removes all members.</summary>
    public void Clear()
    {
        _json.Clear();
        Count = 0;
    }

    /// <inheritdoc/>
    /// <remarks>The values are UTF-8 JSON, valid until a member is added, set or removed.</remarks>
    public IEnumerator<KeyValuePair<string, ReadOnlyMemory<byte>>> GetEnumerator()
    {
        ReadOnlyMemory<byte> json = _json.WrittenMemory;
        int position = 0;
        while (position < json.Length) yield return Next(json, ref position);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals([NotNullWhen(true)] RecordExtensionData? other) => other is not null && Json.SequenceEqual(other.Json);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as RecordExtensionData);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.AddBytes(Json);
        return hash.ToHashCode();
    }

    /// <summary>The members as a JSON object.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Count == 0 ? "{}" : "{" + Utf8Text.FromValid(Json[1..]) + "}";

    // Appends a member whose value is valid JSON.
    internal void Append(string name, scoped ReadOnlySpan<byte> json)
    {
        JsonWriter writer = new(_json);
        writer.WriteRaw((byte)',');
        writer.WritePropertyName(name);
        writer.WriteRaw(json);
        writer.Complete();
        Count++;
    }

    private static KeyValuePair<string, ReadOnlyMemory<byte>> Next(ReadOnlyMemory<byte> json, ref int position)
    {
        JsonReader reader = new(json.Span[(position + 1)..]);
        string name = reader.ReadString();
        int start = position + 1 + reader.Position + 1;
        JsonReader value = new(json.Span[start..]);
        value.SkipValue();
        position = start + value.Position;
        return new(name, json[start..position]);
    }
}
