namespace Faust;

/// <summary>How far a worker is with reading the tables of a task back.</summary>
/// <param name="Task">The task, as <c>0_3</c>: sub-topology and partition.</param>
/// <param name="Partition">The partition.</param>
/// <param name="Tables">The names of the tables.</param>
/// <param name="Records">The offsets passed so far.</param>
/// <param name="Total">The offsets to pass in all; 0 where nothing was missing.</param>
/// <param name="Elapsed">How long it has taken.</param>
public sealed record RestoreProgress(string Task, int Partition, IReadOnlyList<string> Tables, long Records, long Total, TimeSpan Elapsed)
{
    /// <summary>Whether the tables are complete.</summary>
    public bool IsCompleted => Records >= Total;

    /// <summary>The part that is done, in percent.</summary>
    public double Percent => Total == 0 ? 100 : 100.0 * Records / Total;

    /// <summary>How long the rest will take at the pace so far; <see langword="null"/> where nothing was read yet.</summary>
    public TimeSpan? Remaining => Records == 0 ? null : Elapsed * ((double)(Total - Records) / Records);
}
