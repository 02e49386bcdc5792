using System.Diagnostics;
using System.Globalization;
using Faust.Transport;
using Faust.Transport.Embedded;

namespace Faust.Kills;

/// <summary>
/// Lets the program work for minutes without a kill, and looks every second at what it holds. Its topics keep so much and no more, so what it
/// holds must not grow with what it has done: a line is laid through the last three quarters of the samples, and what it rises over that time
/// is compared with a bound. Linux only.
/// </summary>
internal sealed class Soak(RunOptions options, TextWriter output)
{
    /// <summary>How much of the average the memory may rise by, and how many threads or files may be added, over the measured time.</summary>
    private const double MemoryBound = 0.10;
    private const double CountBound = 3;
    private const string RetainedBytes = "16777216";

    private readonly List<Sample> _samples = [];
    private readonly long[] _acknowledged = [.. Enumerable.Repeat(-1L, Flow.Partitions)];

    /// <returns>The exit code: 0 when nothing grew.</returns>
    public static async Task<int> RunAsync(RunOptions options, TextWriter output)
    {
        if (!OperatingSystem.IsLinux())
        {
            await output.WriteLineAsync("A soak reads /proc, which only Linux has.");
            return 2;
        }

        try
        {
            bool holds = await new Soak(options, output).RunAsync();
            Directory.Delete(options.Directory, recursive: true);
            return holds ? 0 : 1;
        }
        catch (KillsException e)
        {
            await output.WriteLineAsync($"FAILED {options}: {e.Message} The log is in '{options.Directory}'.");
            return 1;
        }
    }

    private async Task<bool> RunAsync()
    {
        await CreateTopicsAsync();
        using Process process = Driver.Start(options);
        Task<string> errors = process.StandardError.ReadToEndAsync();
        Task reading = ReadAsync(process);
        long started = Stopwatch.GetTimestamp();
        using var second = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (Stopwatch.GetElapsedTime(started) < TimeSpan.FromMinutes(options.Minutes) && !process.HasExited)
        {
            await second.WaitForNextTickAsync();
            if (Sample.Of(process.Id, Path.GetFullPath(options.Directory), Stopwatch.GetElapsedTime(started)) is { } sample) _samples.Add(sample);
        }

        bool ended = process.HasExited;
        process.Kill();
        await process.WaitForExitAsync();
        await reading;
        if (ended) throw new KillsException($"the program ended by itself ({process.ExitCode}): {await errors}");
        return Report();
    }

    private async Task CreateTopicsAsync()
    {
        await using var log = new EmbeddedLog(TimeProvider.System, KilledProgram.LogOptions(options));
        await using IAdmin admin = log.CreateAdmin();
        var configuration = new Dictionary<string, string> { ["retention.bytes"] = RetainedBytes };
        await admin.CreateTopicsAsync(
        [
            .. new[] { Flow.Inputs.Name, Flow.Outputs.Name }.Select(t => new TopicSpecification(t, Flow.Partitions) { Configuration = configuration }),
        ]);
    }

    private async Task ReadAsync(Process process)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Split(' ') is not ["ack", var partition, var number]) continue;
            _acknowledged[int.Parse(partition, CultureInfo.InvariantCulture)] = long.Parse(number, CultureInfo.InvariantCulture);
        }
    }

    private bool Report()
    {
        // The first quarter: code is compiled, pools fill.
        Sample[] measured = [.. _samples.Skip(_samples.Count / 4)];
        double minutes = (measured[^1].At - measured[0].At).TotalMinutes;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{options.Minutes} minutes, {_acknowledged.Sum(n => n + 1)} inputs; of the last {minutes:F1} minutes:"));
        bool memory = Tell("memory", "KiB", static s => s.AnonymousKiB, static average => average * MemoryBound);
        bool threads = Tell("threads", "", static s => s.Threads, static _ => CountBound);
        bool files = Tell("files but the log's own", "", s => s.Files, static _ => CountBound);
        return memory && threads && files;

        bool Tell(string name, string unit, Func<Sample, double> value, Func<double, double> bound)
        {
            double average = measured.Average(value);
            double rise = Slope(measured, value) * minutes;
            bool holds = rise <= bound(average);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {(holds ? "flat" : "GROWS"),-5} {name}: {average:F0} {unit} on average ({measured.Min(value):F0} to {measured.Max(value):F0}), {rise / minutes:+0.0;-0.0;0} {unit} a minute"));
            return holds;
        }
    }

    /// <summary>By least squares; a minute's rise.</summary>
    private static double Slope(Sample[] samples, Func<Sample, double> value)
    {
        double time = samples.Average(s => s.At.TotalMinutes), mean = samples.Average(value);
        return samples.Sum(s => (s.At.TotalMinutes - time) * (value(s) - mean)) / samples.Sum(s => Math.Pow(s.At.TotalMinutes - time, 2));
    }

    /// <param name="At">Since the start.</param>
    /// <param name="AnonymousKiB">Memory that no file lies behind: the segments of the log are mapped, and belong to the system's cache.</param>
    /// <param name="Threads">Of the system.</param>
    /// <param name="Files">Open files, sockets and the like, without those below the log's directory, which has as many as it has data.</param>
    private sealed record Sample(TimeSpan At, double AnonymousKiB, double Threads, double Files)
    {
        public static Sample? Of(int process, string directory, TimeSpan at)
        {
            try
            {
                Dictionary<string, string> status = File.ReadLines($"/proc/{process}/status").Select(l => l.Split(':', 2)).ToDictionary(l => l[0], l => l[1]);
                int files = Directory.EnumerateFiles($"/proc/{process}/fd").Count(f => new FileInfo(f).LinkTarget?.StartsWith(directory, StringComparison.Ordinal) != true);
                return new Sample(at, Number(status["RssAnon"]), Number(status["Threads"]), files);
            }
            catch (Exception e) when (e is IOException or KeyNotFoundException or UnauthorizedAccessException)
            {
                // It has just ended, which is told elsewhere.
                return null;
            }
        }

        private static double Number(string text) => double.Parse(text.Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
    }
}
