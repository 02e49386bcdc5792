using System.Runtime.CompilerServices;
using Faust.Processing;
using Faust.Records;
using Faust.Transport;

namespace Faust.Tables;

/// <summary>A table as seen from outside agents: each read runs on the logical thread of the shard's task, between two events.</summary>
internal sealed class TableView<TKey, TValue>(Table<TKey, TValue> table, Type tableType, FaustWorker worker)
    where TKey : notnull
{
    public ValueTask<TValue?> GetAsync(TKey key, CancellationToken cancellationToken)
    {
        var bytes = new ByteBuffer();
        table.WriteKey(key, bytes);
        int partition = Murmur2.Partition(bytes.WrittenSpan, worker.PartitionsOf(tableType));
        ProcessingTask task = worker.TasksOf(tableType).FirstOrDefault(t => t.Id.Partition == partition)
            ?? throw new InvalidOperationException(
                $"Table '{table.Name}': partition {partition}, where the key lies, is not on this worker.");
        return new ValueTask<TValue?>(task.InvokeAsync(t => t.Shard<TKey, TValue>(tableType).Get(key), cancellationToken));
    }

    public async IAsyncEnumerable<KeyValuePair<TKey, TValue>> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (ProcessingTask task in worker.TasksOf(tableType))
        {
            KeyValuePair<TKey, TValue>[] entries =
                await task.InvokeAsync(t => t.Shard<TKey, TValue>(tableType).Entries().ToArray(), cancellationToken).ConfigureAwait(false);
            foreach (KeyValuePair<TKey, TValue> entry in entries) yield return entry;
        }
    }
}
