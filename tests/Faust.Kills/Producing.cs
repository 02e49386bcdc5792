using System.Globalization;
using Faust.Transport;
using Microsoft.Extensions.Hosting;

namespace Faust.Kills;

/// <summary>Writes inputs, each partition's in the order of their numbers, and tells of each that was acknowledged.</summary>
internal sealed class Producing(Inputs inputs, ITransport transport, Progress progress) : BackgroundService
{
    private const int AtOnce = 8;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        TopicPartition[] partitions = [.. Enumerable.Range(0, Flow.Partitions).Select(p => new TopicPartition(inputs.Name, p))];
        await using IAdmin admin = transport.CreateAdmin();
        IReadOnlyList<PartitionOffsets> bounds = await admin.GetOffsetsAsync(partitions, cancellationToken: stoppingToken);
        // What was on its way when the last run was killed may be there or not: it goes on behind what is there.
        long[] ends = [.. bounds.OrderBy(b => b.TopicPartition).Select(b => b.High)];
        progress.Expect(ends);
        await Task.WhenAll(ends.Select((end, p) => ProduceAsync(p, end, stoppingToken)));
    }

    private async Task ProduceAsync(int partition, long next, CancellationToken stoppingToken)
    {
        var sends = new Queue<(long Number, Task<RecordMetadata> Send)>();
        for (long number = next; !stoppingToken.IsCancellationRequested; number++)
        {
            (int key, Input input) = Flow.InputOf(partition, number);
            sends.Enqueue((number, inputs.SendAsync(key, input).AsTask()));
            if (sends.Count < AtOnce) continue;
            (long sent, Task<RecordMetadata> send) = sends.Dequeue();
            RecordMetadata written = await send;
            if (written.Offset != sent || written.Partition != partition) throw new InvalidOperationException($"Input {sent} of {partition} went to {written}.");
            progress.Say(string.Create(CultureInfo.InvariantCulture, $"ack {partition} {sent}"));
        }
    }
}
