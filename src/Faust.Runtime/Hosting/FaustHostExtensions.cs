using Faust;
using Faust.Transport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.Hosting;

/// <summary>Runs a host that has a Faust application.</summary>
public static class FaustHostExtensions
{
    /// <summary>
    /// Runs the host until it is stopped (SIGTERM, SIGINT, <see cref="IHostApplicationLifetime.StopApplication"/>) or the worker fails, and
    /// says with what the program is to end.
    /// </summary>
    /// <param name="host">The host; it is disposed.</param>
    /// <param name="args">
    /// The program's arguments. The first may name a command: <c>worker</c>, which is also what is run without one. Those that begin with
    /// <c>-</c> are the program's own.
    /// </param>
    /// <param name="cancellationToken">Stops the host.</param>
    /// <returns>
    /// <see cref="FaustExitCode.Success"/>; <see cref="FaustExitCode.Failed"/> when the worker failed; <see cref="FaustExitCode.Usage"/>,
    /// with a message on standard error, when the command is unknown or options or declarations cannot be. Where the program has set
    /// <see cref="Environment.ExitCode"/>, that.
    /// </returns>
    public static async Task<int> RunFaustAsync(this IHost host, string[]? args = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(host);
        if (args is [{ } command, ..] && !command.StartsWith('-') && command != "worker")
        {
            await Console.Error.WriteLineAsync($"Unknown command '{command}'. Commands: worker (also run without a command).").ConfigureAwait(false);
            await DisposeAsync(host).ConfigureAwait(false);
            return FaustExitCode.Usage;
        }

        FaustWorker worker;
        try
        {
            // Its options are read when it is made, which may be now.
            worker = host.Services.GetRequiredService<FaustWorker>();
            await host.RunAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OptionsValidationException or TopologyException)
        {
            // Mistakes of whoever set the program up: the message says what to mend, a stack trace would hide it.
            await Console.Error.WriteLineAsync(e.Message).ConfigureAwait(false);
            await DisposeAsync(host).ConfigureAwait(false);
            return FaustExitCode.Usage;
        }
        catch (TransportException e)
        {
            await Console.Error.WriteLineAsync(e.Message).ConfigureAwait(false);
            await DisposeAsync(host).ConfigureAwait(false);
            return FaustExitCode.Failed;
        }

        if (worker.Failure is null) return Environment.ExitCode;
        return Environment.ExitCode == 0 ? FaustExitCode.Failed : Environment.ExitCode;
    }

    private static async ValueTask DisposeAsync(IHost host)
    {
        if (host is IAsyncDisposable disposable) await disposable.DisposeAsync().ConfigureAwait(false);
        else host.Dispose();
    }
}
