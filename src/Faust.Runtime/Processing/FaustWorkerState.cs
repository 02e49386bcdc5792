namespace Faust;

/// <summary>What a worker is doing.</summary>
public enum FaustWorkerState
{
    /// <summary>The host has not started it.</summary>
    Created,

    /// <summary>It handles events, or waits for them.</summary>
    Running,

    /// <summary>It finishes the events at hand, commits and leaves its group.</summary>
    Stopping,

    /// <summary>It has ended as it was asked to.</summary>
    Stopped,

    /// <summary>It has ended because a task failed for good; <see cref="FaustWorker.Failure"/> says why.</summary>
    Failed,
}
