using Faust.Kafka.Interop;
using Faust.Transport;

namespace Faust.Kafka.Consuming;

/// <summary>
/// Looks whether what a consumer reads exists, often until all of it does and now and then later: with the group protocol of KIP-848, and for partitions that are assigned
/// by hand, nobody says so when a topic is missing, and the consumer would wait without a word.
/// </summary>
/// <param name="client">The consumer's.</param>
/// <param name="calls">Where calls may block.</param>
/// <param name="time">The clock.</param>
/// <param name="signal">Set when something is missing.</param>
/// <param name="interval">How often to look when nothing is missing.</param>
internal sealed class MissingTopics(KafkaClient client, CallThread calls, TimeProvider time, QueueSignal signal, TimeSpan interval)
{
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(2);

    private CancellationTokenSource? _watch;
    private string? _found;

    /// <summary>What was missing at the last look, once for each look; <see langword="null"/> without news.</summary>
    public string? Take() => Interlocked.Exchange(ref _found, null);

    /// <summary>Watches these instead of those before; -1 stands for a topic whatever its partitions.</summary>
    public async void Watch(IReadOnlyCollection<TopicPartition> partitions)
    {
        End();
        using var watch = new CancellationTokenSource();
        _watch = watch;
        try
        {
            while (!watch.IsCancellationRequested)
            {
                string missing = await calls.RunAsync(() => Missing(partitions, watch.Token)).ConfigureAwait(false);
                if (missing.Length > 0 && !watch.IsCancellationRequested)
                {
                    Volatile.Write(ref _found, missing);
                    signal.Set();
                }

                await Task.Delay(missing.Length > 0 ? LookAgainAfter : interval, time, watch.Token).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or InvalidOperationException && watch.IsCancellationRequested)
        {
            // The consumer is closed, or reads something else.
        }
        finally
        {
            Interlocked.CompareExchange(ref _watch, null, watch);
        }
    }

    public void End()
    {
        Interlocked.Exchange(ref _watch, null)?.Cancel();
        Take();
    }

    private unsafe string Missing(IReadOnlyCollection<TopicPartition> partitions, CancellationToken end)
    {
        var missing = new List<string>();
        foreach (IGrouping<string, TopicPartition> topic in partitions.GroupBy(p => p.Topic, StringComparer.Ordinal))
        {
            if (end.IsCancellationRequested) return "";
            nint handle = RdKafka.TopicNew(client.Handle, topic.Key, 0);
            RdMetadata* metadata;
            // Where no broker answers in time, that is told in other ways.
            if (RdKafka.Metadata(client.Handle, 0, handle, &metadata, 1000) == 0)
            {
                if (metadata->TopicCount == 0 || KafkaErrors.IsUnknownTopic(metadata->Topics[0].Error)) missing.Add($"topic '{topic.Key}'");
                else if (metadata->Topics[0].Error == 0) AddMissing(topic, metadata->Topics[0].PartitionCount);
                RdKafka.MetadataDestroy(metadata);
            }

            RdKafka.TopicDestroy(handle);
        }

        return string.Join(", ", missing);

        void AddMissing(IEnumerable<TopicPartition> asked, int count) => missing.AddRange(asked.Where(p => p.Partition >= count).Select(p => $"partition {p}"));
    }
}
