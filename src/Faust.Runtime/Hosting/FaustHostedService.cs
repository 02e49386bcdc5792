using Microsoft.Extensions.Hosting;

namespace Faust.Hosting;

/// <summary>
/// Ties the worker to the host's life: topics are made and connected before any other service starts, so that those may send from the
/// first moment; a worker that fails stops the host.
/// </summary>
internal sealed class FaustHostedService(FaustWorker worker, IHostApplicationLifetime lifetime) : IHostedLifecycleService
{
    private readonly Lock _gate = new();
    private bool _isTold;

    public Task StartingAsync(CancellationToken cancellationToken) => worker.PrepareAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        worker.Start();
        _ = StopHostAfterFailureAsync();
        return Task.CompletedTask;
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await worker.StopAsync(cancellationToken).ConfigureAwait(false);
        // Main may return as soon as this does.
        TellFailure();
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task StopHostAfterFailureAsync()
    {
        await worker.Completion.ConfigureAwait(false);
        TellFailure();
        if (worker.Failure is not null) lifetime.StopApplication();
    }

    // For hosts that are run without RunFaustAsync: whoever started the process must see that it failed.
    private void TellFailure()
    {
        lock (_gate)
        {
            if (_isTold || worker.Failure is null) return;
            _isTold = true;
            if (Environment.ExitCode == 0) Environment.ExitCode = FaustExitCode.Failed;
        }
    }
}
