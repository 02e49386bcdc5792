using System.Diagnostics;
using System.Globalization;

namespace Faust.Kills;

/// <summary>Starts the program, kills it at a moment drawn from the seed, and starts it again; looks at the log now and then.</summary>
internal sealed class Driver(RunOptions options, TextWriter output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Random _random = new(options.Seed);
    private readonly long[] _acknowledged = [.. Enumerable.Repeat(-1L, Flow.Partitions)];
    private readonly List<Life> _starts = [];

    /// <returns>The exit code: 0 when all held.</returns>
    public static async Task<int> RunAsync(RunOptions options, TextWriter output)
    {
        if (Directory.Exists(options.Directory))
        {
            await output.WriteLineAsync($"There is a directory '{options.Directory}' already.");
            return 2;
        }

        try
        {
            await new Driver(options, output).RunAsync();
        }
        catch (KillsException e)
        {
            await output.WriteLineAsync($"FAILED {options}: {e.Message} The log is in '{options.Directory}'.");
            return 1;
        }

        Directory.Delete(options.Directory, recursive: true);
        return 0;
    }

    /// <summary>Starts the program, with what it tells redirected.</summary>
    public static Process Start(RunOptions options)
    {
        string program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Faust.Kills.exe" : "Faust.Kills");
        return Process.Start(new ProcessStartInfo(program, ["run", .. options.ToArguments()])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    private async Task RunAsync()
    {
        for (int kill = 1; kill <= options.Kills; kill++)
        {
            await RunOnceAsync(kill);
            if (kill % options.VerifyEvery == 0 || kill == options.Kills) await VerifyAsync(kill);
        }

        Report();
    }

    /// <summary>One life. It ends after a number of things the program tells: in its start now and then, mostly while it works.</summary>
    private async Task RunOnceAsync(int kill)
    {
        int lines = _random.Next(5) == 0 ? _random.Next(1, 12) : _random.Next(12, options.MaxInputs);
        long started = Stopwatch.GetTimestamp();
        using Process process = Start(options);
        Task<string> errors = process.StandardError.ReadToEndAsync();
        var start = new Life();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            for (int seen = 0; await process.StandardOutput.ReadLineAsync(patience.Token) is { } line;)
            {
                Take(line, start, started);
                if (++seen == lines) process.Kill();
            }
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw new KillsException($"After kill {kill - 1} the program did not come to line {lines} within {Patience.TotalSeconds} seconds: {await errors}");
        }

        await process.WaitForExitAsync();
        string error = await errors;
        if (error.Length > 0 || process.ExitCode is not (137 or -1)) throw new KillsException($"Before kill {kill} the program ended by itself ({process.ExitCode}): {error}");
        _starts.Add(start);
    }

    private void Take(string line, Life start, long started)
    {
        string[] words = line.Split(' ');
        switch (words[0])
        {
            case "ack":
                int partition = int.Parse(words[1], CultureInfo.InvariantCulture);
                _acknowledged[partition] = long.Parse(words[2], CultureInfo.InvariantCulture);
                break;
            case "opened":
                start.OpenMilliseconds = double.Parse(words[1], CultureInfo.InvariantCulture);
                start.RecoveredBytes = long.Parse(words[2], CultureInfo.InvariantCulture);
                break;
            case "caughtup":
                start.CaughtUpMilliseconds = double.Parse(words[1], CultureInfo.InvariantCulture);
                start.FromProcessStart = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
                start.Tail = long.Parse(words[2], CultureInfo.InvariantCulture);
                break;
        }
    }

    /// <summary>Looks at a copy: to open a log is to recover it, and that is the program's to do.</summary>
    private async Task VerifyAsync(int kill)
    {
        string copy = options.Directory + "-copy";
        if (Directory.Exists(copy)) Directory.Delete(copy, recursive: true);
        foreach (string directory in Directory.GetDirectories(options.Directory, "*", SearchOption.AllDirectories))
        {
            Directory.CreateDirectory(Path.Combine(copy, Path.GetRelativePath(options.Directory, directory)));
        }

        foreach (string file in Directory.GetFiles(options.Directory, "*", SearchOption.AllDirectories))
        {
            File.Copy(file, Path.Combine(copy, Path.GetRelativePath(options.Directory, file)));
        }

        string found = await Verifier.RunAsync(options with { Directory = copy }, _acknowledged);
        Directory.Delete(copy, recursive: true);
        await output.WriteLineAsync($"{kill} kills: {found}");
    }

    private void Report()
    {
        Life[] whole = [.. _starts.Where(s => s.CaughtUpMilliseconds > 0)];
        output.WriteLine($"{options}: {_starts.Count} kills, {_starts.Count(s => s.OpenMilliseconds == 0)} before the log was open, {_starts.Count - whole.Length} before it had caught up");
        foreach ((string name, IEnumerable<Life> part) in new[] { ("first", whole.Take(whole.Length / 4)), ("last", whole.Skip(whole.Length * 3 / 4)), ("all", (IEnumerable<Life>)whole) })
        {
            if (!part.Any()) continue;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,5} {(name == "all" ? "" : "quarter"),7}: open {Of(part, s => s.OpenMilliseconds)} ms, recovery read {Of(part, s => s.RecoveredBytes / 1024.0)} KiB, caught up {Of(part, s => s.CaughtUpMilliseconds)} ms (from the start of the process {Of(part, s => s.FromProcessStart)}), {Of(part, s => s.Tail)} inputs again (median / most)"));
        }
    }

    private static string Of(IEnumerable<Life> starts, Func<Life, double> value)
    {
        double[] sorted = [.. starts.Select(value).Order()];
        return string.Create(CultureInfo.InvariantCulture, $"{sorted[sorted.Length / 2]:F0} / {sorted[^1]:F0}");
    }

    private sealed class Life
    {
        public double OpenMilliseconds { get; set; }

        public long RecoveredBytes { get; set; }

        public double CaughtUpMilliseconds { get; set; }

        public double FromProcessStart { get; set; }

        public long Tail { get; set; }
    }
}
