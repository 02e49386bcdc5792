using Faust.Records;

namespace Faust.Generators.Tests.Records;

public partial class EventTimeTests
{
    private const long Milliseconds = 1_700_000_000_123;

    [Record]
    public sealed partial record OnProperty([property: EventTime] DateTimeOffset At);

    [Record]
    public sealed partial record OnParameter([EventTime] DateTime At);

    [Record]
    public partial class OnField
    {
        [EventTime]
        public long At;
    }

    [Record]
    public partial struct OnBackingField
    {
        [field: EventTime]
        public long At { get; set; }
    }

    [Fact]
    public void Event_times_are_unix_milliseconds()
    {
        DateTimeOffset at = DateTimeOffset.FromUnixTimeMilliseconds(Milliseconds);
        Assert.Equal(Milliseconds, Of(new OnProperty(at.ToOffset(TimeSpan.FromHours(5)))));
        Assert.Equal(Milliseconds, Of(new OnParameter(at.UtcDateTime)));
        Assert.Equal(Milliseconds, Of(new OnParameter(DateTime.SpecifyKind(at.UtcDateTime, DateTimeKind.Unspecified))));
        Assert.Equal(Milliseconds, Of(new OnParameter(at.LocalDateTime)));
        Assert.Equal(Milliseconds, Of(new OnField { At = Milliseconds }));
        Assert.Equal(Milliseconds, Of(new OnBackingField { At = Milliseconds }));
        Assert.Equal(-1, Of(new OnParameter(DateTime.UnixEpoch.AddTicks(-1))));
    }

    private static long Of<T>(T value)
        where T : IEventTime<T> => T.GetEventTime(value);
}
