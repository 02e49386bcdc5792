using System.Globalization;

namespace Faust.Analyzers.Schema;

/// <summary>A type of a random program, with random values of it as C#.</summary>
/// <param name="Name">A scalar, <c>E</c> or <c>P</c> (the record's own enum and nested record), or the form of a collection.</param>
/// <param name="IsNullable">Whether it has a <c>?</c>.</param>
/// <param name="Element">Of a collection: the type of its elements or values.</param>
/// <param name="Key">Of a dictionary or pair: the type of its keys.</param>
internal sealed record RandomType(string Name, bool IsNullable = false, RandomType? Element = null, string Key = "")
{
    private static readonly string[] Integers = ["byte", "sbyte", "short", "ushort", "int", "uint", "long", "ulong"];
    private static readonly string[] Scalars =
        [.. Integers, "float", "double", "decimal", "bool", "char", "string", "Guid", "DateTime", "DateTimeOffset", "TimeSpan", "DateOnly", "TimeOnly", "byte[]", "E", "P"];
    private static readonly string[] Lists = ["[]", "List", "HashSet", "IReadOnlyList"];
    private static readonly string[] Keys = ["int", "long", "byte", "string", "Guid", "E"];

    public bool IsReference => Element is not null ? Name != "KeyValuePair" : Name is "string" or "byte[]";

    public bool HasEnum => Name == "E" || Key == "E" || Element?.HasEnum == true;

    public static RandomType Any(Random random, int depth = 2)
    {
        bool isNullable = random.Next(4) == 0;
        return depth == 0 || random.Next(3) > 0
            ? new RandomType(Pick(random, Scalars), isNullable)
            : random.Next(4) switch
            {
                0 => new RandomType("Dictionary", isNullable, Any(random, depth - 1), Pick(random, Keys)),
                1 => new RandomType("KeyValuePair", isNullable, Any(random, depth - 1), Pick(random, Keys)),
                _ => new RandomType(Pick(random, Lists), isNullable, Any(random, depth - 1)),
            };
    }

    /// <summary>A type like this one, or any.</summary>
    public RandomType Changed(Random random)
    {
        switch (random.Next(6))
        {
            case 0: return this with { IsNullable = !IsNullable };
            case 1: return Any(random);
            case 2 when Name is "float" or "double": return this with { Name = Pick(random, ["float", "double", "decimal"]) };
            case 3 when Name == "E" || Integers.Contains(Name): return this with { Name = Pick(random, ["E", "int", "long", "string", "double", "float", "decimal"]) };
            case 4 when Key.Length > 0: return this with { Key = Pick(random, Keys) };
        }

        if (Integers.Contains(Name)) return this with { Name = Pick(random, Integers) };
        if (Lists.Contains(Name) && random.Next(2) == 0) return this with { Name = Pick(random, Lists) };
        return Element is null ? this with { IsNullable = !IsNullable } : this with { Element = Element.Changed(random) };
    }

    public string CSharp(int number) => (Name switch
    {
        "E" or "P" => Name + number,
        "[]" => $"{Element!.CSharp(number)}[]",
        "Dictionary" or "KeyValuePair" => $"{Name}<{(Key == "E" ? Key + number : Key)}, {Element!.CSharp(number)}>",
        _ => Element is null ? Name : $"{Name}<{Element.CSharp(number)}>",
    }) + (IsNullable ? "?" : "");

    /// <summary>An expression of a value, of an enum with so many members.</summary>
    public string Value(Random random, int number, int members)
    {
        if (IsNullable && random.Next(3) == 0) return "null";
        string type = (this with { IsNullable = false }).CSharp(number);
        switch (Name)
        {
            case "byte": return "(byte)" + Integer(random, 0, byte.MaxValue);
            case "sbyte": return $"(sbyte)({Integer(random, sbyte.MinValue, sbyte.MaxValue)})";
            case "short": return $"(short)({Integer(random, short.MinValue, short.MaxValue)})";
            case "ushort": return "(ushort)" + Integer(random, 0, ushort.MaxValue);
            case "int": return Integer(random, int.MinValue, int.MaxValue);
            case "uint": return Integer(random, 0, uint.MaxValue) + "U";
            case "long": return Integer(random, long.MinValue, long.MaxValue) + "L";
            case "ulong": return Integer(random, 0, long.MaxValue) + "UL * 2 + 1";
            case "float": return Pick(random, ["0.1F", "-3E38F", "16777216F", "1.5F"]);
            case "double": return Pick(random, ["0.1", "-1E300", "9007199254740993D", "2.5"]);
            case "decimal": return Pick(random, ["0.10M", "-79228162514264337593543950335M", "7M"]);
            case "Half": return Pick(random, ["(Half)0.1", "(Half)(-65504)", "(Half)7"]);
            case "Int128": return Pick(random, ["Int128.MinValue", "new Int128(1, 2)", "(Int128)7"]);
            case "UInt128": return Pick(random, ["UInt128.MaxValue", "(UInt128)7"]);
            case "System.Numerics.BigInteger": return Pick(random, ["System.Numerics.BigInteger.Parse(\"-123456789012345678901234567890123456789012345\")", "7"]);
            case "System.Net.IPAddress": return Pick(random, ["System.Net.IPAddress.Parse(\"::1\")", "System.Net.IPAddress.Parse(\"10.0.0.1\")"]);
            case "bool": return Pick(random, ["true", "false"]);
            case "char": return Pick(random, ["'a'", "'\\u20AC'", "'7'"]);
            case "string": return Pick(random, ["\"\"", "\"7\"", "\"a\\\"\\u20AC\"", "\"M1\""]);
            case "Guid": return "new Guid(\"0f8fad5b-d9cb-469f-a165-70867728950e\")";
            case "DateTime": return "new DateTime(2026, 11, 22, 1, 2, 3, DateTimeKind.Utc)";
            case "DateTimeOffset": return "new DateTimeOffset(2026, 11, 22, 1, 2, 3, TimeSpan.FromHours(2))";
            case "TimeSpan": return "TimeSpan.FromTicks(-12345678901)";
            case "DateOnly": return "new DateOnly(2026, 11, 22)";
            case "TimeOnly": return "new TimeOnly(1, 2, 3)";
            case "byte[]": return "new byte[] { 1, 2, 255 }";
            case "E": return $"(E{number})({random.Next(members + 1)})";
            case "P": return $"new P{number}({random.Next(9)})";
            case "Dictionary": return $"new {type} {{ [{KeyValue(random, number, members)}] = {Element!.Value(random, number, members)} }}";
            case "KeyValuePair": return $"new {type}({KeyValue(random, number, members)}, {Element!.Value(random, number, members)})";
        }

        string item = Element!.CSharp(number);
        string one = random.Next(4) == 0 ? "" : Element.Value(random, number, members);
        return Name == "HashSet" ? $"new {type} {{ {one} }}" : $"new {item}[] {{ {one} }}{(Name == "List" ? ".ToList()" : "")}";
    }

    private string KeyValue(Random random, int number, int members) => new RandomType(Key).Value(random, number, members);

    private static string Integer(Random random, long min, long max) =>
        (random.Next(3) switch { 0 => min == long.MinValue ? min + 1 : min, 1 => max, _ => random.Next(100) }).ToString(CultureInfo.InvariantCulture);

    private static T Pick<T>(Random random, T[] items) => items[random.Next(items.Length)];
}
