namespace Faust.Transport.Embedded;

internal sealed class EmbeddedAdmin(EmbeddedLog log, ILogLink? link = null) : IAdmin
{
    private volatile bool _disposed;

    public ValueTask<IReadOnlyList<TopicDescription>> DescribeTopicsAsync(
        IReadOnlyCollection<string> names, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(names);
        return Run<IReadOnlyList<TopicDescription>>(() => [.. names.Distinct().Select(Describe).OfType<TopicDescription>()], cancellationToken);

        TopicDescription? Describe(string name) => log.PartitionsOf(name) is > 0 and var count ? new TopicDescription(name, count) : null;
    }

    public ValueTask CreateTopicsAsync(IReadOnlyCollection<TopicSpecification> topics, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(topics);
        return Run(() => log.CreateTopics(topics), cancellationToken);
    }

    public ValueTask DeleteTopicsAsync(IReadOnlyCollection<string> names, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(names);
        return Run(() => log.DeleteTopics(names), cancellationToken);
    }

    public ValueTask<GroupDescription> DescribeGroupAsync(string groupId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(groupId);
        return Run(() => log.FindGroup(groupId)?.Describe() ?? new GroupDescription(groupId, -1, []), cancellationToken);
    }

    public ValueTask<IReadOnlyList<PartitionOffsets>> GetOffsetsAsync(
        IReadOnlyCollection<TopicPartition> partitions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(partitions);
        return Run<IReadOnlyList<PartitionOffsets>>(() => [.. partitions.Select(Bounds)], cancellationToken);

        PartitionOffsets Bounds(TopicPartition partition)
        {
            PartitionLog found = log.GetPartition(partition);
            // In this order, as the one never passes the other.
            long lastStable = found.LastStable;
            return new PartitionOffsets(partition, found.Start, found.End, lastStable);
        }
    }

    public ValueTask DisposeAsync()
    {
        _disposed = true;
        return ValueTask.CompletedTask;
    }

    private ValueTask Run(Action action, CancellationToken cancellationToken)
    {
        ValueTask<bool> task = Run(
            () =>
            {
                action();
                return true;
            },
            cancellationToken);
        return task.IsCompletedSuccessfully ? ValueTask.CompletedTask : new ValueTask(task.AsTask());
    }

    private ValueTask<T> Run<T>(Func<T> action, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(IAdmin));
        ObjectDisposedException.ThrowIf(log.IsDisposed, log);
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<T>(cancellationToken);
        if (link is not null) return link.CallAsync(action, cancellationToken);
        try
        {
            return new ValueTask<T>(action());
        }
        catch (TransportException e)
        {
            return ValueTask.FromException<T>(e);
        }
    }
}
