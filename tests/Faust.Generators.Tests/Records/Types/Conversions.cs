using System.Globalization;
using System.Net;
using System.Runtime.Serialization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Faust.Records;

namespace Faust.Generators.Tests.Records.Types;

/// <summary>A type as another assembly would have it: no attributes, nothing that tells how it travels.</summary>
public readonly struct Money : IEquatable<Money>
{
    public Money(decimal amount, string currency)
    {
        ArgumentException.ThrowIfNullOrEmpty(currency);
        Amount = amount;
        Currency = currency;
    }

    public decimal Amount { get; }

    public string Currency { get; }

    public bool Equals(Money other) => Amount == other.Amount && Currency == other.Currency;

    public override bool Equals(object? obj) => obj is Money other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Amount, Currency);
}

public sealed class MoneyConverter : IRecordConverter<Money, string>
{
    public static string ToWire(Money value) => value.Amount.ToString(CultureInfo.InvariantCulture) + " " + value.Currency;

    public static Money FromWire(string wire)
    {
        string[] parts = wire.Split(' ');
        return new Money(decimal.Parse(parts[0], CultureInfo.InvariantCulture), parts.Length > 1 ? parts[1] : "");
    }
}

/// <summary>A class that travels as a record, which holds one of its own kind again.</summary>
public sealed class Chain
{
    public int Value { get; init; }

    public Chain? Next { get; init; }
}

[Record]
public sealed partial record ChainWire(int Value, [Converter<ChainConverter>] Chain? Next);

public sealed class ChainConverter : IRecordConverter<Chain, ChainWire>
{
    public static ChainWire ToWire(Chain value) => new(value.Value, value.Next);

    public static Chain FromWire(ChainWire wire) => new() { Value = wire.Value, Next = wire.Next };
}

public struct Celsius
{
    public double Degrees { get; set; }
}

/// <summary>Converts two types, one of them with a form of its own.</summary>
public sealed class ThermalConverter : IRecordConverter<Celsius>, IRecordConverter<TimeZoneInfo, string?>
{
    public static void WriteJson(ref JsonWriter writer, Celsius value)
    {
        writer.WriteRaw("{\"celsius\":"u8);
        writer.WriteValue(value.Degrees);
        writer.WriteRaw((byte)'}');
    }

    public static Celsius ReadJson(ref JsonReader reader)
    {
        double degrees = 0;
        reader.ReadStartObject();
        while (reader.ReadName(out ReadOnlySpan<byte> name))
        {
            if (name.SequenceEqual("celsius"u8)) degrees = reader.ReadDouble();
            else reader.SkipValue();
        }

        return degrees < -273.15 ? throw new ArgumentException("Colder than cold.") : new Celsius { Degrees = degrees };
    }

    public static string? ToWire(TimeZoneInfo value) => value == TimeZoneInfo.Utc ? null : value.Id;

    public static TimeZoneInfo FromWire(string? wire) => wire is null ? TimeZoneInfo.Utc : throw new FormatException("No such zone.");
}

[Record]
public sealed partial record Priced(
    [Converter<MoneyConverter>] Money Price,
    [Converter<MoneyConverter>] Money? Before,
    [Converter<MoneyConverter>] List<Money?> All,
    [Converter<MoneyConverter>] Dictionary<string, Money[]> Named,
    [Converter<MoneyConverter>] Dictionary<Money, int> Counts);

[Record]
public sealed partial record Thermal(
    [Converter<ThermalConverter>] Celsius Now,
    [Converter<ThermalConverter>] Celsius? Then,
    [Converter<ThermalConverter>] (TimeZoneInfo Zone, List<Celsius> All) Both);

[Record]
public sealed partial record Chained([Converter<ChainConverter>] Chain? First);

/// <summary>An id of the program's own, which says itself how it travels.</summary>
[Converter<OrderIdConverter>]
public readonly record struct OrderId(long Value);

