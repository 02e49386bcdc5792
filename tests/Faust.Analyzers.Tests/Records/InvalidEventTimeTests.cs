namespace Faust.Analyzers.Records;

public sealed class InvalidEventTimeTests
{
    [Theory]
    [InlineData("[Record] public partial record X([property: EventTime] DateTimeOffset At);")]
    [InlineData("[Record] public partial record X([EventTime] DateTime At);")]
    [InlineData("[Record] public partial class X { [EventTime] public long At { get; set; } }")]
    [InlineData("[Record] public partial record X(DateTimeOffset At);")]
    public Task Accepts_one_time(string source) => VerifyAsync(source);

    [Theory]
    [InlineData("[Record] public partial record X([property: EventTime] string [|At|]);")]
    [InlineData("[Record] public partial record X([property: EventTime] int [|At|]);")]
    [InlineData("[Record] public partial record X([property: EventTime] long A, [property: EventTime] long [|B|]);")]
    [InlineData("[Record] public partial class X { [EventTime] private long [|_at|]; public long Read() => _at; public void Write() => _at = 1; }")]
    [InlineData("[Record] public partial class X { [EventTime] public long [|At|] => 0; }")]
    public Task Reports_what_is_no_time_or_not_the_only_one(string source) => VerifyAsync(source);

    private static Task VerifyAsync(string source) => Rule.VerifyAsync<InvalidEventTimeAnalyzer>(source);
}
