using System.Diagnostics.Metrics;
using Faust.RocksDb;
using Faust.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Faust;

/// <summary>Chooses RocksDB for an application's tables.</summary>
public static class FaustBuilderRocksDbExtensions
{
    /// <summary>Keeps tables on disk, so that a restart reads back only what their changelogs have gained since.</summary>
    /// <param name="faust">The application.</param>
    /// <param name="directory">
    /// The directory of the stores, made where it is missing; relative to the current one. <c>Faust:RocksDb:Directory</c> of the configuration
    /// takes precedence. Each worker of a machine needs its own.
    /// </param>
    /// <param name="configure">Sets the other options in code; they take precedence over the configuration.</param>
    public static FaustBuilder UseRocksDb(this FaustBuilder faust, string directory, Action<RocksDbOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(faust);
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        faust.Services.AddOptions<RocksDbOptions>()
            .Configure(options => options.Directory = directory)
            .BindConfiguration(RocksDbOptions.SectionName)
            .ValidateOnStart();
        if (configure is not null) faust.Services.PostConfigure(configure);
        faust.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RocksDbOptions>, RocksDbOptionsValidator>());
        faust.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RocksDbOptions>, RocksDbOptionsRules>());
        faust.Services.TryAddSingleton(static provider => new RocksDbStateStores(
            provider.GetRequiredService<IOptions<RocksDbOptions>>().Value,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<RocksDbStateStores>>()));
        faust.Services.Replace(ServiceDescriptor.Singleton<IStateStoreProvider>(static provider =>
        {
            RocksDbStateStores stores = provider.GetRequiredService<RocksDbStateStores>();
            _ = new RocksDbMetrics(provider.GetService<IMeterFactory>(), stores);
            return stores;
        }));
        return faust;
    }
}
