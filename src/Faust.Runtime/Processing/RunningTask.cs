using Faust.Transport;

namespace Faust.Processing;

/// <summary>
/// A processing task as the worker keeps it, from its start to its end; one that is made again after a failure is another. All but
/// <see cref="IntakeOf"/> and <see cref="Intakes"/> is used on the worker's logical thread alone.
/// </summary>
internal sealed class RunningTask
{
    private volatile PartitionIntake[] _intakes = [];

    public RunningTask(ProcessingTask task, TaskEnvironment environment)
    {
        Task = task;
        Stores = new StoreWriter(environment, task.OnStoresWritten);
        task.Running = this;
    }

    public ProcessingTask Task { get; }

    public TaskId Id => Task.Id;

    public StoreWriter Stores { get; }

    public IReadOnlyList<PartitionIntake> Intakes => _intakes;

    /// <summary>It is being ended, or made again: it takes no part in anything that begins from now on.</summary>
    public bool IsEnding { get; set; }

    /// <summary>Exactly-once: a transaction with something of it failed, so that nothing more of it may be committed.</summary>
    public bool HasLostCommit { get; set; }

    /// <summary>How far it was finished when that was last asked for.</summary>
    public IReadOnlyList<TopicPartitionOffset> Positions { get; set; } = [];

    /// <summary>
    /// At-least-once: the last commit of this task that was begun. A task's commits follow each other, so that an older offset never
    /// overwrites a newer one.
    /// </summary>
    public Task Commit { get; set; } = System.Threading.Tasks.Task.CompletedTask;

    /// <summary>Exactly-once: what the task was asked to hand over, and was not collected yet.</summary>
    public Task<TaskCommit?>? Prepared { get; set; }

    /// <summary>Exactly-once: what the task handed over, in order, for the next transaction.</summary>
    public List<TaskCommit> Collected { get; } = [];

    /// <summary>Its partitions, and the epoch in which the worker held each when the task was given it.</summary>
    public Dictionary<TopicPartition, int> Epochs { get; } = [];

    /// <summary>Of how many of its partitions the agents are made, which they are once its tables are read back.</summary>
    public int ReadyPartitions { get; set; }

    public void Add(PartitionIntake intake, int epoch)
    {
        _intakes = [.. _intakes, intake];
        Epochs[intake.Partition] = epoch;
    }

    public PartitionIntake IntakeOf(TopicPartition partition)
    {
        foreach (PartitionIntake intake in _intakes)
        {
            if (intake.Partition.Topic == partition.Topic) return intake;
        }

        throw new InvalidOperationException($"Task {Id} does not read {partition}.");
    }

    public void End()
    {
        IsEnding = true;
        foreach (PartitionIntake intake in _intakes) intake.Close();
    }
}
