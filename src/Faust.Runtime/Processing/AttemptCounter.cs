using System.Runtime.CompilerServices;

namespace Faust.Processing;

/// <summary>
/// Numbers the attempts of a task. What an attempt writes is noted under its number, so that it can be taken back; nothing is to be done
/// when an attempt ends well, for the next number makes the notes out of date. Used by the task's logical thread alone.
/// </summary>
internal sealed class AttemptCounter
{
    /// <summary>The attempt in hand.</summary>
    public long Current { get; private set; }

    /// <summary>The first attempt of the event in hand. Those from here on are what the event has done so far.</summary>
    public long Event { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void BeginEvent() => Event = ++Current;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Begin() => Current++;

    /// <summary>Goes on with an event that was begun before: what it has done is still its own.</summary>
    public void ResumeEvent(long first) => Event = first;
}
