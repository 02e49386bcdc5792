using System.Globalization;
using System.Text;
using Faust.Generators.Tests.Harness;
using Faust.Records;
using Microsoft.Extensions.Compliance.Classification;

namespace Faust.Generators.Tests.Privacy;

public class MaskTests
{
    [Fact]
    public void Printed_records_show_masks()
    {
        Assert.Equal("Login { User = u, Password = ***, Age = ***, Notes = *** }", new Login("u", "p", 1).ToString());
        Assert.Equal("Person { Name = n, Mail = ***, Token = *** }", new Person("n", "m") { Token = "t" }.ToString());
        Assert.Equal("Employee { Name = n, Mail = ***, Token = ***, Salary = *** }", new Employee("n", "m", 1).ToString());
        Assert.Equal("Guest { Name = n, Mail = ***, Token = ***, Host = h }", new Guest("n", "m", "h").ToString());
        Assert.Equal("Closed { Key = ***, Count = 1 }", new Closed("k", 1).ToString());
        Assert.Equal("Pin { Id = 1, Code = *** }", new Pin(1, "c").ToString());
        Assert.Equal("Account { Id = 1, Key = *** }", new Account { Id = 1, Key = "k" }.ToString());
        Assert.Equal("SubAccount { Name = n, Id = 1, Key = *** }", new SubAccount { Id = 1, Key = "k", Name = "n" }.ToString());
        Assert.Equal("Box { Id = 1, Content = *** }", new Box { Id = 1, Content = "c" }.ToString());
        Assert.Equal("mine", new Written { Key = "k" }.ToString());
    }

    [Fact]
    public void Cases_show_masks_whatever_the_variable()
    {
        Payment payment = new CardPayment("i", "p", new CardNumber("c"));
        Credential credential = new TokenCredential { Id = 1, Token = "t" };
        Assert.Equal("CardPayment { Id = i, Pin = ***, Card = *** }", payment.ToString());
        Assert.Equal("TokenCredential { Token = ***, Id = 1 }", credential.ToString());
        Assert.Equal(payment.ToString(), RecordJson.Deserialize<Payment>(RecordJson.Serialize(payment)).ToString());
        Assert.Equal(credential.ToString(), RecordJson.Deserialize<Credential>(RecordJson.Serialize(credential)).ToString());
    }

    [Fact]
    public void Generic_records_show_masks()
    {
        var pin = new Pin(2, "c");
        Assert.Equal("Sealed { Id = 1, Content = ***, Shown = Pin { Id = 2, Code = *** } }", new Sealed<Pin>(1, pin, pin).ToString());
        Assert.Equal("Envelope { Letters = ***, Shown = Pin { Id = 2, Code = *** } }", new Envelope<Pin> { Letters = [pin], Shown = pin }.ToString());
    }

    // A token that another version of the record has under another name.
    [Fact]
    public void What_is_kept_of_unknown_members_is_masked_too()
    {
        const string Json = """{"id":1,"token":"t","oldToken":"s3cret"}""";
        Kept kept = RecordJson.Deserialize<Kept>(Json);
        Assert.Equal("Kept { Id = 1, Token = ***, More = *** }", kept.ToString());
        Assert.Equal(Json, RecordJson.SerializeToString(kept));
        Assert.Equal("KeptBelow { Id = 1, More = ***, Token = *** }", RecordJson.Deserialize<KeptBelow>(Json).ToString());
        Assert.Equal("""Keeping { Id = 1, More = {"x":2} }""", RecordJson.Deserialize<Keeping>("""{"id":1,"x":2}""").ToString());
    }

