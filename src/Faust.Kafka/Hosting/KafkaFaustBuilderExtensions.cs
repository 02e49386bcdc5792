using Faust.Kafka;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Faust;

/// <summary>Runs an application on Kafka.</summary>
public static class KafkaFaustBuilderExtensions
{
    /// <summary>Runs on this Kafka cluster instead of the embedded log.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="bootstrapServers">
    /// Brokers to begin with, as <c>host:9092,host2:9092</c>; <see langword="null"/> where <c>Faust:Kafka:BootstrapServers</c> of the configuration
    /// names them, which takes precedence.
    /// </param>
    /// <param name="configure">Sets options in code; they take precedence over the configuration.</param>
    public static FaustBuilder UseKafka(this FaustBuilder builder, string? bootstrapServers = null, Action<KafkaOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        OptionsBuilder<KafkaOptions> options = builder.Services.AddOptions<KafkaOptions>()
            .Configure<IConfiguration>((options, configuration) =>
            {
                options.BootstrapServers = bootstrapServers ?? "";
                configuration.GetSection(KafkaOptions.SectionName).Bind(options);
            })
            .ValidateOnStart();
        if (configure is not null) options.PostConfigure(configure);
        builder.Services.AddSingleton<IValidateOptions<KafkaOptions>, KafkaOptionsValidator>();
        return builder.UseTransport(static provider => new KafkaTransport(
            provider.GetRequiredService<IOptions<KafkaOptions>>().Value,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetService<ILogger<KafkaTransport>>()));
    }
}
