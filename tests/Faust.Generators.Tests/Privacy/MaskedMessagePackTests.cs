using System.Globalization;
using Faust.Records;

namespace Faust.Generators.Tests.Privacy;

/// <summary>What MessagePack that is none of a record, or not a valid one, says of members that not everybody may see: nothing.</summary>
public class MaskedMessagePackTests
{
    private const string Secret = "s3cr3tvalue";

    [Fact]
    public void Values_travel_as_they_are()
    {
        var login = new Login("u", "p", 1, new() { ["n"] = 2 });
        Login read = RecordMessagePack.Deserialize<Login>(RecordMessagePack.Serialize(login));
        Assert.Equal(RecordJson.SerializeToString(login), RecordJson.SerializeToString(read));
        Assert.Equal(new Badge(1, "c", 2), RecordMessagePack.Deserialize<Badge>(RecordMessagePack.Serialize(new Badge(1, "c", 2))));
    }

    [Fact]
    public void Errors_name_the_member_and_show_nothing_of_it()
    {
        Refuses<Login>(Map(("user", "u"), ("password", 99)), "$.password");
        Refuses<Login>(Map(("user", "u"), ("password", "p"), ("notes", new[] { Secret })), "$.notes");
        Refuses<Badge>(Map(("id", 1), ("code", 99)), "$.code");
        Refuses<Badge>(Array(null, 1, null, null, new[] { Secret }), "$[4]");
    }

    // The name too is not known to be one, where lengths are wrong.
    [Fact]
    public void Nor_of_unknown_members()
    {
        Refuses<Login>(Map(("user", "u"), ("old", new[] { Secret, Unreadable })), "$");
        Refuses<Login>(Map((Secret, Unreadable)), "$");
        Refuses<Badge>(Array([1, 1, new[] { Secret, Unreadable }]), "$[2]");
        Refuses<Badge>(Array([1, 1, 2, 3, "c", 5, 6, new[] { Secret, Unreadable }]), "$[7]");
        Refuses<Badge>(Map((Secret, Unreadable)), "$");
    }

    [Fact]
    public void Checks_have_the_place_and_show_nothing_of_it()
    {
        RecordFormatException failure = Assert.Throws<RecordFormatException>(() => RecordMessagePack.Deserialize<Guarded>(
            RecordMessagePack.Serialize(new Guarded(Secret + "x", new() { [Secret] = new Guarded("ok") }))));
        Assert.Equal(["$.password: Password is not valid."], failure.Errors.Select(e => e.ToString()));
        Assert.DoesNotContain(Secret, failure.ToString(), StringComparison.Ordinal);
        failure = Assert.Throws<RecordFormatException>(() => RecordMessagePack.Deserialize<Badge>(RecordMessagePack.Serialize(new Badge(1, Secret, 10))));
        Assert.Equal("$.level", Assert.Single(failure.Errors).Path);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void No_secret_is_in_any_text_whatever_the_input(int seed)
    {
        var random = new Random(seed);
        byte[] guarded = RecordMessagePack.Serialize(new Guarded(
            Secret, new() { [Secret] = new Guarded(Secret, Counts: new() { ["a"] = 1 }) }, new() { ["b"] = 2 }));
        byte[] login = RecordMessagePack.Serialize(new Login("user", Secret, 7, new() { [Secret] = 3 }));
        byte[] badge = RecordMessagePack.Serialize(new Badge(1, Secret, 3));
        byte[] card = RecordMessagePack.Serialize(new CardPayment("i", Secret, new CardNumber(Secret)));
        int failures = 0;
        for (int run = 0; run < 20_000; run++)
        {
            failures += Try<Guarded>(Mutate(random, guarded)) + Try<Login>(Mutate(random, login)) + Try<Badge>(Mutate(random, badge))
                + Try<CardPayment>(Mutate(random, card));
        }

        Assert.True(failures > 1000);

        int Try<T>(byte[] bytes)
            where T : IMessagePackRecord<T>
        {
            RecordFormatException? failure = null;
            try
            {
                RecordMessagePack.Deserialize<T>(bytes);
            }
            catch (RecordFormatException e)
            {
                failure = e;
            }

            Assert.False(failure is not null && failure.ToString().Contains(Secret, StringComparison.Ordinal), string.Create(
                CultureInfo.InvariantCulture, $"Seed {seed}\n{Convert.ToHexString(bytes)}\n{failure}"));
            return failure is null ? 0 : 1;
        }
    }

    private static object Unreadable { get; } = new();

    private static void Refuses<T>(byte[] packed, string path)
        where T : IMessagePackRecord<T>
    {
        RecordFormatException failure = Assert.Throws<RecordFormatException>(() => RecordMessagePack.Deserialize<T>(packed));
        Assert.Contains($"at {path}:", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("99", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, failure.ToString(), StringComparison.Ordinal);
    }

    private static byte[] Map(params (string Name, object? Value)[] entries) =>
        [(byte)(0x80 + entries.Length), .. entries.SelectMany(e => Value(e.Name).Concat(Value(e.Value)))];

    private static byte[] Array(params object?[] items) => [(byte)(0x90 + items.Length), .. items.SelectMany(Value)];

    private static byte[] Value(object? value) => value switch
    {
        null => [0xC0],
        int number => [(byte)number],
        string text => [(byte)(0xA0 + text.Length), .. System.Text.Encoding.UTF8.GetBytes(text)],
        // A map of one entry, whose key is in the path of the other.
        object[] { Length: 2 } pair => [0x81, .. Value(pair[0]), .. Value(pair[1])],
        object[] items => Array(items),
        _ => [0xC1],
    };

    // One byte changed, left out or put in, or the rest left out.
    private static byte[] Mutate(Random random, byte[] packed)
    {
        var bytes = new List<byte>(packed);
        for (int change = random.Next(1, 3); change > 0; change--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1 when bytes.Count > 1: bytes.RemoveAt(at); break;
                case 2: bytes.Insert(at, (byte)random.Next(256)); break;
                default: bytes.RemoveRange(at, bytes.Count - at); break;
            }

            if (bytes.Count == 0) bytes.Add(0x81);
        }

        return [.. bytes];
    }
}
