using Faust.Storage;
using Microsoft.Extensions.Options;

namespace Faust.Aot;

/// <summary>Tables on RocksDB: its native library is bound without reflection and without code made at run time.</summary>
internal static class RocksDbScenarios
{
    public static (string Name, Func<Task> Run)[] All { get; } =
    [
        ("tables on RocksDB are there after a restart", RestartAsync),
        ("options of RocksDB come from the configuration", OptionsAsync),
        ("a missing library is named", MissingLibraryAsync),
    ];

    private static async Task RestartAsync()
    {
        string directory = Directory.CreateTempSubdirectory("faust-aot-").FullName;
        for (int life = 1; life <= 2; life++)
        {
            using IHost host = CreateHost(directory, ("Faust:RocksDb:CacheBytes", "2000000"));
            await host.StartAsync();
            Inputs inputs = host.Services.GetRequiredService<Inputs>();
            for (int i = 0; i < 1000; i++) inputs.Send($"key-{i % 10}", new(1, i));
            await host.Services.GetRequiredService<FaustWorker>().WhenCaughtUpAsync();
            int count = 0;
            await foreach ((_, Point sum) in host.Services.GetRequiredService<Sums>().ReadAllAsync())
            {
                count++;
                Check.Equal(life * 100, sum.X);
            }

            Check.Equal(10, count);
            await host.StopAsync();
        }

        long entries = 0;
        foreach (StateStoreId id in RocksDbStoreReader.Find(Path.Combine(directory, "state")).Where(s => s.Table == "sums"))
        {
            using RocksDbStoreReader reader = RocksDbStoreReader.OpenReadOnly(new RocksDbOptions { Directory = Path.Combine(directory, "state") }, id);
            reader.Scan((_, _) => entries++);
        }

        Check.Equal(10, entries);
        Directory.Delete(directory, recursive: true);
    }

    private static Task OptionsAsync()
    {
        using IHost host = CreateHost(".", ("Faust:RocksDb:Compression", "Zstd"), ("Faust:RocksDb:FlushInterval", "00:00:10"));
        RocksDbOptions options = host.Services.GetRequiredService<IOptions<RocksDbOptions>>().Value;
        Check.Equal(RocksDbCompression.Zstd, options.Compression);
        Check.Equal(TimeSpan.FromSeconds(10), options.FlushInterval);
        return Task.CompletedTask;
    }

    private static Task MissingLibraryAsync()
    {
        string directory = Directory.CreateTempSubdirectory("faust-aot-").FullName;
        using IHost host = CreateHost(directory, ("Faust:RocksDb:NativeLibrary", "librocksdb-of-nobody"));
        try
        {
            host.Services.GetRequiredService<IStateStoreProvider>().Open(new StateStoreId("aot", "sums", 0));
        }
        catch (StateStoreException e)
        {
            Check.Equal(StateStoreFailure.LibraryMissing, e.Failure);
            Directory.Delete(directory, recursive: true);
            return Task.CompletedTask;
        }

        throw new InvalidOperationException("A library that is not there was loaded.");
    }

    private static IHost CreateHost(string directory, params (string Key, string Value)[] settings)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        Microsoft.Extensions.Configuration.MemoryConfigurationBuilderExtensions.AddInMemoryCollection(
            builder.Configuration, settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)));
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<Seen>();
        builder.AddFaust("aot", faust => faust
            .AddDeclared()
            .UseEmbeddedLog(Path.Combine(directory, "log"))
            .UseRocksDb(Path.Combine(directory, "state")));
        return builder.Build();
    }
}
