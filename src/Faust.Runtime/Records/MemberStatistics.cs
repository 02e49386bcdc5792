using System.Runtime.CompilerServices;

namespace Faust.Records;

/// <summary>Whether the strings of one member repeat often enough for a <see cref="Utf8StringCache"/> to look them up.</summary>
/// <remarks>
/// Lookups are judged in windows. A window must be long against the number of distinct values, as each is missed once: 4,096 random
/// draws from 10,000 keys still repeat 18 times in 100.
/// </remarks>
internal struct MemberStatistics
{
    /// <summary>Members told apart; a power of two.</summary>
    public const int Count = 1024;

    private const int Window = 4096;
    private const int FewestHits = Window / 8;
    private const int FirstPause = 16 * Window;
    private const int LongestPause = 1024 * Window;

    /// <summary>Lookups of this window that found their string.</summary>
    public int Hits;

    // Lookups left of this window, or calls left of this pause.
    private int _left;
    private int _pause;
    private bool _paused;

    /// <summary>The state of a member not seen yet.</summary>
    public static MemberStatistics New => new() { _left = Window, _pause = FirstPause };

    /// <summary>Counts a call.</summary>
    /// <returns>Whether to look its string up, and keep it.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ShouldLook()
    {
        if (--_left < 0) Judge();
        return !_paused;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Judge()
    {
        if (_paused || Hits >= FewestHits)
        {
            // A pause over is a chance, not yet an acquittal: only a good window resets the length of the next pause.
            if (!_paused) _pause = FirstPause;
            _left = Window;
            _paused = false;
        }
        else
        {
            _left = _pause;
            _pause = Math.Min(_pause * 2, LongestPause);
            _paused = true;
        }

        Hits = 0;
    }
}
