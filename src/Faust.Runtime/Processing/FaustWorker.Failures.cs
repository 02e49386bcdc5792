using Faust.Diagnostics;
using Faust.Processing;
using Faust.Transport;

namespace Faust;

// Tells of what agents fail on, and sees that there is a topic for dead letters.
public sealed partial class FaustWorker
{
    void ITaskObserver.OnError(ProcessingTask task, TaskError error)
    {
        (TopicPartition partition, long offset, int records, string? agent, int attempts, ErrorOutcome outcome, TimeSpan delay, Exception e) = error;
        _metrics.Failed(partition.Topic, agent, outcome switch
        {
            ErrorOutcome.Retry => "retry",
            ErrorOutcome.Skip => "skip",
            ErrorOutcome.DeadLetter => "dead_letter",
            _ => "stop",
        });
        (string topic, int number) = (partition.Topic, partition.Partition);
        switch (outcome)
        {
            case ErrorOutcome.Retry:
                Log.RetriedLater(_logger, e, agent!, topic, number, offset, attempts, delay.TotalMilliseconds);
                break;
            case ErrorOutcome.Skip when agent is null:
                Log.UndecodableSkipped(_logger, e, topic, number, offset);
                break;
            case ErrorOutcome.Skip:
                Log.Skipped(_logger, e, agent, topic, number, offset, attempts, records);
                break;
            case ErrorOutcome.DeadLetter when agent is null:
                Log.UndecodableDeadLettered(_logger, e, topic, number, offset);
                break;
            case ErrorOutcome.DeadLetter:
                Log.DeadLettered(_logger, e, agent, topic, number, offset, attempts, records);
                break;
            default:
                // The end of the task tells it.
                break;
        }
    }

    /// <summary>The topology with the topic of its dead letters, which is created where it is missing; without, where nothing may become one.</summary>
    private async Task<Topology> WithDeadLettersAsync(Topology topology, CancellationToken cancellationToken)
    {
        bool areNeeded = topology.SubTopologies.Count > 0
            && (_options.OnUndecodable == OnError.DeadLetter
                || topology.SubTopologies.SelectMany(s => s.Agents).Any(a => FailurePolicy.Of(a, _options).OnError == OnError.DeadLetter));
        if (!areNeeded) return topology;
        string name = _options.DeadLetterTopic ?? $"{_options.ApplicationId}-dead-letters";
        IReadOnlyList<TopicDescription> existing = await _admin!.DescribeTopicsAsync([name], cancellationToken).ConfigureAwait(false);
        int partitions = existing.Count > 0 ? existing[0].Partitions : _options.DefaultPartitions;
        if (existing.Count == 0)
        {
            await _admin.CreateTopicsAsync([new TopicSpecification(name, partitions)], cancellationToken).ConfigureAwait(false);
            Log.TopicCreated(_logger, name, partitions);
        }

        return topology with { DeadLetters = new DeadLetterTopic(name, partitions) };
    }
}
