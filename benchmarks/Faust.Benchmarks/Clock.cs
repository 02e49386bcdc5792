using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Faust.Benchmarks;

/// <summary>CPU time, which a machine that does other things as well disturbs less than the time on the wall.</summary>
internal static partial class Clock
{
    private const int ThreadCpuTime = 3;

    /// <summary>Nanoseconds this thread has computed; where the system does not say, nanoseconds that have passed.</summary>
    public static long ThreadNanoseconds => OperatingSystem.IsLinux() && GetTime(ThreadCpuTime, out TimeSpec time) == 0
        ? (time.Seconds * 1_000_000_000) + time.Nanoseconds
        : (long)(Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency));

    /// <summary>What all threads of this process have computed.</summary>
    public static TimeSpan Process
    {
        get
        {
            using var self = System.Diagnostics.Process.GetCurrentProcess();
            return self.TotalProcessorTime;
        }
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out TimeSpec time);

    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
