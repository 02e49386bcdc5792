using System.Globalization;
using Faust.Transport;

namespace Faust.Benchmarks.Log;

/// <summary>What is measured, where its payments lie and how its result is checked.</summary>
/// <param name="Name">forward, count or sum.</param>
/// <param name="Variant">class or struct: the form of the record.</param>
/// <param name="Input">The topic the payments are in.</param>
/// <param name="Output">The end of the name of the topic that a run writes, to be deleted behind it.</param>
/// <param name="Check">What is wrong with the result; null where nothing is.</param>
internal sealed record Workload(
    string Name, string Variant, string Input, string Output, Func<IServiceProvider, Expectation, Task<string?>> Check)
{
    public static readonly Workload[] All =
    [
        new("forward", "class", "forward-payments", "large-payments", (s, e) => CheckForwardAsync(s, "large-payments", e)),
        new("count", "class", "count-payments", "counts-changelog", (s, e) => CheckCountAsync(s.GetRequiredService<Counts>(), e)),
        new("sum", "class", "sum-payments", "totals-changelog", (s, e) => CheckSumAsync(s.GetRequiredService<Totals>(), e)),
        new("forward", "struct", "forward-values", "large-values", (s, e) => CheckForwardAsync(s, "large-values", e)),
        new("count", "struct", "count-values", "value-counts-changelog", (s, e) => CheckCountAsync(s.GetRequiredService<ValueCounts>(), e)),
        new("sum", "struct", "sum-values", "value-totals-changelog", (s, e) => CheckSumAsync(s.GetRequiredService<ValueTotals>(), e)),
    ];

    private static async Task<string?> CheckForwardAsync(IServiceProvider services, string topic, Expectation expected)
    {
        await using IConsumer consumer = services.GetRequiredService<ITransport>().CreateConsumer(new ConsumerSettings());
        consumer.Assign([.. Enumerable.Range(0, PaymentTopic.Partitions).Select(p => new TopicPartitionOffset(new TopicPartition(topic, p), 0))]);
        long forwarded = 0;
        // Counted, as offsets count the marks of transactions too.
        while (consumer.Poll().Batch is { } batch)
        {
            forwarded += batch.Count;
            batch.Dispose();
        }

        return Compare("payments forwarded", forwarded, expected.Large);
    }

    private static async Task<string?> CheckCountAsync(Table<string, long> counts, Expectation expected)
    {
        long events = 0;
        int keys = 0;
        await foreach ((string account, long count) in counts.ReadAllAsync())
        {
            keys++;
            events += count;
            if (Compare(account, count, expected.Of(account).Count) is { } wrong) return wrong;
        }

        return Compare("events counted", events, expected.Events) ?? Compare("accounts", keys, expected.Accounts);
    }

    private static async Task<string?> CheckSumAsync(Table<string, Total> totals, Expectation expected)
    {
        int keys = 0;
        await foreach ((string account, Total total) in totals.ReadAllAsync())
        {
            keys++;
            if (total != expected.Of(account)) return $"{account} has {total}, not {expected.Of(account)}";
        }

        return Compare("accounts", keys, expected.Accounts);
    }

    private static string? Compare(string what, long found, long expected) =>
        found == expected ? null : string.Create(CultureInfo.InvariantCulture, $"{what}: {found}, not {expected}");
}
