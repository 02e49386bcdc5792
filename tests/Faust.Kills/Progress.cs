using System.Diagnostics;
using System.Globalization;

namespace Faust.Kills;

/// <summary>Tells on standard output how far the program is: what was said is in the pipe, and survives a kill. Thread-safe.</summary>
public sealed class Progress
{
    private readonly Lock _gate = new();
    private readonly long[] _caughtUpAt = new long[Flow.Partitions];
    private readonly Stream _output = Console.OpenStandardOutput();
    private readonly long _started = Stopwatch.GetTimestamp();
    private int _behind = Flow.Partitions;
    private long _tail;

    /// <summary>Inputs from these offsets on are of this run.</summary>
    public void Expect(IReadOnlyList<long> ends)
    {
        for (int p = 0; p < ends.Count; p++) _caughtUpAt[p] = ends[p];
    }

    /// <summary>An input is worked on. With the first of this run its partition is caught up.</summary>
    public void OnInput(int partition, long offset)
    {
        long tail;
        lock (_gate)
        {
            if (offset < _caughtUpAt[partition]) _tail++;
            if (_caughtUpAt[partition] < 0 || offset < _caughtUpAt[partition]) return;
            _caughtUpAt[partition] = -1;
            if (--_behind > 0) return;
            tail = _tail;
        }

        Say(string.Create(CultureInfo.InvariantCulture, $"caughtup {Elapsed:F2} {tail}"));
    }

    /// <summary>Milliseconds since the program began.</summary>
    public double Elapsed => Stopwatch.GetElapsedTime(_started).TotalMilliseconds;

    public void Say(string line)
    {
        // One write a line: a kill does not part it.
        lock (_output) _output.Write(System.Text.Encoding.UTF8.GetBytes(line + "\n"));
    }
}
