namespace Faust.TestLibrary;

/// <summary>A closed hierarchy whose cases are listed here, so that other assemblies can read and write it.</summary>
[Record, RecordUnion(Discriminator = "type"), RecordCase<Freight>("plain"), RecordCase<Letter>(1)]
public partial class Freight
{
    public int Weight { get; set; }
}
