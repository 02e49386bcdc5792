namespace Faust.Analyzers.Records;

public sealed class LocalDateTimeTests
{
    [Theory]
    [InlineData("[Record] public partial record X(DateTimeOffset At, DateOnly Day);")]
    [InlineData("[Record] public partial class X { [RecordIgnore] public DateTime At { get; set; } public DateTime Computed => At; }")]
    [InlineData("public record Unmarked(DateTime At);")]
    [InlineData("[Record] public partial record X([property: Converter<C>] DateTime At); public class C : Faust.Records.IRecordConverter<DateTime, long> { public static long ToWire(DateTime v) => v.Ticks; public static DateTime FromWire(long w) => new(w); }")]
    public Task Accepts_times_that_are_the_same_everywhere(string source) => VerifyAsync(source);

    [Theory]
    [InlineData("[Record] public partial record X(DateTime [|At|], int N);")]
    [InlineData("[Record] public partial class X { [EventTime] public DateTime [|At|] { get; set; } public DateTime? [|Then|]; }")]
    [InlineData("[Record] public partial record X(Dictionary<DateTime, int> [|Keys|], List<(int, DateTime?)> [|Items|]);")]
    public Task Reports_times_that_depend_on_the_machine(string source) => VerifyAsync(source);

    private static Task VerifyAsync(string source) => Rule.VerifyAsync<LocalDateTimeAnalyzer>("#nullable enable\n" + source);
}
