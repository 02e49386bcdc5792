namespace Faust.Analyzers.Records;

public sealed class ConverterDoesNotFitTests
{
    private const string Converters = """

        public struct Money;

        public class MoneyConverter : Faust.Records.IRecordConverter<Money, string>
        {
            public static string ToWire(Money value) => "";
            public static Money FromWire(string wire) => default;
        }

        public class Hidden : Faust.Records.IRecordConverter<Money, string>
        {
            static string Faust.Records.IRecordConverter<Money, string>.ToWire(Money value) => "";
            static Money Faust.Records.IRecordConverter<Money, string>.FromWire(string wire) => default;
        }

        [System.Text.Json.Serialization.JsonSerializable(typeof(Money))]
        public class Context : System.Text.Json.Serialization.JsonSerializerContext
        {
            public Context() : base(null) { }
            public static Context Default => new();
            protected override System.Text.Json.JsonSerializerOptions? GeneratedSerializerOptions => null;
            public override System.Text.Json.Serialization.Metadata.JsonTypeInfo? GetTypeInfo(Type type) => null;
        }
        """;

    [Theory]
    [InlineData("[Record] public partial record X([Converter<MoneyConverter>] Money A, [property: Converter<MoneyConverter>] Dictionary<string, Money?[]> B);")]
    [InlineData("[Record] public partial record X([JsonContext<Context>] Money A, [JsonContext<Context>] List<Money>? B);")]
    [InlineData("[assembly: Converter<MoneyConverter>]\n[Record] public partial record X(Money A);")]
    [InlineData("[assembly: JsonContext<Context>] [Record] public partial record X(Money A, int B);")]
    [InlineData("[Converter<OwnConverter>] public struct Own; public class OwnConverter : Faust.Records.IRecordConverter<Own, int> { public static int ToWire(Own value) => 0; public static Own FromWire(int wire) => default; }")]
    public Task Accepts_what_fits(string source) => VerifyAsync(source);

    [Theory]
    [InlineData("[Record] public partial record X([{|Converter<MoneyConverter>|}] int A);")]
    [InlineData("[Record] public partial record X([{|Converter<string>|}] Money A);")]
    [InlineData("[Record] public partial record X([{|Converter<Hidden>|}] Money A);")]
    [InlineData("[Record] public partial record X([{|JsonContext<Context>|}] List<int> A);")]
    [InlineData("[Record] public partial record X([Converter<MoneyConverter>, {|Converter<MoneyConverter>|}] Money A);")]
    [InlineData("[assembly: {|Converter<string>|}]")]
    [InlineData("[{|Converter<MoneyConverter>|}] public struct Own;")]
    public Task Reports_what_does_not(string source) =>
        VerifyAsync(source.Replace("{|", "[|", StringComparison.Ordinal).Replace("|}", "|]", StringComparison.Ordinal));

    [Theory]
    [InlineData("[Record] public partial record X([Converter<MoneyConverter>] Exception A);")]
    public async Task A_member_is_reported_once(string source)
    {
        Microsoft.CodeAnalysis.Compilation compilation = Compile.Program("#nullable enable\n" + source + Converters);
        Assert.Equal(["FAUST0026"], (await Compile.AnalyzeAsync(compilation)).Select(d => d.Id).Where(id => id != "FAUST0020"));
    }

    private static Task VerifyAsync(string source) => Rule.VerifyAsync<ConverterDoesNotFitAnalyzer>("#nullable enable\n" + source + Converters);
}
