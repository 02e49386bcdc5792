using Faust.Transport;

namespace Faust.Processing;

/// <summary>A processing task and its partitions, as the worker keeps them.</summary>
internal sealed class RunningTask
{
    private volatile PartitionIntake[] _intakes = [];

    public RunningTask(ProcessingTask task)
    {
        Task = task;
        task.Running = this;
    }

    public ProcessingTask Task { get; }

    public IReadOnlyList<PartitionIntake> Intakes => _intakes;

    /// <summary>
    /// The last commit of this task that was begun. A task's commits follow each other, so that an older offset never overwrites a newer one.
    /// </summary>
    public Task<TaskCommit?> Commit { get; set; } = System.Threading.Tasks.Task.FromResult<TaskCommit?>(null);

    public void Add(PartitionIntake intake) => _intakes = [.. _intakes, intake];

    public PartitionIntake IntakeOf(TopicPartition partition)
    {
        foreach (PartitionIntake intake in _intakes)
        {
            if (intake.Partition.Topic == partition.Topic) return intake;
        }

        throw new InvalidOperationException($"Task {Task.Id} does not read {partition}.");
    }
}
