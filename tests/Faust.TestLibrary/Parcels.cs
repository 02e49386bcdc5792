namespace Faust.TestLibrary;

[Topic("parcels", Partitions = 2)]
public sealed partial class Parcels : Topic<string, Parcel>;
