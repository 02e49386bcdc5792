using Faust.Generated;
using Faust.Transport;
using Faust.Transport.Embedded;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Faust;

/// <summary>
/// Arranges an application: its modules (the generated <c>AddDeclared()</c>), its log, its options. Given by <c>AddFaust</c>.
/// </summary>
public sealed class FaustBuilder
{
    internal FaustBuilder(IServiceCollection services, string applicationId)
    {
        Services = services;
        ApplicationId = applicationId;
        Registry = new FaustRegistry(services);
    }

    /// <summary>The host's services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>The name given to <c>AddFaust</c>.</summary>
    public string ApplicationId { get; }

    /// <summary>Where generated modules register what they declare.</summary>
    public FaustRegistry Registry { get; }

    /// <summary>Sets options in code; they take precedence over the configuration.</summary>
    public FaustBuilder Configure(Action<FaustOptions> configure)
    {
        Services.PostConfigure(configure);
        return this;
    }

    /// <summary>Keeps the embedded log on disk, so that its records, offsets and transactions outlive the process.</summary>
    /// <param name="directory">The directory, made where it is missing; relative to the current one. One process at a time has it.</param>
    /// <param name="configure">Changes the other options: <c>options => options with { Durability = LogDurability.Process }</c>.</param>
    public FaustBuilder UseEmbeddedLog(string directory, Func<EmbeddedLogOptions, EmbeddedLogOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        var options = new EmbeddedLogOptions { Directory = directory };
        if (configure is not null) options = configure(options);
        return UseTransport(provider => new EmbeddedLog(
            provider.GetRequiredService<TimeProvider>(), options, provider.GetService<ILogger<EmbeddedLog>>()));
    }

    /// <summary>Runs on this log instead of the embedded one.</summary>
    /// <param name="create">Makes the transport; the host disposes it.</param>
    public FaustBuilder UseTransport(Func<IServiceProvider, ITransport> create)
    {
        Services.Replace(ServiceDescriptor.Singleton(create));
        return this;
    }

    /// <summary>Runs on a log that already is, as one that several hosts of a test share. It is not disposed with the host.</summary>
    public FaustBuilder UseTransport(ITransport transport)
    {
        Services.Replace(ServiceDescriptor.Singleton(transport));
        return this;
    }
}
