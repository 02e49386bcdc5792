using Faust.Diagnostics;
using Faust.Storage;
using Faust.Transport;

namespace Faust.Processing;

/// <summary>
/// Brings a task's tables up to date from their changelogs: from where the store is, only the tail. Runs on the logical thread of whoever
/// owns the tables, so that the worker goes on polling however long it takes.
/// </summary>
internal sealed class ChangelogReader(TaskId id, TaskTables tables, TaskEnvironment environment, Action<RestoreProgress> report) : IAsyncDisposable
{
    // So many records, then other logical threads get a turn.
    private const int BatchRecords = 5_000;
    private static readonly TimeSpan ReportInterval = TimeSpan.FromSeconds(5);

    /// <summary>How long changelogs keep tombstones (<c>delete.retention.ms</c>), as <see cref="FaustWorker"/> creates them: Kafka's default.</summary>
    internal static readonly TimeSpan TombstoneRetention = TimeSpan.FromDays(1);

    private readonly LogicalThread _thread = (LogicalThread)SynchronizationContext.Current!;
    private IConsumer? _consumer;

    /// <summary>Takes what the stores have into the shards, and looks from where on the changelogs are to be read.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (!tables.IsOpen) await OpenStoresAsync(cancellationToken).ConfigureAwait(true);
        _consumer = environment.Transport.CreateConsumer(new ConsumerSettings
        {
            ClientId = $"{environment.Options.InstanceId ?? environment.Options.ApplicationId}-restore-{id}",
            MaxBatchRecords = BatchRecords,
        });
        _consumer.Assign([.. tables.All.Select(t => new TopicPartitionOffset(t.Changelog, t.Position))]);
    }

    private async Task OpenStoresAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<PartitionOffsets> bounds = await BoundsAsync(cancellationToken).ConfigureAwait(true);
        foreach (TaskTable table in tables.All)
        {
            PartitionOffsets changelog = bounds.First(b => b.TopicPartition == table.Changelog);
            table.Position = changelog.Low;
            if (table.Store is not { Position: { } position } store) continue;
            if (ReasonToStartAnew(position, changelog) is { } reason)
            {
                Log.StoreStartedAnew(environment.Logger, table.Shard.TableName, id.Partition, reason);
                store.Clear();
                continue;
            }

            table.Position = position.ChangelogOffset;
            if (table.Shard.IsReadThrough) continue;
            store.Scan((key, value) =>
            {
                // A large store takes a while, and the task may be asked to end meanwhile.
                cancellationToken.ThrowIfCancellationRequested();
                table.Shard.Restore(key, value, hasValue: true);
            });
        }

        tables.IsOpen = true;
    }

    /// <summary>Reads up to what the changelogs have now. A transaction that is still open there is waited for: it may yet be committed.</summary>
    /// <exception cref="OperationCanceledException">The task is to end.</exception>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        long started = environment.Time.GetTimestamp();
        long reported = started;
        Dictionary<TopicPartition, long> ends = (await BoundsAsync(cancellationToken).ConfigureAwait(true)).ToDictionary(b => b.TopicPartition, b => b.High);
        long total = Missing();
        if (total == 0) return;
        string[] names = [.. tables.All.Select(t => t.Shard.TableName)];
        Log.RestoreStarted(environment.Logger, id.ToString(), total, string.Join(", ", names));
        Report(0);
        while (Missing() is > 0 and var missing)
        {
            await ReadAsync(cancellationToken).ConfigureAwait(true);
            if (environment.Time.GetElapsedTime(reported) < ReportInterval) continue;
            reported = environment.Time.GetTimestamp();
            RestoreProgress progress = Report(total - missing);
            Log.Restoring(environment.Logger, id.ToString(), progress.Percent, progress.Records, total, progress.Remaining ?? TimeSpan.Zero);
        }

        TimeSpan elapsed = Report(total).Elapsed;
        Log.Restored(environment.Logger, id.ToString(), total, elapsed.TotalSeconds);

        long Missing() => tables.All.Sum(t => Math.Max(0, ends[t.Changelog] - t.Position));

        RestoreProgress Report(long records)
        {
            var progress = new RestoreProgress(id.ToString(), id.Partition, names, records, total, environment.Time.GetElapsedTime(started));
            report(progress);
            return progress;
        }
    }

    /// <summary>Keeps the tables up to date until cancelled.</summary>
    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested) await ReadAsync(cancellationToken).ConfigureAwait(true);
    }

    public async ValueTask DisposeAsync()
    {
        if (_consumer is not null) await _consumer.DisposeAsync().ConfigureAwait(true);
    }

    private async ValueTask ReadAsync(CancellationToken cancellationToken)
    {
        ConsumerEvent next = _consumer!.Poll();
        if (next.Batch is not { } batch)
        {
            await _consumer.WaitAsync(cancellationToken).ConfigureAwait(true);
            return;
        }

        using (batch) Take(batch);
        await _thread.Yield();
        cancellationToken.ThrowIfCancellationRequested();
    }

    private void Take(RecordBatch batch)
    {
        TaskTable table = tables.All.First(t => t.Changelog == batch.TopicPartition);
        ProducerBatch? stored = table.Store is null || batch.Count == 0 ? null : environment.Batches.Rent(table.Changelog);
        foreach (ref readonly LogRecord record in batch.Records)
        {
            try
            {
                table.Shard.Restore(record.Key, record.Value, record.HasValue);
            }
            catch (Exception e)
            {
                throw new TaskFailedException(
                    $"Table '{table.Shard.TableName}' cannot be read back: the record at {batch.TopicPartition}@{record.Offset} is no entry of it: {e.Message}",
                    batch.TopicPartition,
                    record.Offset,
                    null,
                    e);
            }

            if (stored is null) continue;
            stored.BeginRecord(record.Timestamp);
            stored.Buffer.Write(record.Key);
            stored.EndKey();
            stored.Buffer.Write(record.Value);
            stored.EndRecord(record.HasValue);
        }

        table.Position = batch.NextOffset;
        if (stored is null) return;
        table.Store!.Apply([stored], new StateStorePosition(batch.NextOffset, environment.Time.GetUtcNow()));
        environment.Batches.Return(stored);
    }

    private ValueTask<IReadOnlyList<PartitionOffsets>> BoundsAsync(CancellationToken cancellationToken) =>
        environment.Admin.GetOffsetsAsync([.. tables.All.Select(t => t.Changelog)], cancellationToken);

    private string? ReasonToStartAnew(StateStorePosition position, PartitionOffsets changelog)
    {
        if (position.ChangelogOffset < changelog.Low) return $"its offset {position.ChangelogOffset} is gone from the changelog, which begins at {changelog.Low}";
        if (position.ChangelogOffset > changelog.High) return $"its offset {position.ChangelogOffset} lies behind the end of the changelog, {changelog.High}: it belongs to another log";
        TimeSpan age = environment.Time.GetUtcNow() - position.Time;
        bool misses = position.ChangelogOffset < changelog.High && age > TombstoneRetention;
        return misses ? $"it is {age.TotalHours:F0} hours old, and the changelog keeps tombstones for {TombstoneRetention.TotalHours:F0}" : null;
    }
}