public sealed class OrderIdConverter : IRecordConverter<OrderId, long>
{
    public static long ToWire(OrderId value) => value.Value;

    public static OrderId FromWire(long wire) => new(checked((int)wire));
}

[Record]
public sealed partial record WithIds(OrderId Id, OrderId? Other, Dictionary<OrderId, string?> Names);

[Record]
public sealed partial record WithNumbers(long Id, long? Other, Dictionary<long, string?> Names);

public sealed class Address
{
    public string Street { get; set; } = "";

    public int Number { get; set; }
}

public sealed record Bare(string A, int B);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(Address))]
[JsonSerializable(typeof(List<Bare>))]
[JsonSerializable(typeof(Guid[]))]
public sealed partial class TestJsonContext : JsonSerializerContext;

[Record]
public sealed partial record WithContext(
    [JsonContext<TestJsonContext>] Address Home,
    [JsonContext<TestJsonContext>] Address? Work,
    [JsonContext<TestJsonContext>] Dictionary<string, List<Bare>>? Lists,
    int Last);

[Record]
public sealed partial record Tuples(
    (int A, string B) Pair,
    (int, string?)? Maybe,
    List<(int X, int Y)> Points,
    (int, int, int, int, int, int, int, int, string) Nine,
    ValueTuple<int> One,
    Tuple<int, string?>? Classic,
    ((int, int) Inner, int Outer) Nested);

[Record]
public sealed partial record TextForms(IPAddress Address, IPAddress? Maybe, IPNetwork Network, List<IPNetwork> Networks, Dictionary<IPAddress, int> ByAddress);

[Record]
public sealed partial record Documents(
    JsonElement Element, JsonElement? MaybeElement, JsonNode? Node, JsonObject? Object, JsonArray? Array, List<JsonElement> All, int Last);

[Record(EnumAsText = true)]
public sealed partial record RenamedEnums(Grade Grade, Grade? Maybe, Rights Rights, Dictionary<Rights, Grade> Keys, SignedRights Signed, Weekday Day);

public enum Grade : byte
{
    [JsonStringEnumMemberName("low")]
    Low,

    [JsonStringEnumMemberName("the \"middle\" ü")]
    Middle = 5,

    High,
}

[Flags]
public enum Rights : ulong
{
    None,

    [JsonStringEnumMemberName("read")]
    Read = 1,

    Write = 2,

    Both = 3,

    Execute = 8,

    WriteAndExecute = 10,

    Top = 1UL << 63,
}

[Flags]
public enum SignedRights : sbyte
{
    A = 1,
    B = 2,
    Sign = -128,
}

public enum Weekday
{
    [EnumMember(Value = "mo")]
    Monday,

    [RecordField("tu", Aliases = ["Tuesday", "di"])]
    [EnumMember(Value = "not this")]
    Tuesday,
}

public readonly record struct Kelvin(double Degrees);

/// <summary>Has forms of its own in both formats.</summary>
public sealed class KelvinConverter : IRecordConverter<Kelvin>, IMessagePackConverter<Kelvin>
{
    public static void WriteJson(ref JsonWriter writer, Kelvin value) => writer.WriteValue(value.Degrees);

    public static Kelvin ReadJson(ref JsonReader reader) => Of(reader.ReadDouble());

    public static void WriteMessagePack(ref MessagePackWriter writer, Kelvin value) => writer.WriteValue(value.Degrees);

    public static Kelvin ReadMessagePack(ref MessagePackReader reader) => Of(reader.ReadDouble());

    private static Kelvin Of(double degrees) => degrees >= 0 ? new Kelvin(degrees) : throw new FormatException("below zero");
}

[Record(EnumAsText = true)]
public sealed partial record Mixed(
    [Converter<MoneyConverter>] Money Price,
    [Converter<ThermalConverter>] Celsius Warm,
    [Converter<KelvinConverter>] Kelvin Cold,
    (int, string) Tuple,
    IPAddress Address,
    Rights Rights);
