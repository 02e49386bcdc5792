using System.Text;

namespace Faust.Package.Tests;

/// <summary>The schema guard as users have it: the file is found by its name, and <c>dotnet format</c> keeps it.</summary>
public sealed class SchemaTests(PackageFixture package)
{
    private const string Program = """
        using Faust;

        return 0;

        [Record]
        public sealed partial record Order(long Id, decimal Amount, string? Note = null);
        """;

    [Fact]
    public async Task Breaking_change_does_not_compile_until_it_is_recorded()
    {
        Consumer consumer = package.CreateConsumer("schema");
        await BuildsAsync(consumer, Program);

        // The guard begins with an empty file, and the lines are added by the documented command.
        string schema = consumer.PathOf("faust.schema.txt");
        await File.WriteAllTextAsync(schema, "");
        await FailsAsync(consumer, Program, "FAUST0021");
        await consumer.FixAsync("FAUST0021");
        await BuildsAsync(consumer, Program);
        Assert.Equal("#faust-schema 1\nOrder.amount: decimal\nOrder.id: long\nOrder.note: string?\n", await File.ReadAllTextAsync(schema));

        string changed = Program.Replace("decimal Amount", "int Amount", StringComparison.Ordinal);
        await FailsAsync(consumer, changed, "FAUST0023");
        await consumer.FixAsync("FAUST0021");
        await FailsAsync(consumer, changed, "FAUST0023");
        await consumer.FixAsync("FAUST0023");
        await BuildsAsync(consumer, changed);
        Assert.Contains("Order.amount: int\n", await File.ReadAllTextAsync(schema));
        Assert.Contains("removed Order.amount: decimal\n", await File.ReadAllTextAsync(schema));
    }

    [Theory]
    [InlineData("\r\n", true)]
    [InlineData("\n", false)]
    public async Task Fix_keeps_line_ends_and_byte_order_mark(string end, bool mark)
    {
        Consumer consumer = package.CreateConsumer(mark ? "schema-mark" : "schema-plain");
        string schema = consumer.PathOf("faust.schema.txt");
        await File.WriteAllTextAsync(schema, $"#faust-schema 1{end}Order.amount: decimal # é{end}", new UTF8Encoding(mark));
        await FailsAsync(consumer, Program, "FAUST0021");
        await consumer.FixAsync("FAUST0021");
        byte[] expected =
        [
            .. new UTF8Encoding(mark).Preamble,
            .. Encoding.UTF8.GetBytes($"#faust-schema 1{end}Order.amount: decimal # é{end}Order.id: long{end}Order.note: string?{end}"),
        ];
        Assert.Equal(expected, await File.ReadAllBytesAsync(schema));
    }

    private static async Task BuildsAsync(Consumer consumer, string program)
    {
        (int exitCode, string output) = await consumer.BuildAsync(program);
        Assert.True(exitCode == 0, output);
        Assert.DoesNotContain("FAUST00", output, StringComparison.Ordinal);
    }

    private static async Task FailsAsync(Consumer consumer, string program, string id)
    {
        (int exitCode, string output) = await consumer.BuildAsync(program);
        Assert.NotEqual(0, exitCode);
        Assert.Contains("error " + id, output, StringComparison.Ordinal);
    }
}
