using System.Diagnostics;

namespace Faust.Samples.Tests;

/// <summary>The sample as a process: as built beside these tests, in their configuration.</summary>
internal sealed class Flights : IDisposable
{
    /// <summary>Nothing takes so long unless it hangs.</summary>
    private static readonly TimeSpan Hang = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    private Flights(string[] args)
    {
        // artifacts/bin/Faust.Samples.Tests/debug → artifacts/bin/Flights/debug
        var own = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        string program = Path.Combine(own.Parent!.Parent!.FullName, "Flights", own.Name, "Flights.dll");
        _process = Process.Start(new ProcessStartInfo("dotnet", [program, .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        })!;
        _output = _process.StandardOutput.ReadToEndAsync();
        _error = ReadErrorAsync();
    }

    public TaskCompletionSource Shown { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static Flights Start(params string[] args) => new(args);

    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] args)
    {
        using Flights flights = Start(args);
        return await flights.EndAsync();
    }

    /// <summary>Sends a signal as a shell would.</summary>
    public void Signal(string name)
    {
        using Process kill = Process.Start("kill", ["-" + name, $"{_process.Id}"]);
        kill.WaitForExit();
    }

    public async Task<(int ExitCode, string Output, string Error)> EndAsync()
    {
        using var hang = new CancellationTokenSource(Hang);
        await _process.WaitForExitAsync(hang.Token);
        return (_process.ExitCode, await _output, await _error);
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    private async Task<string> ReadErrorAsync()
    {
        var text = new StringWriter();
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            await text.WriteLineAsync(line);
            if (line.Contains("flights", StringComparison.Ordinal)) Shown.TrySetResult();
        }

        Shown.TrySetResult();
        return text.ToString();
    }
}
