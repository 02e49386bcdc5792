using System.Diagnostics;
using System.Globalization;
using Faust.Fuzzing;

namespace Faust.Benchmarks;

/// <summary>Reads mutated payloads, as many as asked; nothing but the documented exception may come out of it.</summary>
internal static class FuzzCommand
{
    private const int Batch = 10_000;

    public static int Run(Arguments arguments)
    {
        int payloads = arguments.Number("--payloads", 10_000_000);
        int seed = arguments.Number("--seed", 1);
        long started = Stopwatch.GetTimestamp();
        long done = 0;
        long read = 0;
        string? failure = null;
        using Timer progress = new(_ => Report("so far"), null, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5));
        Parallel.For(0, (payloads + Batch - 1) / Batch, (batch, state) =>
        {
            int first = batch * Batch;
            int count = Math.Min(Batch, payloads - first);
            int readHere = 0;
            for (int i = 0; i < count && !state.IsStopped; i++)
            {
                try
                {
                    if (FuzzRun.Once(unchecked(seed + first + i))) readHere++;
                }
                catch (InvalidOperationException exception)
                {
                    Interlocked.CompareExchange(ref failure, exception.Message, null);
                    state.Stop();
                    return;
                }
            }

            Interlocked.Add(ref read, readHere);
            Interlocked.Add(ref done, count);
        });
        progress.Change(Timeout.Infinite, Timeout.Infinite);
        Report(failure is null ? "in all, nothing but the documented exception" : "before a failure");
        if (failure is null) return 0;
        Console.Error.WriteLine(failure);
        return 1;

        void Report(string what)
        {
            double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{Volatile.Read(ref done):N0} payloads, {Volatile.Read(ref read):N0} of them read, in {seconds:N0} s {what} (seed {seed})"));
        }
    }
}
