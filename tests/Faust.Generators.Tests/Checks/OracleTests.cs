using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Faust.Records;

namespace Faust.Generators.Tests.Checks;

/// <summary>Generated checks say what <see cref="Validator"/> says, on random records that have all attributes.</summary>
public class OracleTests
{
    private static readonly string?[] Texts =
    [
        null, "", " ", "a", "b", "aa", "ab", "c", "abc", "abcd", "abcde", "AB", "ABC", "ä", " x ", "YWJj", "YWJj=", "YW Jj", "http://x", "https://x.org/a?b", "ftp://",
        "HTTP://X", "x@y", "@y", "x@", "x@y@z", "x\n@y", "+1 (555) 123-4567", "555 ext. 12", "12-x", "4111 1111 1111 1111", "4111111111111112", "0", "a.txt",
        "b.MD", "c.exe", ".txt", "a\n", "AB\n",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Verdicts_are_those_of_the_framework(int seed)
    {
        var random = new Random(seed);
        for (int run = 0; run < 2000; run++)
        {
            Checked value = Make(random);
            var results = new List<ValidationResult>();
            Validator.TryValidateObject(value, new ValidationContext(value), results, validateAllProperties: true);
            string theirs = Show(results.Select(r => r.MemberNames.FirstOrDefault() ?? "Trimmed"));
            Assert.True(theirs == Show(value.Validate().Select(e => e.Member)), string.Create(
                CultureInfo.InvariantCulture, $"Seed {seed}, run {run}\n{theirs}\n{Show(value.Validate().Select(e => e.Member))}\n{Describe(value)}"));
        }
    }

    [Theory]
    [InlineData(4)]
    public void A_record_that_checks_itself_does_so_like_the_framework(int seed)
    {
        var random = new Random(seed);
        for (int run = 0; run < 1000; run++)
        {
            var value = new Span(random.Next(-2, 103), random.Next(-2, 103));
            if (random.Next(4) == 0) value = value with { To = value.From };
            var results = new List<ValidationResult>();
            Validator.TryValidateObject(value, new ValidationContext(value), results, validateAllProperties: true);
            Assert.Equal(
                Show(results.SelectMany(r => r.MemberNames.DefaultIfEmpty(""))),
                Show(value.Validate().Select(e => e.Member)));
        }
    }

    [Theory]
    [InlineData(5)]
    public void Reading_fails_exactly_where_validating_finds_something(int seed)
    {
        var random = new Random(seed);
        for (int run = 0; run < 500; run++)
        {
            Checked value = Make(random);
            byte[] json = RecordJson.Serialize(value);
            RecordFormatException? failure = null;
            try
            {
                RecordJson.Deserialize<Checked>(json);
            }
            catch (RecordFormatException e)
            {
                failure = e;
            }

            Assert.Equal(Show(value.Validate().Select(e => e.ToString())), Show(failure?.Errors.Select(e => e.ToString()) ?? []));
        }
    }

    private static Checked Make(Random random)
    {
        var value = new Checked();
        foreach (PropertyInfo property in typeof(Checked).GetProperties().Where(p => p.CanWrite)) property.SetValue(value, Make(random, property.PropertyType));
        if (random.Next(2) == 0) value.Again = value.Text;
        return value;
    }

    private static object? Make(Random random, Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } some) return random.Next(4) == 0 ? null : Make(random, some);
        if (type == typeof(string)) return Texts[random.Next(Texts.Length)];
        if (type == typeof(Guid)) return random.Next(2) == 0 ? Guid.Empty : new Guid(random.Next(), 0, 0, new byte[8]);
        if (type == typeof(Shade)) return (Shade)random.Next(0, 6);
        if (type == typeof(DateTime)) return new DateTime(2019, 12, 31).AddHours(random.Next(0, 120));
        if (type == typeof(DateOnly)) return new DateOnly(2019, 12, 31).AddDays(random.Next(0, 6));
        if (type == typeof(TimeOnly)) return new TimeOnly(random.Next(24), random.Next(2) * 30);
        if (type == typeof(TimeSpan)) return TimeSpan.FromSeconds(random.Next(3) switch { 0 => random.Next(0, 3), 1 => random.Next(86399, 86402), _ => -1 });
        if (type == typeof(ulong)) return random.Next(3) == 0 ? ulong.MaxValue : (ulong)random.Next(3, 8);
        if (type == typeof(double)) return random.Next(-4, 7) / 2.0;
        if (type == typeof(float)) return random.Next(-4, 7) / 2f;
        if (type == typeof(decimal)) return random.Next(5) == 0 ? random.Next(5, 12) / 100m : random.Next(-4, 25) / 2m - (random.Next(2) * 0.01m);
        if (type == typeof(List<int>)) return random.Next(4) == 0 ? null : Enumerable.Range(0, random.Next(4)).ToList();
        if (type == typeof(int[])) return random.Next(4) == 0 ? null : Enumerable.Range(0, random.Next(4)).ToArray();
        if (type == typeof(HashSet<int>)) return random.Next(4) == 0 ? null : Enumerable.Range(0, random.Next(3)).ToHashSet();
        if (type == typeof(Dictionary<string, int>)) return random.Next(4) == 0 ? null : Enumerable.Range(0, random.Next(4)).ToDictionary(i => i.ToString(CultureInfo.InvariantCulture));
        int number = random.Next(-8, 15);
        if (type == typeof(byte) || type == typeof(uint)) number = Math.Abs(number);
        return Convert.ChangeType(number, type, CultureInfo.InvariantCulture);
    }

    private static string Show(IEnumerable<string> items) => string.Join("\n", items.Order(StringComparer.Ordinal));

    private static string Describe(Checked value) => string.Join("\n", typeof(Checked).GetProperties().Select(p => $"{p.Name} = {p.GetValue(value)}"));
}
