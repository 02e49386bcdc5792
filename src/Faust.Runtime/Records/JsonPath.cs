using System.Globalization;
using System.Text;

namespace Faust.Records;

/// <summary>Finds the place in a JSON text that an offset belongs to. Costs nothing until something has failed. Thread-safe.</summary>
public static class JsonPath
{
    /// <summary>The path of the value at <paramref name="offset"/>, such as <c>$.lines[3].sku</c>.</summary>
    /// <param name="json">The text; it need not be valid JSON.</param>
    /// <param name="offset">Where, in bytes from 0; an offset beyond the text means its end.</param>
    /// <returns>The path; <c>$</c> is the whole text. Names that are not plain are written as <c>['odd name']</c>.</returns>
    public static string At(ReadOnlySpan<byte> json, int offset)
    {
        int end = Math.Clamp(offset, 0, json.Length);
        List<Level> levels = [];
        int index = 0;
        while (index < end)
        {
            byte b = json[index];
            switch (b)
            {
                case (byte)'{' or (byte)'[':
                    levels.Add(new Level(b == '[' ? 0 : -1, null));
                    break;
                case (byte)'}' or (byte)']' when levels.Count > 0:
                    levels.RemoveAt(levels.Count - 1);
                    break;
                case (byte)',' when levels.Count > 0:
                    Level level = levels[^1];
                    levels[^1] = new Level(level.Index < 0 ? -1 : level.Index + 1, null);
                    break;
                case (byte)'"':
                    int start = index + 1;
                    index = EndOfString(json, start);
                    // Names are recognised by their colon; a failure within a name belongs to the object.
                    if (index < end && levels.Count > 0 && levels[^1].Index < 0 && IsName(json, index + 1, end))
                    {
                        levels[^1] = levels[^1] with { Name = (start, index) };
                    }

                    break;
            }

            index++;
        }

        return Format(json, levels);
    }

    private static int EndOfString(ReadOnlySpan<byte> json, int index)
    {
        while (index < json.Length && json[index] != '"') index += json[index] == '\\' ? 2 : 1;
        return index;
    }

    private static bool IsName(ReadOnlySpan<byte> json, int index, int end)
    {
        while (index < end && json[index] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n') index++;
        return index < end && json[index] == ':';
    }

    private static string Format(ReadOnlySpan<byte> json, List<Level> levels)
    {
        StringBuilder path = new("$");
        foreach (Level level in levels)
        {
            if (level.Index >= 0)
            {
                path.Append('[').Append(level.Index.ToString(CultureInfo.InvariantCulture)).Append(']');
            }
            else if (level.Name is (int from, int to))
            {
                AppendName(path, json[from..to]);
            }
        }

        return path.ToString();
    }

    /// <summary>Appends a member to a path.</summary>
    internal static void AppendName(StringBuilder path, ReadOnlySpan<byte> utf8)
    {
        string name = Encoding.UTF8.GetString(utf8);
        bool plain = name.Length > 0 && name.All(c => char.IsLetterOrDigit(c) || c == '_');
        path.Append(plain ? $".{name}" : $"['{name}']");
    }

    // An array has an index, an object -1 and the name of its last member.
    private record struct Level(int Index, (int From, int To)? Name);
}
