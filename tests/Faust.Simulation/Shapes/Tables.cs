namespace Faust.Simulation.Shapes;

[Table("running")]
public sealed partial class RunningStats : Table<int, Stats>;

[Table("rekeyed")]
public sealed partial class RekeyedStats : Table<int, Stats>;

[Table("shared")]
public sealed partial class SharedStats : Table<int, Stats>;

[Table("delayed")]
public sealed partial class DelayedStats : Table<int, Stats>;

[Table("batched")]
public sealed partial class BatchedStats : Table<int, Stats>;

[Table("hoarding")]
public sealed partial class HoardingStats : Table<int, Stats>;

[Table("crowded")]
public sealed partial class CrowdedStats : Table<int, Stats>;
