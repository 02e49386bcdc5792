using System.Globalization;
using Faust.Transport.Embedded;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Faust.Kills;

/// <summary>The program that is killed: it opens the log, runs the worker, and writes inputs until it ends.</summary>
internal static class KilledProgram
{
    public static async Task<int> RunAsync(RunOptions options)
    {
        var progress = new Progress();
        progress.Say("begun");
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.AddFaust(Flow.ApplicationId, faust =>
        {
            faust.AddDeclared();
            faust.UseTransport(provider =>
            {
                double before = progress.Elapsed;
                var log = new EmbeddedLog(provider.GetRequiredService<TimeProvider>(), LogOptions(options), provider.GetRequiredService<ILogger<EmbeddedLog>>());
                progress.Say(string.Create(
                    CultureInfo.InvariantCulture, $"opened {progress.Elapsed - before:F2} {log.Store!.RecoveredBytes}"));
                return log;
            });
            faust.Configure(o =>
            {
                o.ProcessingGuarantee = options.Guarantee;
                o.CommitInterval = TimeSpan.FromMilliseconds(15);
                o.Linger = TimeSpan.FromMilliseconds(1);
            });
        });
        builder.Services.AddSingleton(progress);
        builder.Services.AddHostedService<Producing>();
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Error);
        return await builder.Build().RunFaustAsync();
    }

    public static EmbeddedLogOptions LogOptions(RunOptions options) => new()
    {
        Directory = options.Directory,
        Durability = options.Durability,
        // Small, so that a run of minutes has many.
        SegmentBytes = 256 * 1024,
    };
}
