using System.Collections.Immutable;
using System.Numerics;
using MessagePack;
using ForeignKey = MessagePack.KeyAttribute;

namespace Faust.Records;

// Contracts as they are written for MessagePack-CSharp: nothing but [Record] is ours. The alias is needed within Faust's own namespace only.

/// <summary>An array with a gap.</summary>
[MessagePackObject]
[Record]
public sealed partial class ForeignArray
{
    [ForeignKey(0)]
    public long Id { get; set; }

    [ForeignKey(1)]
    public string? Name { get; set; }

    [ForeignKey(4)]
    public ForeignMap? Map { get; set; }

    [ForeignKey(3)]
    public List<ForeignArray>? Children { get; set; }

    [ForeignKey(6)]
    public ShapeState State { get; set; }

    [IgnoreMember]
    public int Cache { get; set; }
}

/// <summary>A map of names as they are declared.</summary>
[MessagePackObject(keyAsPropertyName: true)]
[Record]
public sealed partial class ForeignMap
{
    public bool Boolean { get; set; }

    public sbyte SByte { get; set; }

    public ushort UInt16 { get; set; }

    public uint UInt32 { get; set; }

    public ulong UInt64 { get; set; }

    public float Single { get; set; }

    public double Double { get; set; }

    public decimal Decimal { get; set; }

    public char Char { get; set; }

    public Guid Guid { get; set; }

    public DateTime DateTime { get; set; }

    public DateTimeOffset DateTimeOffset { get; set; }

    public TimeSpan TimeSpan { get; set; }

    public DateOnly DateOnly { get; set; }

    public TimeOnly TimeOnly { get; set; }

    public byte[]? Bytes { get; set; }

    public BigInteger Big { get; set; }

    public Version? Version { get; set; }

    public Uri? Uri { get; set; }

    public int? Number { get; set; }

    public KeyValuePair<int, string> Pair { get; set; }

    public Dictionary<int, double?>? ByNumber { get; set; }

    public HashSet<Guid>? Set { get; set; }

    public Queue<short>? Queue { get; set; }

    public ImmutableArray<int> Array { get; set; }

    public ReadOnlyMemory<byte> Memory { get; set; }

    [IgnoreMember]
    public int Cache { get; set; }
}

/// <summary>A map of names that are given.</summary>
[MessagePackObject]
[Record]
public partial struct ForeignNames
{
    [ForeignKey("identity")]
    public long Id { get; set; }

    [ForeignKey("größe")]
    public string? Size { get; set; }
}
