using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Collections.ObjectModel;

namespace Faust.Generators.Tests.Records.Types;

/// <summary>Collections whose form is the reference's.</summary>
[Record]
public sealed partial record RareCollections(
    ConcurrentQueue<int> ConcurrentQueue,
    ConcurrentDictionary<string, int> ConcurrentDictionary,
    Collection<int> Collection,
    ObservableCollection<string> Observable,
    ImmutableQueue<int> Queue,
    IImmutableList<int> List,
    IImmutableSet<string> Set,
    IImmutableDictionary<int, string?> Dictionary,
    IImmutableQueue<int>? InterfaceQueue,
    OrderedDictionary<string, int> Ordered);

/// <summary>Those that the reference turns round or does not read.</summary>
[Record]
public sealed partial record Stacks(
    Stack<int> Stack,
    ConcurrentStack<int> Concurrent,
    ImmutableStack<int> Immutable,
    IImmutableStack<string>? Interface,
    ReadOnlyCollection<int> ReadOnly,
    ReadOnlySet<int> ReadOnlySet,
    ReadOnlyDictionary<string, int> ReadOnlyDictionary,
    ConcurrentBag<string?> Bag);

[Record]
public sealed partial record RareKeys(
    Dictionary<float, int> Singles,
    Dictionary<double, int> Doubles,
    Dictionary<decimal, int> Decimals,
    Dictionary<Half, int> Halves,
    Dictionary<Int128, int> Int128s,
    Dictionary<UInt128, int> UInt128s,
    Dictionary<Version, int> Versions,
    Dictionary<Uri, int> Uris);

[Record]
public sealed partial record BigKeys(Dictionary<System.Numerics.BigInteger, int> Keys);
