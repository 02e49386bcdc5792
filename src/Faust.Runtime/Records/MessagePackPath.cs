using System.Globalization;
using System.Text;

namespace Faust.Records;

/// <summary>
/// Finds the place in a MessagePack document that an offset belongs to. Costs nothing until something has failed. Thread-safe.
/// </summary>
public static class MessagePackPath
{
    // Where the key is that is a map or an array itself.
    private const int NoKey = -1;

    /// <summary>The path of the value at <paramref name="offset"/>, such as <c>$.lines[3].sku</c>.</summary>
    /// <param name="bytes">The document; it need not be valid.</param>
    /// <param name="offset">Where, in bytes from 0; an offset beyond the document means its end.</param>
    /// <returns>
    /// The path; <c>$</c> is the whole document. Keys that are not plain names are written as <c>['odd name']</c>, <c>[7]</c>, or
    /// <c>[?]</c> where they are no text or number.
    /// </returns>
    public static string At(ReadOnlySpan<byte> bytes, int offset)
    {
        int end = Math.Clamp(offset, 0, bytes.Length);
        List<Level> levels = [];
        int position = 0;
        while (position < end && MessagePackFormat.TryReadHeader(bytes, position, out MessagePackHeader header))
        {
            if (header.Kind is MessagePackKind.Array or MessagePackKind.Map)
            {
                if (position + header.Size > end) break;
                levels.Add(new Level(header.Kind == MessagePackKind.Map, 0, header.Children, 0));
                position += header.Size;
            }
            else
            {
                long next = position + header.Size + header.Length;
                if (next > end) break;
                // The key of the value that comes next is where this key was.
                if (levels.Count > 0) levels[^1] = levels[^1].Next(position);
                position = (int)next;
            }

            while (levels.Count > 0 && levels[^1].IsComplete)
            {
                levels.RemoveAt(levels.Count - 1);
                if (levels.Count > 0) levels[^1] = levels[^1].Next(NoKey);
            }

            if (levels.Count == 0) break;
        }

        return Format(bytes, levels);
    }

    private static string Format(ReadOnlySpan<byte> bytes, List<Level> levels)
    {
        StringBuilder path = new("$");
        foreach (Level level in levels)
        {
            if (!level.IsMap) path.Append(CultureInfo.InvariantCulture, $"[{level.Done}]");
            // Before a map's key, or within it, the place is the map.
            else if (level.Done % 2 != 0) AppendKey(path, bytes, level.Key);
        }

        return path.ToString();
    }

    private static void AppendKey(StringBuilder path, ReadOnlySpan<byte> bytes, int position)
    {
        MessagePackFormat.TryReadHeader(bytes, position, out MessagePackHeader header);
        if (header.Kind == MessagePackKind.String)
        {
            JsonPath.AppendName(path, bytes.Slice(position + header.Size, (int)header.Length));
        }
        else if (header.Kind == MessagePackKind.Integer)
        {
            MessagePackReader reader = new(bytes[position..]);
            path.Append(CultureInfo.InvariantCulture, $"[{reader.ReadDecimal()}]");
        }
        else
        {
            path.Append("[?]");
        }
    }

    // Values read of those there are, keys included; where the last of them is.
    private record struct Level(bool IsMap, long Done, long Count, int Key)
    {
        public readonly bool IsComplete => Done == Count;

        public readonly Level Next(int position) => this with { Done = Done + 1, Key = position };
    }
}
