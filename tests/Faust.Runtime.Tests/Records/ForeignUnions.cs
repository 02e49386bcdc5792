using MessagePack;
using ForeignKey = MessagePack.KeyAttribute;

namespace Faust.Records;

// Hierarchies as they are written for MessagePack-CSharp, whose numbers are those of MessagePack; JSON has its own.

[Union(0, typeof(ForeignCircle))]
[Union(300, typeof(ForeignGroup))]
[Union(-1, typeof(ForeignNamed))]
[Record, RecordUnion(Discriminator = "type")]
[RecordCase<ForeignCircle>("circle")]
[RecordCase<ForeignGroup>("group")]
[RecordCase<ForeignNamed>(0)]
public abstract partial class ForeignShape;

[MessagePackObject]
[Record]
public sealed partial class ForeignCircle : ForeignShape
{
    [ForeignKey(0)]
    public int Radius { get; set; }

    [ForeignKey(2)]
    public string? Color { get; set; }
}

[MessagePackObject]
[Record]
public sealed partial class ForeignGroup : ForeignShape
{
    [ForeignKey(0)]
    public ForeignShape? First { get; set; }

    [ForeignKey(1)]
    public List<ForeignShape>? More { get; set; }

    [ForeignKey(2)]
    public IForeignThing? Thing { get; set; }
}

[MessagePackObject(keyAsPropertyName: true)]
[Record]
public sealed partial class ForeignNamed : ForeignShape
{
    public string? Name { get; set; }

    public Dictionary<string, ForeignShape?>? Shapes { get; set; }
}

[Union(0, typeof(ForeignSize))]
[Union(1, typeof(ForeignLabel))]
[Record, RecordUnion(Discriminator = "type"), RecordCase<ForeignSize>, RecordCase<ForeignLabel>]
public partial interface IForeignThing;

[MessagePackObject]
[Record]
public partial struct ForeignSize : IForeignThing
{
    [ForeignKey(0)]
    public long Size { get; set; }
}

[MessagePackObject]
[Record]
public sealed partial class ForeignLabel : IForeignThing
{
    [ForeignKey("label")]
    public string? Text { get; set; }
}
