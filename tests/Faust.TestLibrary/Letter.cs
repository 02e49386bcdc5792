namespace Faust.TestLibrary;

/// <summary>A case of two hierarchies, and of more where other assemblies have them.</summary>
[Record]
public partial class Letter : Freight, IMail
{
    public string To { get; set; } = "";
}
