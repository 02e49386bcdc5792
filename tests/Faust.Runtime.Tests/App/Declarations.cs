namespace Faust.Tests.App;

/// <summary>What most tests send.</summary>
[Record]
public sealed partial record Num(int Value);

/// <summary>Has its own time.</summary>
[Record]
public sealed partial record Timed([property: EventTime] DateTimeOffset At, int Value);

/// <summary>Counts how often it was decoded.</summary>
[Record]
public sealed partial class Counted
{
    private static int _decoded;

    public static int Decoded => _decoded;

    public int Value
    {
        get;
        init
        {
            field = value;
            Interlocked.Increment(ref _decoded);
        }
    }
}

/// <summary>Cannot be written when it is negative.</summary>
[Record]
public sealed partial class Fragile
{
    public int Value
    {
        get => field >= 0 ? field : throw new InvalidOperationException("negative");
        init;
    }
}

[Record]
public readonly partial record struct Slim(int Value);

[Topic("numbers", Partitions = 2)]
public sealed partial class Numbers : Topic<string, Num>;

[Topic("steps", Partitions = 2)]
public sealed partial class Steps : Topic<string, Num>;

[Topic("batched", Partitions = 2)]
public sealed partial class Batched : Topic<string, Num>;

[Topic("timed", Partitions = 2)]
public sealed partial class TimedTopic : Topic<string, Timed>;

[Topic("forwarded", Partitions = 2)]
public sealed partial class Forwarded : Topic<string, Num>;

[Topic("counted", Partitions = 2)]
public sealed partial class CountedTopic : Topic<string, Counted>;

[Topic("fragile", Partitions = 2)]
public sealed partial class FragileTopic : Topic<string, Fragile>;

[Topic("slim", Partitions = 2)]
public sealed partial class SlimTopic : Topic<string, Slim>;

[Topic("first", Partitions = 2)]
public sealed partial class First : Topic<string, Num>;

[Topic("second", Partitions = 2)]
public sealed partial class Second : Topic<string, Num>;

[Topic("third", Partitions = 2)]
public sealed partial class Third : Topic<string, Num>;

[Table("counts")]
public sealed partial class Counts : Table<string, long>;

[Table("step-sums")]
public sealed partial class StepSums : Table<string, int>;

[Table("slim-sums")]
public sealed partial class SlimSums : Table<string, long>;

[Table("third-counts")]
public sealed partial class ThirdCounts : Table<string, long>;
