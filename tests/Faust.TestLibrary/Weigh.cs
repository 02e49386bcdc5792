namespace Faust.TestLibrary;

[Agent<Parcels>]
public sealed partial class Weigh(Weights weights)
{
    public void Handle(Event<string, Parcel> parcel)
    {
        if (parcel.Value.Weight < 0) throw new InvalidOperationException("no such weight");
        weights[parcel.Key] = weights[parcel.Key] + parcel.Value.Weight;
    }
}
