using Faust.TestLibrary;

namespace Faust.Tests.App;

/// <summary>An agent on a topic of another assembly, which has agents of its own.</summary>
[Agent<Parcels>]
public sealed partial class CountParcels(ParcelCounts counts)
{
    public async ValueTask HandleAsync(Event<string, Parcel> parcel)
    {
        await Task.Yield();
        counts[parcel.Key] = counts[parcel.Key] + 1;
        if (parcel.Value.Weight == 13) throw new InvalidOperationException("thirteen");
    }
}

[Agent<Parcels>(Batch = 4)]
public sealed partial class ListParcels(Probe probe)
{
    public ValueTask HandleAsync(IReadOnlyList<Event<string, Parcel>> batch)
    {
        probe.NoteBatch(nameof(ListParcels), [.. batch.Select(p => p.Value.Weight)]);
        return default;
    }
}

[Table("parcel-counts")]
public sealed partial class ParcelCounts : Table<string, int>;
