using Faust.Generators.Tests.Harness;

namespace Faust.Generators.Tests.Records;

public class AssemblyConversionTests
{
    private const string Source = """
        using System.Collections.Generic;
        using Faust;
        using Faust.Records;

        [assembly: Converter<Shop.MoneyConverter>]
        [assembly: JsonContext<Shop.Context>]

        namespace Shop;

        public class Money;

        public class Address;

        public sealed class MoneyConverter : IRecordConverter<Money, string>
        {
            public static string ToWire(Money value) => "";
            public static Money FromWire(string wire) => new();
        }

        public sealed class Cents : IRecordConverter<Money, long>
        {
            public static long ToWire(Money value) => 0;
            public static Money FromWire(long wire) => new();
        }

        [System.Text.Json.Serialization.JsonSerializable(typeof(Address))]
        [System.Text.Json.Serialization.JsonSerializable(typeof(List<int>))]
        [System.Text.Json.Serialization.JsonSerializable(typeof(int))]
        [System.Text.Json.Serialization.JsonSerializable(typeof(Order))]
        public sealed class Context() : System.Text.Json.Serialization.JsonSerializerContext(null)
        {
            public static Context Default { get; } = new();
            protected override System.Text.Json.JsonSerializerOptions? GeneratedSerializerOptions => null;
            public override System.Text.Json.Serialization.Metadata.JsonTypeInfo? GetTypeInfo(System.Type type) => null;
        }

        [Record]
        public sealed partial record Order(Money? Price, Address Home, List<int> Lines);

        [Record]
        public sealed partial record Basket([Converter<Cents>] Money Price, Order Order);

        [Topic("prices")]
        public sealed partial class Prices : Topic<Money, Address>;
        """;

    [Fact]
    public void The_assemblys_are_for_members_keys_and_values()
    {
        GeneratorTestResult result = new GeneratorTest().Run(Source);
        string order = Part(result, "partial record Order");
        Assert.Contains("global::Shop.MoneyConverter.ToWire(value)", order, StringComparison.Ordinal);
        Assert.Contains("RecordJsonContext.Find<global::Shop.Address>(global::Shop.Context.Default)", order, StringComparison.Ordinal);
        string topic = Part(result, "partial class Prices");
        Assert.Contains("global::Shop.MoneyConverter.FromWire(wire)", topic, StringComparison.Ordinal);
        Assert.Contains("RecordJsonContext.Find<global::Shop.Address>", topic, StringComparison.Ordinal);
    }

    [Fact]
    public void A_context_of_the_assembly_is_only_for_what_has_no_other_form()
    {
        GeneratorTestResult result = new GeneratorTest().Run(Source);
        Assert.DoesNotContain("Find<global::System", Part(result, "partial record Order"), StringComparison.Ordinal);
        Assert.Contains("global::Shop.Order.ReadJson(ref reader)", Part(result, "partial record Basket"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_members_goes_before_the_assemblys() =>
        Assert.Contains("global::Shop.Cents.ToWire(value)", Part(new GeneratorTest().Run(Source), "partial record Basket"), StringComparison.Ordinal);

    private static string Part(GeneratorTestResult result, string declaration) =>
        result.MainFiles.Select(f => f.Text).Single(t => t.Contains(declaration, StringComparison.Ordinal));
}
