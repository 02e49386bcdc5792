namespace Faust.TestLibrary;

/// <summary>A closed hierarchy that is an interface.</summary>
[Record, RecordUnion(Discriminator = "mail"), RecordCase<Letter>("letter"), RecordCase<Card>("card")]
public partial interface IMail;
