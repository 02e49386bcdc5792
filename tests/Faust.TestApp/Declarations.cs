namespace Faust.TestApp;

[Record]
public sealed partial record Order(decimal Amount);

[Record]
public sealed partial record Reading([property: EventTime] DateTimeOffset At, int Value);

[Topic("orders", Partitions = 3)]
public sealed partial class Orders : Topic<string, Order>;

/// <summary>Orders of more than 100.</summary>
[Topic("large-orders")]
public sealed partial class LargeOrders : Topic<string, Order>;

/// <summary>Numbers of seconds to wait.</summary>
[Topic("reminders", Partitions = 2)]
public sealed partial class Reminders : Topic<string, int>;

/// <summary>What the gateway is asked.</summary>
[Topic("questions", Partitions = 2)]
public sealed partial class Questions : Topic<string, string>;

/// <summary>Numbers of seconds that they take.</summary>
[Topic("errands", Partitions = 1)]
public sealed partial class Errands : Topic<string, int>;

[Topic("done-errands", Partitions = 1)]
public sealed partial class DoneErrands : Topic<string, int>;

[Table("errand-counts")]
public sealed partial class ErrandCounts : Table<string, int>;

[Topic("readings", Partitions = 2)]
public sealed partial class Readings : Topic<string, Reading>;

[Table("totals")]
public sealed partial class Totals : Table<string, decimal>;

[Table("large-counts")]
public sealed partial class LargeCounts : Table<string, int>;
