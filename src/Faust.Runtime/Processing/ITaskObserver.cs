using Faust.Transport;

namespace Faust.Processing;

/// <summary>What a task tells its worker, from the task's logical thread.</summary>
internal interface ITaskObserver
{
    /// <summary>The agents have handled records.</summary>
    void OnProcessed(ProcessingTask task, TopicPartition partition, int records);

    /// <summary>A batch is done with and about to be disposed.</summary>
    void OnFinished(ProcessingTask task, RecordBatch batch);

    /// <summary>The task asks to be committed before the interval is over: it has done much, or has no room for more.</summary>
    void OnCommitDue(ProcessingTask task);

    /// <summary>The tables are being read back.</summary>
    void OnRestoring(RestoreProgress progress);

    /// <summary>The inbox is empty.</summary>
    void OnIdle(ProcessingTask task);
}
