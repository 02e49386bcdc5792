using Microsoft.Extensions.Hosting;

namespace Faust.Hosting;

/// <summary>
/// Ties the worker to the host's life: topics are made and connected before any other service starts, so that those may send from the
/// first moment; a worker that fails stops the host.
/// </summary>
internal sealed class FaustHostedService(FaustWorker worker, IHostApplicationLifetime lifetime) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => worker.PrepareAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        worker.Start();
        _ = StopHostAfterFailureAsync();
        return Task.CompletedTask;
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => worker.StopAsync(cancellationToken);

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task StopHostAfterFailureAsync()
    {
        await worker.Completion.ConfigureAwait(false);
        if (worker.Failure is null) return;
        // For hosts that are run without RunFaustAsync: whoever started the process must see that it failed.
        if (Environment.ExitCode == 0) Environment.ExitCode = FaustExitCode.Failed;
        lifetime.StopApplication();
    }
}
