using System.Text.Json.Serialization;
using Faust.Records;

namespace Faust.Generators.Tests.Records.Types;

[Record, RecordUnion(Discriminator = "type")]
[RecordCase<CardPayment>("card")]
[RecordCase<Transfer>("transfer")]
[RecordCase<Cash>("cash")]
[RecordCase<Voucher>(7)]
[RecordCase<Split>]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(CardPayment), "card")]
[JsonDerivedType(typeof(Transfer), "transfer")]
[JsonDerivedType(typeof(Cash), "cash")]
[JsonDerivedType(typeof(Voucher), 7)]
[JsonDerivedType(typeof(Split), "Split")]
public abstract partial record PaymentMethod;

[Record]
public sealed partial record CardPayment(string Number, int Year = 30) : PaymentMethod;

[Record]
public sealed partial record Transfer : PaymentMethod
{
    public required string Iban { get; init; }

    public string? Note { get; set; }
}

[Record]
public sealed partial record Cash : PaymentMethod;

[Record(OmitDefaults = true)]
public sealed partial record Voucher(int Amount = 5) : PaymentMethod;

[Record]
public sealed partial record Split(PaymentMethod First, PaymentMethod? Second, List<PaymentMethod> More) : PaymentMethod;

/// <summary>Not listed.</summary>
[Record]
public sealed partial record Barter(string Good) : PaymentMethod;

[Record]
public sealed partial record Purchase(
    long Id, PaymentMethod Method, PaymentMethod? Other, PaymentMethod[] All, Dictionary<string, PaymentMethod> ByName, Shape Shape, IVehicle? Vehicle);

// A hierarchy that is its own case, spelled as System.Text.Json spells it.
[Record]
[JsonPolymorphic]
[JsonDerivedType(typeof(Shape), "shape")]
[JsonDerivedType(typeof(Circle), "circle")]
[JsonDerivedType(typeof(Ring), 3)]
public partial class Shape
{
    public string Color { get; set; } = "red";
}

[Record]
public partial class Circle : Shape
{
    public double Radius { get; set; }
}

[Record]
public partial class Ring : Circle
{
    public double Inner { get; init; } = 0.5;
}

// An interface, a struct, a generic case, and a hierarchy in a hierarchy.
[Record, RecordUnion(Discriminator = "kind")]
[RecordCase<Bike>("bike")]
[RecordCase<Truck<Cargo>>("truck")]
[RecordCase<Car>("car")]
public partial interface IVehicle;

[Record]
public readonly partial record struct Bike(int Gears) : IVehicle;

[Record]
public sealed partial record Truck<T>(T Load) : IVehicle
    where T : IJsonRecord<T>, IMessagePackRecord<T>;

[Record]
public sealed partial record Cargo(string What);

[Record, RecordUnion(Discriminator = "fuel")]
[RecordCase<Electric>("electric")]
[RecordCase<Petrol>("petrol")]
public abstract partial record Car : IVehicle
{
    [Record]
    public sealed partial record Electric(int Battery) : Car;

    [Record]
    public sealed partial record Petrol([property: ExtensionData] RecordExtensionData? More) : Car;
}

// Told apart as Faust does it.
[Record, RecordUnion]
[RecordCase<Opened>]
[RecordCase<Closed>]
[RecordCase<RenamedOwner>("app.Renamed")]
public abstract partial record AccountEvent;

[Record(Namespace = "app.Opened")]
public sealed partial record Opened(string Owner, decimal Amount) : AccountEvent;

[Record]
public sealed partial record Closed : AccountEvent;

[Record]
public sealed partial record RenamedOwner(string Name, [property: ExtensionData] RecordExtensionData? More = null) : AccountEvent;
