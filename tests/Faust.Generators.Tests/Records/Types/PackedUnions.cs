using Faust.Records;

namespace Faust.Generators.Tests.Records.Types;

// An interface; a struct with keys, a generic case, a case that holds the hierarchy, and a hierarchy in a hierarchy.
[Record, RecordUnion(Discriminator = "kind")]
[RecordCase<Disc>("disc")]
[RecordCase<Boxed<Cargo>>(-1)]
[RecordCase<Pile>(70000)]
[RecordCase<Solid>("a name of more than thirty-one letters")]
public partial interface IForm;

[Record]
public readonly partial record struct Disc([Key(2)] int Radius, [Key(0)] string? Color) : IForm;

[Record]
public sealed partial record Boxed<T>(T Load) : IForm
    where T : IJsonRecord<T>, IMessagePackRecord<T>;

[Record]
public sealed partial record Pile(IForm Top, IForm? Below, List<IForm> More, Dictionary<int, Solid> Solids) : IForm;

// Its own case, whose members have the names that its helpers would take.
[Record, RecordUnion(Discriminator = "solid")]
[RecordCase<Solid>("plain")]
[RecordCase<Ball>(0)]
public partial class Solid : IForm
{
    public int WriteOwnJson { get; set; }

    public int ReadOwnJson { get; set; }

    public long GetOwnEventTime { get; set; }

    public string? WriteOwnMessagePack { get; set; }

    [EventTime]
    public long At { get; set; }

    public class ReadOwnMessagePack;
}

[Record]
public partial class Ball : Solid
{
    public double Radius { get; init; } = 0.5;
}
