using System.Text;

namespace Faust.Records;

public sealed class Utf8StringCacheTests
{
    [Fact]
    public void Returns_the_same_string_for_the_same_bytes()
    {
        Utf8StringCache cache = new();
        string[] values = ["a", "ab", "abc", "abcdefg", "abcdefgh", "acct-000123456", "é", "Привет, мир, как дела", new string('x', 64)];
        foreach (string value in values)
        {
            string first = cache.GetString(Encoding.UTF8.GetBytes(value), 1);
            Assert.Equal(value, first);
            Assert.Same(first, cache.GetString(Encoding.UTF8.GetBytes(value), 2));
        }
    }

    [Fact]
    public void Never_mixes_strings_up() => Cases.Run(200, random =>
    {
        Utf8StringCache cache = new(random.Next(1, 300), random.Next(1, 100));
        string[] values = [.. Enumerable.Range(0, 400).Select(_ => random.Text(loneSurrogates: false))];
        for (int i = 0; i < 4000; i++)
        {
            string value = values[random.Next(values.Length)];
            // Neighbours: the same text but for one byte.
            byte[] bytes = Encoding.UTF8.GetBytes(value);
            Assert.Equal(value, cache.GetString(bytes, random.Next(300)));
            if (bytes.Length == 0 || !Ascii.IsValid(bytes)) continue;
            bytes[random.Next(bytes.Length)] ^= 1;
            Assert.Equal(Encoding.UTF8.GetString(bytes), cache.GetString(bytes, 1));
        }
    });

    [Fact]
    public void Keeps_no_more_than_it_may()
    {
        Utf8StringCache cache = new(maxEntries: 100);
        for (int i = 0; i < 3000; i++) cache.GetString(Encoding.UTF8.GetBytes($"key-{i}"), 0);
        Assert.InRange(cache.Count, 64, 128);
    }

    [Fact]
    public void Keeps_no_string_longer_than_it_may()
    {
        Utf8StringCache cache = new(maxLength: 8);
        Assert.NotSame(cache.GetString("123456789"u8), cache.GetString("123456789"u8));
        Assert.Same(cache.GetString("12345678"u8), cache.GetString("12345678"u8));
    }

    [Fact]
    public void Gives_up_on_the_member_whose_values_do_not_repeat_and_on_no_other()
    {
        Utf8StringCache cache = new();
        string eur = cache.GetString("EUR"u8, 1);
        for (int i = 0; i < 10_000; i++)
        {
            cache.GetString(Encoding.UTF8.GetBytes($"id-{i}"), 0);
            Assert.Same(eur, cache.GetString("EUR"u8, 1));
        }

        Assert.InRange(cache.Count, 1000, 4200);
        Assert.NotSame(eur, cache.GetString("EUR"u8, 0));
    }

    [Fact]
    public void Looks_again_after_a_while()
    {
        Utf8StringCache cache = new();
        for (int i = 0; i < 5000; i++) cache.GetString(Encoding.UTF8.GetBytes($"id-{i}"), 0);
        for (int i = 0; i < 70_000; i++) cache.GetString("EUR"u8, 0);
        Assert.Same(cache.GetString("EUR"u8, 0), cache.GetString("EUR"u8, 0));
    }

    [Fact]
    public void Ten_thousand_keys_mostly_hit()
    {
        Utf8StringCache cache = new();
        byte[][] keys = [.. Enumerable.Range(0, 10_000).Select(i => Encoding.UTF8.GetBytes($"account-{i:000000}"))];
        Random random = new(1);
        HashSet<string> instances = new(ReferenceEqualityComparer.Instance as IEqualityComparer<string>);
        for (int i = 0; i < 200_000; i++) cache.GetString(keys[random.Next(keys.Length)], 0);
        foreach (byte[] key in keys) instances.Add(cache.GetString(key, 0));
        int same = keys.Count(key => instances.Contains(cache.GetString(key, 0)));
        Assert.InRange(same, 9500, 10_000);
    }
}
