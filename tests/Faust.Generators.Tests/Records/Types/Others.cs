using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Numerics;

namespace Faust.Generators.Tests.Records.Types;

[Record]
public sealed partial record Others(
    Half Half,
    Int128 Int128,
    UInt128 UInt128,
    Version Version,
    Uri Uri,
    ReadOnlyMemory<byte> Read,
    Memory<byte> Memory,
    Half? MaybeHalf,
    Version? MaybeVersion,
    Uri? MaybeUri,
    ReadOnlyMemory<byte>? MaybeRead,
    List<ReadOnlyMemory<byte>> Blobs);

[Record]
public sealed partial record Big(BigInteger Value, BigInteger? Maybe, List<BigInteger> All);

[Record]
public sealed partial record Pairs(
    KeyValuePair<string, int> One,
    KeyValuePair<int, string?>? Maybe,
    List<KeyValuePair<PositionalRecord, int[]>> All);

[Record(Naming = RecordNaming.PascalCase)]
public sealed partial record PascalPairs(KeyValuePair<string, int> One);

[Record]
public sealed partial record MoreCollections(
    ImmutableArray<int> Array,
    ImmutableArray<string?>? MaybeArray,
    ImmutableList<string> List,
    ImmutableHashSet<int> Set,
    ImmutableSortedSet<int> Sorted,
    ImmutableDictionary<string, int> Dictionary,
    ImmutableSortedDictionary<int, string?> SortedDictionary,
    SortedSet<long> SortedSet,
    SortedDictionary<int, int> Tree,
    SortedList<int, int>? SortedList,
    Queue<int> Queue,
    LinkedList<string> Linked);

[Record]
public sealed partial record Frozen(FrozenSet<int> Set, FrozenDictionary<string, PositionalRecord> Dictionary, ReadOnlyMemory<byte>? Maybe = null);

[Record(OmitDefaults = true)]
public sealed partial class OtherDefaults
{
    public Half Half { get; set; }

    public Int128 Int128 { get; set; }

    public BigInteger Big { get; set; }

    public ReadOnlyMemory<byte> Bytes { get; set; }

    public KeyValuePair<int, int> Pair { get; set; }

    public ImmutableArray<int>? Array { get; set; }

    public Uri? Uri { get; set; }
}
