namespace Faust.Analyzers.Schema;

/// <summary>Which types read what was written as another. docs/schema-guard.md has the table.</summary>
/// <remarks>Only what holds in every format and keeps every value: JSON reads a date as a string, MessagePack does not.</remarks>
internal static class SchemaCompatibility
{
    // Each with the numbers of bits that its values need, the sign apart.
    private static readonly Dictionary<string, (int Bits, bool IsSigned)> Integers = new(StringComparer.Ordinal)
    {
        ["byte"] = (8, false),
        ["ushort"] = (16, false),
        ["uint"] = (32, false),
        ["ulong"] = (64, false),
        ["sbyte"] = (7, true),
        ["short"] = (15, true),
        ["int"] = (31, true),
        ["long"] = (63, true),
    };

    /// <summary>Whether all that was written as <paramref name="written"/> is read as <paramref name="reader"/>, with the same meaning.</summary>
    public static bool CanRead(SchemaType reader, SchemaType written)
    {
        if (written.AllowsNull && !reader.AllowsNull) return false;
        switch (written.Name)
        {
            case "list" or "set":
                return reader.Name is "list" or "set" && CanRead(reader.Arguments[0], written.Arguments[0]);
            case "map":
                return reader.Name == "map"
                    && CanReadKey(reader.Arguments[0], written.Arguments[0])
                    && CanRead(reader.Arguments[1], written.Arguments[1]);
            case "pair":
                return reader.Name == "pair"
                    && reader.Labels.SequenceEqual(written.Labels)
                    && CanRead(reader.Arguments[0], written.Arguments[0])
                    && CanRead(reader.Arguments[1], written.Arguments[1]);
            case "tuple":
                return reader.Name == "tuple"
                    && reader.Arguments.Count == written.Arguments.Count
                    && reader.Arguments.Zip(written.Arguments, CanRead).All(read => read);
            case "text":
                return IsSame(reader, written) || reader.Name == "string";
            case "json":
                return reader.Name == "json" && CanReadJson(FormOf(reader), FormOf(written));
            case "enum":
                return CanReadEnum(reader, written);
            default:
                if (reader.Name == "enum") return Integers.ContainsKey(written.Name) && CanReadScalar(UnderlyingOf(reader), written.Name);
                return written.Arguments.Count > 0 || reader.Arguments.Count > 0 ? IsSame(reader, written) : CanReadScalar(reader.Name, written.Name);
        }
    }

    // Keys are written as text by JSON and as numbers by MessagePack.
    private static bool CanReadKey(SchemaType reader, SchemaType written) => written.Name switch
    {
        "enum" => reader.Name == "enum" && CanReadEnum(reader, written),
        "text" => IsSame(reader, written) || reader.Name == "string",
        _ => Integers.ContainsKey(written.Name)
            ? Integers.ContainsKey(reader.Name) && CanReadScalar(reader.Name, written.Name)
            : reader.Name == written.Name,
    };

    // In MessagePack, JSON of any form is a string of JSON: nothing else is read as it.
    private static bool CanReadJson(string? reader, string? written) => reader == written || reader is null || (reader == "node" && written is not null);

    private static string? FormOf(SchemaType json) => json.Arguments.Count == 0 ? null : json.Arguments[0].Name;

    // Enums are read from numbers and names however they are written; whether the names are there is seen at the lines of the enum.
    private static bool CanReadEnum(SchemaType reader, SchemaType written)
    {
        bool sameEnum = reader.Name == "enum" && reader.Arguments[0].Name == written.Arguments[0].Name;
        // The text of a combination is read by flags alone.
        if (Has(written, SchemaTypeText.AsText) && Has(written, SchemaTypeText.Flags) && !Has(reader, SchemaTypeText.Flags)) return false;
        if (sameEnum) return CanReadScalar(UnderlyingOf(reader), UnderlyingOf(written));
        return reader.Name != "enum" && !Has(written, SchemaTypeText.AsText) && CanReadScalar(reader.Name, UnderlyingOf(written));
    }

    private static bool CanReadScalar(string reader, string written)
    {
        if (reader == written) return true;
        if (written == "float") return reader == "double";
        if (written == "Half") return reader is "float" or "double";
        if (!Integers.TryGetValue(written, out (int Bits, bool IsSigned) from)) return false;
        return Integers.TryGetValue(reader, out (int Bits, bool IsSigned) to)
            ? from.Bits <= to.Bits && (to.IsSigned || !from.IsSigned)
            // What a float cannot hold exactly it would change.
            : reader switch { "float" => from.Bits <= 16, "double" => from.Bits <= 32, "decimal" => true, "Int128" or "BigInteger" => true, "UInt128" => !from.IsSigned, _ => false };
    }

    private static string UnderlyingOf(SchemaType type) =>
        type.Arguments.Skip(1).FirstOrDefault(a => Integers.ContainsKey(a.Name))?.Name ?? "int";

    private static bool Has(SchemaType type, string mark) => type.Arguments.Skip(1).Any(a => a.Name == mark);

    private static bool IsSame(SchemaType reader, SchemaType written) =>
        reader.Name == written.Name
        && reader.Arguments.Count == written.Arguments.Count
        && reader.Arguments.Zip(written.Arguments, (r, w) => r.AllowsNull == w.AllowsNull && IsSame(r, w)).All(same => same);
}
