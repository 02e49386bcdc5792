namespace Faust.Simulation.Shapes;

// Inputs. None says how many partitions it has: the seed does.
[Topic("a")]
public sealed partial class A : Topic<int, Item>;

[Topic("b")]
public sealed partial class B : Topic<int, Item>;

[Topic("c")]
public sealed partial class C : Topic<int, Item>;

[Topic("d")]
public sealed partial class D : Topic<int, Item>;

[Topic("e")]
public sealed partial class E : Topic<int, Item>;

[Topic("f")]
public sealed partial class F : Topic<int, Item>;

[Topic("g")]
public sealed partial class G : Topic<int, Item>;

[Topic("h")]
public sealed partial class H : Topic<int, Item>;

[Topic("i")]
public sealed partial class I : Topic<int, Item>;

// From one agent to another.
[Topic("rekeyed")]
public sealed partial class Rekeyed : Topic<int, Item>;

// Outputs.
[Topic("echoed")]
public sealed partial class Echoed : Topic<int, Item>;

[Topic("running-out")]
public sealed partial class RunningOut : Topic<int, Result>;

[Topic("rekeyed-out")]
public sealed partial class RekeyedOut : Topic<int, Result>;

[Topic("shared-out")]
public sealed partial class SharedOut : Topic<int, Result>;

[Topic("delayed-out")]
public sealed partial class DelayedOut : Topic<int, Result>;

[Topic("batched-out")]
public sealed partial class BatchedOut : Topic<int, Result>;

[Topic("beside-out")]
public sealed partial class BesideOut : Topic<int, Item>;

[Topic("hoarding-out")]
public sealed partial class HoardingOut : Topic<int, Result>;

[Topic("crowded-out")]
public sealed partial class CrowdedOut : Topic<int, Result>;

[Topic("along-out")]
public sealed partial class AlongOut : Topic<int, Item>;

[Topic("scattered-out")]
public sealed partial class ScatteredOut : Topic<int, Item>;
