using Faust.Generators.Tests.Harness;

namespace Faust.Generators.Tests.Checks;

public class CheckSnapshotTests
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Collections.Immutable;
        using System.ComponentModel.DataAnnotations;
        using System.Text.RegularExpressions;
        using Faust;
        using Faust.Records;

        namespace Shop;


        """;

    [Fact]
    public void Members_of_every_kind() => Verify("""
        [Record]
        public sealed partial record Order(
            [Required, StringLength(20, MinimumLength = 3)] string Customer,
            [Range(1, 10)] int Count,
            [Range(0.5, 2, MinimumIsExclusive = true)] double? Weight,
            [Range(typeof(decimal), "0.01", "1000")] decimal Price,
            [Range(typeof(DateTime), "2020-01-01", "2030-01-01")] DateTime At,
            [RegularExpression("[A-Z]{2}[0-9]+", ErrorMessage = "{0} is no code like {1}")] string? Code,
            [MinLength(1), MaxLength(5)] List<string> Tags,
            [AllowedValues("a", "b", null)] string? Kind,
            [DeniedValues(7, 13)] int Table,
            [EmailAddress] string? Mail,
            [property: Compare("Mail")] string? MailAgain);
        """);

    [Fact]
    public void Checks_of_the_users_own() => Verify("""
        public sealed class EvenAttribute(int of) : ValidationAttribute
        {
            public override bool IsValid(object? value) => value is not int number || number % of == 0;
        }

        [Record]
        public partial class Order : IValidatableObject
        {
            [Even(2, ErrorMessage = "odd")] public int Count { get; set; }
            [CustomValidation(typeof(Order), nameof(CheckName)), Required] public string Name { get; init; } = "";
            [RecordPattern(nameof(Code))] public string? Item { get; set; }
            internal static Regex Code { get; } = new("^[a-z]+$");
            public static ValidationResult? CheckName(string name, ValidationContext context) => ValidationResult.Success;
            public IEnumerable<ValidationResult> Validate(ValidationContext context) => [];
        }
        """);

    [Fact]
    public void Records_within() => Verify("""
        [Record] public sealed partial record Item([Range(1, 9)] int Count);
        [Record] public readonly partial record struct Price([Range(0, 100)] decimal Amount);
        [Record]
        public sealed partial record Order(
            Item? First, Price Price, Price? Discount, List<Item> Items, Dictionary<string, Item?[]> Groups, ImmutableArray<Price> Prices, ISet<Item> Set, Order? Before);
        """, "Order");

    [Fact]
    public void Without_reading() => Verify("""
        [Record(ValidateOnRead = false)]
        public partial class Base { [Required] public string? Name { get; set; } public int Validate; }
        """);

    private static void Verify(string source, string? type = null, [System.Runtime.CompilerServices.CallerFilePath] string file = "", [System.Runtime.CompilerServices.CallerMemberName] string method = "")
    {
        GeneratorTestResult result = new GeneratorTest().Run(Usings + source);
        string checks = Assert.Single(result.Files, f => f.HintName.Contains(".Checks.", StringComparison.Ordinal) && (type is null || f.HintName.Contains(type, StringComparison.Ordinal))).Text;
        Snapshot.Verify(checks, file: file, method: method);
    }
}
