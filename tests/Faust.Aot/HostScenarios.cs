using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Faust.Aot;

/// <summary>Options, exit codes, failures.</summary>
internal static class HostScenarios
{
    public static (string Name, Func<Task> Run)[] All { get; } =
    [
        ("options come from the configuration", OptionsAsync),
        ("wrong options are refused with exit code 2", WrongOptionsAsync),
        ("unknown command gives exit code 2", UnknownCommandAsync),
        ("stopped host gives exit code 0", StoppedAsync),
        ("failing agent gives exit code 1", FailingAgentAsync),
    ];

    public static IHost CreateHost(params (string Key, string Value)[] settings)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)));
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<Seen>();
        builder.AddFaust("aot", faust => faust.AddDeclared());
        return builder.Build();
    }

    private static Task OptionsAsync()
    {
        using IHost host = CreateHost(
            ("Faust:ApplicationId", "renamed"),
            ("Faust:CommitInterval", "00:00:00.5"),
            ("Faust:MaxBatchRecords", "7"),
            ("Faust:MaxQueuedBytes", "12345678901"));
        FaustOptions options = host.Services.GetRequiredService<IOptions<FaustOptions>>().Value;
        Check.Equal("renamed", options.ApplicationId);
        Check.Equal(TimeSpan.FromMilliseconds(500), options.CommitInterval);
        Check.Equal(7, options.MaxBatchRecords);
        Check.Equal(12_345_678_901, options.MaxQueuedBytes);
        return Task.CompletedTask;
    }

    private static async Task WrongOptionsAsync()
    {
        Check.Equal(FaustExitCode.Usage, await CreateHost(("Faust:MaxBatchRecords", "0")).RunFaustAsync());
        Check.Equal(FaustExitCode.Usage, await CreateHost(("Faust:CommitInterval", "-00:00:01")).RunFaustAsync());
        Check.Equal(FaustExitCode.Usage, await CreateHost(("Faust:ApplicationId", "no spaces")).RunFaustAsync());
    }

    private static async Task UnknownCommandAsync() => Check.Equal(FaustExitCode.Usage, await CreateHost().RunFaustAsync(["fly"]));

    private static async Task StoppedAsync()
    {
        IHost host = CreateHost();
        Task<int> running = host.RunFaustAsync();
        host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        Check.Equal(FaustExitCode.Success, await running);
    }

    private static async Task FailingAgentAsync()
    {
        IHost host = CreateHost();
        FaustWorker worker = host.Services.GetRequiredService<FaustWorker>();
        Failures failures = host.Services.GetRequiredService<Failures>();
        using CancellationTokenRegistration started = host.Services.GetRequiredService<IHostApplicationLifetime>()
            .ApplicationStarted.Register(() => failures.Send("key", "on purpose"));
        Check.Equal(FaustExitCode.Failed, await host.RunFaustAsync());
        Environment.ExitCode = 0;

        var failure = (TaskFailedException)worker.Failure!;
        Check.Equal("Fail", failure.Agent);
        Check.Equal(0, failure.Offset);
        Check.Equal("on purpose", failure.InnerException?.Message);
    }
}
