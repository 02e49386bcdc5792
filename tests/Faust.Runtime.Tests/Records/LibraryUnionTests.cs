using Faust.TestLibrary;

namespace Faust.Records;

/// <summary>Closed hierarchies of another assembly are read and written by what was compiled there.</summary>
public sealed class LibraryUnionTests
{
    [Fact]
    public void Cases_of_another_assembly_are_members_here()
    {
        var letter = new Letter { Weight = 1, To = "a" };
        Same<Post>(
            new Sack(letter, new Card("c"), [letter, new Card("d")]),
            """{"kind":"sack","freight":{"type":1,"to":"a","weight":1},"mail":{"mail":"card","text":"c"},"more":[{"mail":"letter","to":"a","weight":1},{"mail":"card","text":"d"}]}""");
        Same<Post>(new Sack(new Freight { Weight = 2 }, null, []), """{"kind":"sack","freight":{"type":"plain","weight":2},"mail":null,"more":[]}""");
        Same<Post>(new Stamp(letter, new Card("e")), """{"kind":"stamp","on":{"to":"a","weight":1},"card":{"text":"e"}}""");
        Same<IMail>(new Card("f"), """{"mail":"card","text":"f"}""");
        Same<Freight>(new Freight(), """{"type":"plain","weight":0}""");
    }

    [Fact]
    public void What_derives_from_a_case_of_another_assembly_is_a_case_where_it_is_listed()
    {
        var letter = new RegisteredLetter { Number = 7, To = "a" };
        Same<IRegistered>(letter, """{"registered":"yes","number":7,"to":"a","weight":0}""");
        foreach (InvalidOperationException e in (InvalidOperationException[])
            [
                Assert.Throws<InvalidOperationException>(() => RecordJson.Serialize<Freight>(letter)),
                Assert.Throws<InvalidOperationException>(() => RecordMessagePack.Serialize<IMail>(letter)),
            ])
        {
            Assert.Contains("RegisteredLetter is no case of ", e.Message, StringComparison.Ordinal);
        }
    }

    private static void Same<T>(T value, string json)
        where T : IJsonRecord<T>, IMessagePackRecord<T>
    {
        Assert.Equal(json, RecordJson.SerializeToString(value));
        Assert.Equal(json, RecordJson.SerializeToString(RecordJson.Deserialize<T>(json)));
        Assert.Equal(json, RecordJson.SerializeToString(RecordMessagePack.Deserialize<T>(RecordMessagePack.Serialize(value))));
    }
}
