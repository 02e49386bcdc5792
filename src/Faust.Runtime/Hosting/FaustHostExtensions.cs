using Faust;
using Faust.Transport;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Extensions.Hosting;

/// <summary>Runs a host that has a Faust application.</summary>
public static class FaustHostExtensions
{
    private const string Usage = "Commands: worker (also run without a command).";

    /// <summary>
    /// Runs the host until it is stopped (SIGTERM, SIGINT, <see cref="IHostApplicationLifetime.StopApplication"/>) or the worker fails, and
    /// says with what the program is to end. What goes wrong is told on standard error; no exception comes out of it.
    /// </summary>
    /// <param name="host">The host; it is disposed.</param>
    /// <param name="args">
    /// The program's arguments. The first may name a command: <c>worker</c>, which is also what is run without one. Those that begin with
    /// <c>-</c> are the program's own.
    /// </param>
    /// <param name="cancellationToken">Stops the host.</param>
    /// <returns>
    /// <see cref="FaustExitCode.Success"/>; <see cref="FaustExitCode.Failed"/> when the worker or a background service failed;
    /// <see cref="FaustExitCode.Usage"/> when the command is unknown or options or declarations cannot be. Where the program has set
    /// <see cref="Environment.ExitCode"/>, that.
    /// </returns>
    public static async Task<int> RunFaustAsync(this IHost host, string[]? args = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(host);
        try
        {
            return await RunAsync(host, args, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (host is IAsyncDisposable disposable) await disposable.DisposeAsync().ConfigureAwait(false);
            else host.Dispose();
        }
    }

    private static async Task<int> RunAsync(IHost host, string[]? args, CancellationToken cancellationToken)
    {
        if (args is [{ } command, ..] && !command.StartsWith('-') && command != "worker")
        {
            return await FailAsync(FaustExitCode.Usage, $"Unknown command '{command}'. {Usage}").ConfigureAwait(false);
        }

        FaustWorker? worker;
        BackgroundService[] services;
        try
        {
            // Made here, as options that cannot be are found when it is made: out of range, or no number at all.
            worker = host.Services.GetService<FaustWorker>();
            if (worker is null)
            {
                return await FailAsync(FaustExitCode.Usage, "The host has no Faust application: call builder.AddFaust(...).").ConfigureAwait(false);
            }

            services = [.. host.Services.GetServices<IHostedService>().OfType<BackgroundService>()];
        }
        catch (Exception e)
        {
            // Whatever it is, it is how the program was put together or set up.
            return await FailAsync(FaustExitCode.Usage, e.Message).ConfigureAwait(false);
        }

        try
        {
            await host.RunAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (TopologyException e)
        {
            return await FailAsync(FaustExitCode.Usage, e.Message).ConfigureAwait(false);
        }
        catch (TransportException e) when (worker.Failure is null)
        {
            return await FailAsync(FaustExitCode.Failed, e.Message).ConfigureAwait(false);
        }
        catch (Exception e) when (worker.Failure is null)
        {
            // From a service of the program: only the whole of it helps whoever wrote that.
            return await FailAsync(FaustExitCode.Failed, e.ToString()).ConfigureAwait(false);
        }
        catch (Exception) when (worker.Failure is not null)
        {
            // The worker has reported its failure, and a service that waited for it has failed with it.
        }

        bool failed = worker.Failure is not null || services.Any(s => s.ExecuteTask is { IsFaulted: true });
        return failed && Environment.ExitCode == 0 ? FaustExitCode.Failed : Environment.ExitCode;
    }

    private static async Task<int> FailAsync(int exitCode, string message)
    {
        await Console.Error.WriteLineAsync(message).ConfigureAwait(false);
        return exitCode;
    }
}
