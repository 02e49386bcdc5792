using Faust.TestLibrary;

namespace Faust.Records;

/// <summary>A hierarchy whose cases are of this assembly and of another, one of them a hierarchy that is its own case.</summary>
[Record, RecordUnion(Discriminator = "kind"), RecordCase<Parcel2>("parcel"), RecordCase<Stamp>("stamp")]
public abstract partial record Post;

[Record]
public sealed partial record Parcel2(Freight Freight, IMail? Mail, List<IMail> More) : Post;

[Record]
public sealed partial record Stamp(Letter On) : Post;

/// <summary>A hierarchy of another assembly goes on here: what derives from a case there is listed here.</summary>
[Record, RecordUnion(Discriminator = "registered"), RecordCase<RegisteredLetter>("yes"), RecordCase<Letter>("no")]
public partial interface IRegistered;

[Record]
public sealed partial class RegisteredLetter : Letter, IRegistered
{
    public long Number { get; set; }
}
