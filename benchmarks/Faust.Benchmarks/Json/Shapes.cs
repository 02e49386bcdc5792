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

/// <summary>One of four payments, told apart by a discriminator; both sides are told of the cases by the same attributes.</summary>
[Record]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(CardMethod), "card")]
[JsonDerivedType(typeof(TransferMethod), "transfer")]
[JsonDerivedType(typeof(CashMethod), "cash")]
[JsonDerivedType(typeof(VoucherMethod), "voucher")]
public abstract partial record Method;

/// <summary>By card.</summary>
[Record]
public sealed partial record CardMethod(long Id, string Number, int Year, string Merchant) : Method;

/// <summary>By transfer.</summary>
[Record]
public sealed partial record TransferMethod(long Id, string Iban, string Note) : Method;

/// <summary>In cash.</summary>
[Record]
public sealed partial record CashMethod(long Id, double Amount) : Method;

/// <summary>By voucher.</summary>
[Record]
public sealed partial record VoucherMethod(long Id, string Code, bool Partly) : Method;

/// <summary>System.Text.Json's side.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Payment))]
[JsonSerializable(typeof(PaymentValue))]
[JsonSerializable(typeof(Numbers))]
[JsonSerializable(typeof(Escapes))]
[JsonSerializable(typeof(NestedOrder))]
[JsonSerializable(typeof(OtherOrder))]
[JsonSerializable(typeof(LargeText))]
[JsonSerializable(typeof(Method))]
public sealed partial class ShapesContext : JsonSerializerContext;
