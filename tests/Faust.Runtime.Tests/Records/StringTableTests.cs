using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace Faust.Records;

/// <summary>Strings that generated code looks up.</summary>
public sealed partial class StringTableTests
{
    // Short, long, empty, absent, with escapes, beyond ASCII, in another order, with white space: each its own way through the reader.
    [Theory]
    [InlineData("""{"name":"EUR","text":"a text of more than sixteen bytes, which are one comparison","rate":0.1,"amount":1.50,"at":"2026-01-01T00:00:00Z"}""")]
    [InlineData("""{"name":"","text":null,"rate":-2.9802322387695312E-08,"amount":0.00,"at":"2026-01-01T00:00:00.1234567+02:00"}""")]
    [InlineData("""{"text":"with \"escapes\"\n and \u20AC","at":"2026-01-01T00:00:00Z","name":"Grüße aus Zürich, 東京"}""")]
    [InlineData("""{ "name" : "EUR", "unknown" : [ 1, { "x" : "y" } ], "text" : "behind white space", "rate" : 12345678901234567890 }""")]
    public void A_struct_with_repeated_strings_allocates_nothing(string json)
    {
        Assert.SkipWhen(
            typeof(JsonReader).Assembly.GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true },
            "A debug build allocates to find the tables of constants: run with -c Release.");
        byte[] text = Encoding.UTF8.GetBytes(json);
        Utf8StringCache strings = new();
        ByteBuffer buffer = new();
        long allocated = 0;
        for (int pass = 0; pass < 2; pass++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 2000; i++)
            {
                buffer.Clear();
                RecordJson.Serialize(RecordJson.Deserialize<Quote>(text, strings), buffer);
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, allocated);
    }

    [Fact]
    public void Strings_of_one_record_that_do_not_repeat_leave_those_of_another_alone()
    {
        // Both are the first member of their record.
        Utf8StringCache strings = new();
        string? item = null;
        for (int i = 0; i < 20_000; i++)
        {
            string json = string.Create(CultureInfo.InvariantCulture, $$"""{"number":"ticket-{{i}}","lines":[{"item":"milk"}]}""");
            Ticket ticket = RecordJson.Deserialize<Ticket>(Encoding.UTF8.GetBytes(json), strings);
            item ??= ticket.Lines[0].Item;
            Assert.Same(item, ticket.Lines[0].Item);
        }
    }

    [Record]
    internal readonly partial record struct Quote(string Name, string? Text, double Rate, decimal Amount, DateTimeOffset At);

    [Record]
    internal sealed partial record Ticket(string Number, List<TicketLine> Lines);

    [Record]
    internal readonly partial record struct TicketLine(string Item);
}
