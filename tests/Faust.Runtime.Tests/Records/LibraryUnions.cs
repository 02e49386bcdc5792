using Faust.TestLibrary;

namespace Faust.Records;

/// <summary>A hierarchy whose cases hold those of another assembly: a class that is its own case, an interface, and cases as themselves.</summary>
[Record, RecordUnion(Discriminator = "kind"), RecordCase<Sack>("sack"), RecordCase<Stamp>("stamp")]
public abstract partial record Post;

[Record]
public sealed partial record Sack(Freight Freight, IMail? Mail, List<IMail> More) : Post;

[Record]
public sealed partial record Stamp(Letter On, Card Card) : Post;

/// <summary>Derives from a case of another assembly, and is a case here.</summary>
[Record]
public sealed partial class RegisteredLetter : Letter, IRegistered
{
    public long Number { get; set; }
}

[Record, RecordUnion(Discriminator = "registered"), RecordCase<RegisteredLetter>("yes")]
public partial interface IRegistered;
