using System.Collections.Concurrent;
using Faust.Transport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Faust.RocksDb.Tests.App;

/// <summary>A host with this project's agents.</summary>
internal sealed class StoreApp : IAsyncDisposable
{
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(60);
    private readonly IHost _host;

    private StoreApp(IHost host) => _host = host;

    public ConcurrentQueue<RestoreProgress> Restored { get; } = [];

    public FaustWorker Worker => Get<FaustWorker>();

    /// <summary>Changelog records that were read back at the start.</summary>
    public long RestoredRecords => Restored.Where(p => p.IsCompleted).Sum(p => p.Total);

    /// <param name="log">The log; it outlives the host.</param>
    /// <param name="state">The directory of the stores; null for tables in memory.</param>
    /// <param name="guarantee">What is promised.</param>
    /// <param name="logger">Takes the log messages.</param>
    public static async Task<StoreApp> StartAsync(
        ITransport log, string? state, ProcessingGuarantee guarantee = ProcessingGuarantee.AtLeastOnce, ILogger? logger = null)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        if (logger is not null) builder.Logging.AddProvider(new Provider(logger));
        builder.AddFaust("app", faust =>
        {
            faust.AddDeclared().UseTransport(log).Configure(o =>
            {
                o.ProcessingGuarantee = guarantee;
                // Far less than the tables have, so that most of them is read from the stores.
                o.TableCacheBytes = 40_000;
                o.CommitInterval = TimeSpan.FromMilliseconds(5);
                (o.MaxRestarts, o.RestartDelay) = (1000, TimeSpan.FromMilliseconds(1));
            });
            if (state is not null) faust.UseRocksDb(state, o => (o.CacheBytes, o.WriteBufferBytes) = (1024 * 1024, 1024 * 1024));
        });
        var app = new StoreApp(builder.Build());
        app.Worker.RestoreProgressed += (_, progress) => app.Restored.Enqueue(progress);
        await app._host.StartAsync();
        return app;
    }

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public Task CaughtUpAsync() => Worker.WhenCaughtUpAsync().WaitAsync(Hang);

    public async Task<Dictionary<string, Total>> ReadTotalsAsync()
    {
        var read = new Dictionary<string, Total>();
        await foreach ((string key, Total total) in Get<Totals>().ReadAllAsync()) read.Add(key, total);
        return read;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync().WaitAsync(Hang);
        await ((IAsyncDisposable)_host).DisposeAsync();
    }

    private sealed class Provider(ILogger logger) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => logger;

        public void Dispose()
        {
        }
    }
}
