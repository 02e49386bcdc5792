using Faust.Processing;
using Faust.Storage;
using Faust.Storage.Memory;
using Faust.Transport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Faust.Testing;

// Start, stop, and what is put in the place of the real thing.
public sealed partial class FaustTestHost
{
    /// <summary>
    /// Stops the application as its host would, and starts it again on the same log, with new services: objects that were registered
    /// themselves stay, those that the services made are made anew.
    /// </summary>
    /// <exception cref="TaskFailedException">An agent failed before, while it stopped (batches are handled then), or cannot be constructed.</exception>
    public void Restart()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        Stop();
        Exception? failure = _worker.Failure == _reported ? null : _worker.Failure;
        _reported = null;
        Start();
        if (failure is not null) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
    }

    /// <summary>Stops the application: batches that wait are handled, and what is finished is committed.</summary>
    /// <exception cref="TaskFailedException">An agent failed, and no call has said so yet.</exception>
    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        if (_services is null) return;
        Exception? failure = _worker?.Failure;
        Stop();
        _driver.Run(DisposeLogAsync, "the log to close");
        if (_worker?.Failure is TaskFailedException late && late != _reported && late != failure) throw late;
    }

    /// <inheritdoc cref="Dispose"/>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }

    private void Start()
    {
        _services = _registrations.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
        _services.GetService<IStartupValidator>()?.Validate();
        _worker = _services.GetRequiredService<FaustWorker>();
        _driver.Run(() => _worker.PrepareAsync(CancellationToken.None), "the topics");
        _driver.Run(
            () =>
            {
                _worker.Start();
                return _worker.Assigned;
            },
            "the start");
        Run();
    }

    private void Stop()
    {
        if (_worker is null) return;
        Task? stopping = null;
        // A handler that waits for the clock gets the time that a real one gets, and is cancelled then.
        TimeSpan patience = _services.GetRequiredService<IOptions<FaustOptions>>().Value.DrainTimeout;
        for (int tries = 0; !_driver.TryRunToEnd(() => _worker.StopAsync(CancellationToken.None), ref stopping, _worker, Clock) && tries < 2; tries++)
        {
            Clock.Move(Clock.GetUtcNow() + patience, () => _driver.TryRunToEnd(() => stopping!, ref stopping, _worker, Clock));
        }

        _driver.Run(() => _services.DisposeAsync().AsTask(), "the services to be disposed");
    }

    private async Task DisposeLogAsync()
    {
        foreach (TopicReader reader in _readers.Values) await reader.DisposeAsync().ConfigureAwait(false);
        await _producer.DisposeAsync().ConfigureAwait(false);
        await _admin.DisposeAsync().ConfigureAwait(false);
        await _log.DisposeAsync().ConfigureAwait(false);
    }

    private void Replace(IServiceCollection services)
    {
        services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
        services.Replace(ServiceDescriptor.Singleton<ExecutionScheduler>(_scheduler));
        services.Replace(ServiceDescriptor.Singleton<ITransport>(_log));
        services.Replace(ServiceDescriptor.Singleton<IStateStoreProvider, MemoryStateStores>());
        // A failure is the test's to see, not to be tried again, unless the application says so: hence before what it says.
        var first = new ServiceCollection();
        first.Configure<FaustOptions>(static options => (options.MaxRestarts, options.Retries) = (0, 0));
        services.Insert(0, first.Single(s => s.ServiceType == typeof(IConfigureOptions<FaustOptions>)));
        // Each call commits, and nobody else is in the group: the timers for that would only stop the clock on its way.
        services.PostConfigure<FaustOptions>(options =>
        {
            options.CommitInterval = TimeSpan.FromDays(1);
            options.SessionTimeout = TimeSpan.FromHours(1);
        });
    }
}
