using System.Text.Json.Serialization;

namespace Faust.Benchmarks.Json;

/// <summary>Numbers of all kinds, and nothing else.</summary>
[Record]
public sealed partial record Numbers(int A, long B, double C, bool D, int E, long F, double G, uint H, short I, decimal J);

/// <summary>Strings that need escapes.</summary>
[Record]
public sealed partial record Escapes(string Title, string Path, string Quote, string Lines);

/// <summary>A line of an order.</summary>
[Record]
public sealed partial record OrderLine(string Sku, int Quantity, double Price);

/// <summary>A record with lists of records and of numbers in it.</summary>
[Record]
public sealed partial record NestedOrder(long Id, string Customer, List<OrderLine> Lines, int[] Tags, Guid Reference, DateTimeOffset Placed);

/// <summary>A payment whose text has the members in another order than they are declared in: the last first.</summary>
[Record]
public sealed partial record OtherOrder(long Id, string Account, string Merchant, long Cents, string Currency, long At);

/// <summary>Eight kilobytes of text.</summary>
[Record]
public sealed partial record LargeText(long Id, string Text);

/// <summary>System.Text.Json's side.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Payment))]
[JsonSerializable(typeof(PaymentValue))]
[JsonSerializable(typeof(Numbers))]
[JsonSerializable(typeof(Escapes))]
[JsonSerializable(typeof(NestedOrder))]
[JsonSerializable(typeof(OtherOrder))]
[JsonSerializable(typeof(LargeText))]
public sealed partial class ShapesContext : JsonSerializerContext;
