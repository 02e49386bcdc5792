using System.Buffers.Binary;
using Faust.Transport;

namespace Faust.Testing.Tests.Jepsen;

/// <summary>One life of a client. Its operations are asynchronous and go on as the network and the schedule let them.</summary>
internal abstract class Client(Workload run)
{
    private Task? _operation;

    public Network Network { get; } = run.NewNetwork();

    protected Workload Run => run;

    protected Random Random => run.Random;

    protected int Process { get; } = run.NewProcess();

    protected Draft? Current { get; private set; }

    /// <summary>It found itself replaced, and does nothing any more.</summary>
    public bool IsDone { get; protected set; }

    /// <summary>Begins an operation, unless one is under way.</summary>
    public void Step()
    {
        if (_operation is { IsCompleted: false } || IsDone || Network.IsDead) return;
        _operation?.GetAwaiter().GetResult();
        _operation = OperateAsync();
    }

    /// <summary>It is gone at once, whatever it was doing.</summary>
    public void Kill()
    {
        Network.IsDead = true;
        Current?.Abandon();
        if (_operation is { IsFaulted: true }) _operation.GetAwaiter().GetResult();
    }

    /// <summary>The same client, started anew.</summary>
    public abstract Client Restart();

    protected abstract Task OperateAsync();

    protected Draft Begin(OperationKind kind) => Current = new Draft(run.History, Process, kind);

    /// <summary>The client does something else, or nothing, for a while; a dead one for ever.</summary>
    protected async Task PauseAsync()
    {
        await run.Schedule.Delay(TimeSpan.FromMilliseconds(run.DrawPause()));
        if (Network.IsDead) await new TaskCompletionSource().Task;
    }

    /// <summary>A batch for one partition, noted in the operation under way.</summary>
    protected async Task SendAsync(IProducer producer, Draft draft, int key, int count)
    {
        var batch = new ProducerBatch(Workload.Partitions[key]);
        int[] steps = new int[count];
        for (int i = 0; i < count; i++)
        {
            int value = run.NewValue();
            steps[i] = draft.Send(key, value);
            byte[] bytes = new byte[4];
            BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
            batch.Add(0, [], bytes);
        }

        long first = await producer.SendAsync(batch);
        for (int i = 0; i < count; i++) draft.Acknowledge(steps[i], first + i);
    }

    /// <summary>Notes what a batch holds, and gives it back.</summary>
    public static int Note(RecordBatch batch, Draft draft)
    {
        int key = Workload.KeyOf(batch.TopicPartition);
        foreach (ref readonly LogRecord record in batch.Records)
        {
            draft.Steps.Add(new ReadStep(key, record.Offset, BinaryPrimitives.ReadInt32LittleEndian(record.Value)));
        }

        batch.Dispose();
        return key;
    }

    protected static void Reset(Draft draft, IReadOnlyList<TopicPartition> partitions) =>
        draft.Steps.Add(new ResetStep([.. partitions.Select(Workload.KeyOf)]));
}
