using System.Runtime.CompilerServices;

namespace Faust.Processing;

/// <summary>
/// Numbers the attempts of a task. What an attempt writes is noted under its number, so that it can be taken back; nothing is to be done
/// when an attempt ends well, for the next number makes the notes out of date. Used by the task's logical thread alone.
/// </summary>
/// <param name="hasLanes">Whether the task has agents whose handlers run in lanes.</param>
internal sealed class AttemptCounter(bool hasLanes = false)
{
    private long _lastLane = NoAttempt;

    /// <summary>The number that no attempt has.</summary>
    public const long NoAttempt = -1;

    /// <summary>Whether handlers of different events may be at work at the same time, so that what they write has to be kept apart.</summary>
    public bool HasLanes { get; } = hasLanes;

    /// <summary>The lane whose handler is at it now; null where none is.</summary>
    public Lane? Lane { get; private set; }

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

    /// <summary>A number for the attempt of a lane: below <see cref="NoAttempt"/>, as those of lanes do not follow each other.</summary>
    public long NextOfLane() => --_lastLane;

    /// <summary>Makes the attempt of a lane the one in hand.</summary>
    /// <returns>The one before, for <see cref="Leave"/>.</returns>
    public long Enter(Lane lane)
    {
        long before = Current;
        Lane = lane;
        Current = lane.Attempt;
        return before;
    }

    public void Leave(long before)
    {
        Lane = null;
        Current = before;
    }

    /// <summary>Makes sure that whoever writes or sends is the one whose turn it is, where several handlers are at work.</summary>
    /// <exception cref="InvalidOperationException">It is another thread, or a handler whose event is done with.</exception>
    public void CheckTurn()
    {
        var context = SynchronizationContext.Current;
        if (Lane is { } lane ? context != lane : context is not LogicalThread)
        {
            throw new InvalidOperationException(
                "A handler has left the logical thread of its task, where others are at work meanwhile: what an agent writes and sends must come "
                + "behind awaits without ConfigureAwait(false), and not from Task.Run.");
        }

        if (Lane is { IsOver: true })
        {
            throw new InvalidOperationException("A handler has returned, and something it did not await writes or sends behind it: its event is done with.");
        }
    }
}