    [Theory]
    [InlineData("""{"id":1,"token":"t","oldToken":{"s3cret":1,}}""")]
    [InlineData("""{"id":1,"oldToken":["s3cret",{"s3cret":s3cret}]}""")]
    public void Errors_show_nothing_of_unknown_members(string json)
    {
        foreach (Func<string, object> read in new Func<string, object>[] { j => RecordJson.Deserialize<Kept>(j), j => RecordJson.Deserialize<Login>(j) })
        {
            string text = Assert.Throws<RecordFormatException>(() => read(json)).ToString();
            Assert.Contains("$.oldToken:", text, StringComparison.Ordinal);
            Assert.DoesNotContain("s3cret", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("f s3cret")]
    [InlineData("o s3cret")]
    [InlineData("a s3cret")]
    public void What_a_converter_says_is_not_shown(string card)
    {
        string json = $$"""{"id":"i","pin":"p","card":"{{card}}"}""";
        string text = Assert.Throws<RecordFormatException>(() => RecordJson.Deserialize<CardPayment>(json)).ToString();
        Assert.Contains("at $.card:", text, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", text, StringComparison.Ordinal);
        byte[] packed = RecordMessagePack.Serialize(new CardPayment("i", "p", new CardNumber(card)));
        text = Assert.Throws<RecordFormatException>(() => RecordMessagePack.Deserialize<CardPayment>(packed)).ToString();
        Assert.Contains("at $.card:", text, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_travel_as_they_are()
    {
        var login = new Login("u", "p", 1, new() { ["n"] = 2 });
        string json = RecordJson.SerializeToString(login);
        Assert.Equal("""{"user":"u","password":"p","age":1,"notes":{"n":2}}""", json);
        Assert.Equal(json, RecordJson.SerializeToString(RecordJson.Deserialize<Login>(json)));
    }

    [Fact]
    public void The_marked_members_are_listed()
    {
        Assert.Equal(
            [
                new ClassifiedMember("Password", "password", SensitiveData.Secret),
                new ClassifiedMember("Age", "age", SensitiveData.Personal),
                new ClassifiedMember("Notes", "notes", SensitiveData.Sensitive),
            ],
            List<Login>());
        Assert.Equal(["Salary", "Mail", "Token"], List<Employee>().Select(m => m.Member));

        static IReadOnlyList<ClassifiedMember> List<T>()
            where T : IClassifiedRecord => T.ClassifiedMembers;
    }

    [Fact]
    public void The_attributes_are_classifications_of_compliance()
    {
        DataClassificationAttribute attribute = Assert.IsType<SecretAttribute>(
            Assert.Single(typeof(Account).GetProperty("Key")!.GetCustomAttributes(typeof(DataClassificationAttribute), inherit: true)), exactMatch: false);
        Assert.Equal(new DataClassification("Faust", "Secret"), attribute.Classification);
    }

    [Theory]
    [InlineData("""{"password":17}""", "$.password")]
    [InlineData("""{"password":"a","others":{"s3cret":{"password":"t0psecret","counts":[]}}}""", "$.others")]
    public void Errors_name_the_member_and_show_nothing_of_it(string json, string path)
    {
        RecordFormatException failure = Assert.Throws<RecordFormatException>(() => RecordJson.Deserialize<Guarded>(json));
        Assert.Contains(path + ":", failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("17", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Checks_show_nothing_of_it_either()
    {
        var guarded = new Guarded("xsecret", new() { ["s3cret"] = new Guarded("x") });
        Assert.Equal(
            ["$.password: Password is not valid.", "$.others: Others is not valid."],
            guarded.Validate().Select(e => e.ToString()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void No_secret_is_in_any_text_whatever_the_input(int seed)
    {
        const string Secret = "s3cr3tvalue";
        var random = new Random(seed);
        byte[] json = RecordJson.Serialize(new Guarded(
            Secret, new() { [Secret] = new Guarded(Secret, Counts: new() { ["a"] = 1 }) }, new() { ["b"] = 2 }));
        byte[] login = RecordJson.Serialize(new Login("user", Secret, 7, new() { [Secret] = 3 }));
        int failures = 0;
        for (int run = 0; run < 20_000; run++)
        {
            failures += Try<Guarded>(Mutate(random, json)) + Try<Login>(Mutate(random, login));
        }

        Assert.True(failures > 1000);

        int Try<T>(byte[] bytes)
            where T : IJsonRecord<T>
        {
            string text;
            int failed = 0;
            try
            {
                text = RecordJson.Deserialize<T>(bytes).ToString()!;
            }
            catch (RecordFormatException e)
            {
                text = e.ToString();
                failed = 1;
            }

            Assert.False(text.Contains(Secret, StringComparison.Ordinal), string.Create(CultureInfo.InvariantCulture, $"Seed {seed}\n{Encoding.UTF8.GetString(bytes)}\n{text}"));
            return failed;
        }
    }

    [Fact]
    public void Generated_code() => Snapshot.Verify(string.Join("\n", new GeneratorTest().Run("""
        using Faust;
        namespace Shop;
        [Record] public partial record Login(string User, [Secret] string Password);
        [Record] public partial class Account { public int Id { get; set; } [Personal] public string? Mail { get; set; } }
        """).Files.Where(f => f.HintName.Contains(".Privacy.", StringComparison.Ordinal)).Select(f => f.Text)));

    // One byte changed, left out or doubled: names and values stay where they are, so that a secret stays the value of its member.
    private static byte[] Mutate(Random random, byte[] json)
    {
        var bytes = new List<byte>(json);
        for (int change = random.Next(1, 3); change > 0; change--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes.RemoveAt(at); break;
                case 2: bytes.Insert(at, (byte)"{}[],:\"0a \\n"[random.Next(12)]); break;
                default: bytes.RemoveRange(at, bytes.Count - at); if (bytes.Count == 0) bytes.Add((byte)'{'); break;
            }
        }

        return [.. bytes];
    }
}
