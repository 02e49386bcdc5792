namespace Faust.Processing;

/// <summary>Something was asked of a task that has ended. Why it has is in its <see cref="ProcessingTask.Completion"/>.</summary>
internal sealed class TaskEndedException(TaskId task) : InvalidOperationException($"Task {task} has ended.");
