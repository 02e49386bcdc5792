using System.Diagnostics;
using System.Reflection;
using System.Text;
using Faust.Tests.App;
using Faust.Transport;
using Faust.Transport.Embedded;

namespace Faust.Tests.Processing;

[Collection(nameof(Alone))]
public class AllocationTests
{
    private const int Events = 200_000;

    [Fact]
    public async Task A_count_by_key_allocates_nothing_per_event()
    {
        Assert.SkipWhen(
            typeof(FaustWorker).Assembly.GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true },
            "A debug build boxes what the JIT would optimize away: run with -c Release.");
        // The same program, started on a log with events and on one with twice as many: what differs is what warm events cost.
        await RunAsync(Events);
        long without = await RunAsync(Events), with = await RunAsync(2 * Events);
        double perEvent = (with - without) / (double)Events;
        TestContext.Current.TestOutputHelper!.WriteLine($"{perEvent:N2} bytes per event");
        Assert.True(perEvent < 4, $"{perEvent:N2} bytes per event");
    }

    private static async Task<long> RunAsync(int events)
    {
        await using var log = new EmbeddedLog(TimeProvider.System);
        await using (IAdmin admin = log.CreateAdmin()) await admin.CreateTopicsAsync([new TopicSpecification("slim", 2)]);
        await using (IProducer producer = log.CreateProducer(new ProducerSettings()))
        {
            ProducerBatch[] batches = [new(new TopicPartition("slim", 0)), new(new TopicPartition("slim", 1))];
            byte[][] keys = [.. Enumerable.Range(0, 100).Select(i => Encoding.UTF8.GetBytes($"key-{i}"))];
            for (int i = 0; i < events; i++) batches[i % 2].Add(0, keys[i % 100], """{"value":1}"""u8);
            foreach (ProducerBatch batch in batches.Where(b => b.Count > 0)) await producer.SendAsync(batch);
        }

        long before = GC.GetTotalAllocatedBytes(precise: true);
        await using TestApp app = await TestApp.StartAsync(log);
        await app.CaughtUpAsync();
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }
}
