using System.Diagnostics;
using System.Globalization;

namespace Faust.RocksDb.Tests;

/// <summary>A process that has a store: tests/Faust.RocksDb.Child.</summary>
internal sealed class ChildProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly Task<string> _errors;

    private ChildProcess(string command, string directory)
    {
        string program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Faust.RocksDb.Child.exe" : "Faust.RocksDb.Child");
        _process = new Process
        {
            StartInfo = new ProcessStartInfo(program, [command, directory])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                RedirectStandardInput = true,
            },
        };
        _process.Start();
        _errors = _process.StandardError.ReadToEndAsync();
    }

    public static ChildProcess Start(string command, string directory) => new(command, directory);

    /// <summary>Waits for it to say a position.</summary>
    public async Task<long> ReadAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        string? line = await _process.StandardOutput.ReadLineAsync(patience.Token);
        return line is null
            ? throw new InvalidOperationException($"It ended by itself: {await _errors}")
            : long.Parse(line, CultureInfo.InvariantCulture);
    }

    /// <summary>Kills it, as <c>kill -9</c> does.</summary>
    /// <returns>The last position that it had said.</returns>
    public async Task<long> KillAsync()
    {
        long last = 0;
        _process.Kill();
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            // The last line may be torn.
            if (long.TryParse(line, CultureInfo.InvariantCulture, out long position)) last = Math.Max(last, position);
        }

        await _process.WaitForExitAsync();
        return last;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }
}
