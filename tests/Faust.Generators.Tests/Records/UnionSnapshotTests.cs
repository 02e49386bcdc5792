using Faust.Generators.Tests.Harness;

namespace Faust.Generators.Tests.Records;

public class UnionSnapshotTests
{
    [Fact]
    public void Record_of_Faust() => Verify("""
        [Record(Namespace = "app.Order", OmitDefaults = true)]
        public sealed partial record Order(int? Id, decimal Amount, DateTime At, [property: ExtensionData] Faust.Records.RecordExtensionData? More);
        """);

    [Fact]
    public void Union() => Verify("""
        [Record, RecordUnion(Discriminator = "type")]
        [RecordCase<CardPayment>("card")]
        [RecordCase<Transfer>(2)]
        public abstract partial record PaymentMethod;

        public sealed record CardPayment(string Number) : PaymentMethod, Faust.Records.IJsonRecord<CardPayment>
        {
            static void Faust.Records.IJsonRecord<CardPayment>.WriteJson(ref Faust.Records.JsonWriter writer, CardPayment value) { }
            static CardPayment Faust.Records.IJsonRecord<CardPayment>.ReadJson(ref Faust.Records.JsonReader reader) => new("");
        }

        public record Transfer(string Iban) : PaymentMethod, Faust.Records.IJsonRecord<Transfer>
        {
            public static void WriteJson(ref Faust.Records.JsonWriter writer, Transfer value) { }
            public static new Transfer ReadJson(ref Faust.Records.JsonReader reader) => new("");
        }
        """);

    [Fact]
    public void Case_of_a_union() => Verify("""
        [Record]
        public sealed partial record CardPayment(string Number, [property: ExtensionData] Faust.Records.RecordExtensionData? More) : Base;

        [Record, RecordCase<CardPayment>("card"), RecordUnion(Discriminator = "type")]
        public abstract partial record Base;
        """);

    [Fact]
    public void Union_of_Faust_that_is_an_interface() => Verify("""
        [Record, RecordUnion, RecordCase<Circle>, RecordCase<Square>("app.Square")]
        public partial interface IShape;

        [Record(Namespace = "app.Circle")]
        public readonly partial record struct Circle(int Radius, [property: EventTime] long At) : IShape;

        [Record]
        public partial class Square : IShape
        {
            public int Side { get; set; }
        }
        """);

    [Fact]
    public void Union_that_is_its_own_case() => Verify("""
        [Record, RecordUnion(Discriminator = "kind"), RecordCase<Animal>("animal"), RecordCase<Dog>("dog")]
        public partial class Animal
        {
            public string Name { get; set; } = "";
            [EventTime] public long At { get; set; }
        }

        [Record]
        public sealed partial class Dog : Animal
        {
            public bool Barks { get; set; }
        }
        """);

    // As MessagePack-CSharp declares it; a case that it does not list keeps its discriminator.
    [Fact]
    public void Union_with_numbers_of_MessagePack() => Verify("""
        [Record, RecordUnion(Discriminator = "type"), RecordCase<Card>("card"), RecordCase<Cash>(0), RecordCase<Other>, RecordCase<Named>("named")]
        [MessagePack.Union(0, typeof(Card)), MessagePack.Union(-2, typeof(Cash)), MessagePack.Union(3, "Shop.Named, Shop")]
        public partial interface IPayment;

        [Record] public sealed partial record Card([property: Key(0)] string Number) : IPayment;
        [Record] public readonly partial record struct Cash : IPayment;
        [Record] public sealed partial record Other : IPayment;
        [Record] public sealed partial record Named : IPayment;
        """, """
        namespace MessagePack;
        [System.AttributeUsage(System.AttributeTargets.All, AllowMultiple = true)]
        public class UnionAttribute : System.Attribute
        {
            public UnionAttribute(int key, System.Type subType) { }
            public UnionAttribute(int key, string subType) { }
        }
        """);

    private static void Verify(string source, string foreign = "", [System.Runtime.CompilerServices.CallerMemberName] string method = "")
    {
        GeneratorTestResult result = new GeneratorTest().Run($"""
            using System;
            using System.Collections.Generic;
            using Faust;

            namespace Shop;

            {source}
            """, foreign);
        Snapshot.Verify(string.Join("\n", result.Files.Select(f => $"// {f.HintName}\n{f.Text}")), method: method);
    }
}
