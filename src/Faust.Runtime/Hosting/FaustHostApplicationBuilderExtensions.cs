using System.Diagnostics.Metrics;
using Faust;
using Faust.Diagnostics;
using Faust.Generated;
using Faust.Hosting;
using Faust.Processing;
using Faust.Storage;
using Faust.Storage.Memory;
using Faust.Topics;
using Faust.Transport;
using Faust.Transport.Embedded;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds Faust to a host.</summary>
public static class FaustHostApplicationBuilderExtensions
{
    /// <summary>
    /// Adds a Faust application: its worker starts and stops with the host. The log is the embedded one, in memory, unless another is chosen.
    /// </summary>
    /// <param name="builder">The host's builder.</param>
    /// <param name="applicationId">
    /// The application's id: its consumer group, and the prefix of its internal topics. <c>Faust:ApplicationId</c> of the configuration
    /// takes precedence.
    /// </param>
    /// <param name="configure">Registers modules (<c>faust.AddDeclared()</c>) and chooses log and options.</param>
    /// <returns>The builder given to <paramref name="configure"/>.</returns>
    /// <exception cref="InvalidOperationException">The host has a Faust application already.</exception>
    public static FaustBuilder AddFaust(this IHostApplicationBuilder builder, string applicationId, Action<FaustBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(applicationId);
        if (builder.Services.Any(s => s.ServiceType == typeof(FaustRegistry)))
        {
            throw new InvalidOperationException("The host has a Faust application already: a process is one worker of one application.");
        }

        var faust = new FaustBuilder(builder.Services, applicationId);
        builder.Services.AddSingleton(faust.Registry);
        IConfigurationSection section = builder.Configuration.GetSection(FaustOptions.SectionName);
        builder.Services.AddOptions<FaustOptions>()
            .Configure(options =>
            {
                FaustSection.Check(section);
                options.ApplicationId = applicationId;
            })
            .Bind(section)
            .ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<FaustOptions>, FaustOptionsValidator>();
        builder.Services.AddSingleton<IValidateOptions<FaustOptions>, FaustOptionsRules>();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton(ExecutionScheduler.ThreadPool);
        builder.Services.TryAddSingleton(static provider => new FaustMetrics(provider.GetService<IMeterFactory>()));
        builder.Services.TryAddSingleton<ApplicationTopics>();
        builder.Services.TryAddSingleton<IStateStoreProvider, MemoryStateStores>();
        builder.Services.TryAddSingleton<ITransport>(static provider => new EmbeddedLog(provider.GetRequiredService<TimeProvider>()));
        builder.Services.TryAddSingleton(static provider => new FaustWorker(
            provider.GetRequiredService<IOptions<FaustOptions>>(),
            provider.GetRequiredService<FaustRegistry>(),
            provider.GetRequiredService<ITransport>(),
            provider.GetRequiredService<ApplicationTopics>(),
            provider.GetRequiredService<IServiceScopeFactory>(),
            provider.GetRequiredService<IStateStoreProvider>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ExecutionScheduler>(),
            provider.GetRequiredService<FaustMetrics>(),
            provider.GetRequiredService<ILogger<FaustWorker>>()));
        builder.Services.AddHostedService<FaustHostedService>();
        configure?.Invoke(faust);
        return faust;
    }
}
