using System.Text;
using Faust.Tests.App;
using Faust.Transport;
using Faust.Transport.Embedded;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Faust.Tests.Hosting;

[Collection(nameof(Alone))]
public sealed class HostingTests : IDisposable
{
    private readonly TextWriter _error = Console.Error;
    private readonly StringWriter _written = new();

    public HostingTests() => Console.SetError(_written);

    public void Dispose()
    {
        Console.SetError(_error);
        Environment.ExitCode = 0;
    }

    [Fact]
    public async Task Options_come_from_the_section_and_the_environment()
    {
        Environment.SetEnvironmentVariable("FAUSTTEST_Faust__CommitInterval", "00:00:07");
        await using TestApp app = TestApp.Create(build: b => b.Configuration
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Faust:ApplicationId"] = "other", ["Faust:MaxBatchRecords"] = "11" })
            .AddEnvironmentVariables("FAUSTTEST_"));
        FaustOptions options = app.Get<IOptions<FaustOptions>>().Value;
        Assert.Equal(("other", 11, TimeSpan.FromSeconds(7)), (options.ApplicationId, options.MaxBatchRecords, options.CommitInterval));
        await app.Host.StartAsync();
        Assert.Empty(await TestApp.ReadAsync(app.Log, "other-counts-changelog"));
    }

    [Theory]
    [InlineData("CommitInterval", "00:00:00")]
    [InlineData("MaxBatchRecords", "0")]
    [InlineData("ApplicationId", "a b")]
    [InlineData("CommitInterval", "2s")]
    [InlineData("MaxQueuedRecords", "many")]
    [InlineData("ProcessingGuarantee", "exactlyonce2")]
    [InlineData("OnError", "7")]
    [InlineData("MaxRestart", "7")]
    public async Task Options_that_cannot_be_end_the_program_with_2(string option, string value)
    {
        TestApp app = TestApp.Create(build: b => b.Configuration
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Faust:" + option] = value }));
        Assert.Equal(FaustExitCode.Usage, await app.Host.RunFaustAsync([]).WaitAsync(TestApp.Hang));
        Assert.Contains(option, _written.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Enum_of_code_that_cannot_be_ends_the_program_with_2()
    {
        TestApp app = TestApp.Create(configure: o => o.ProcessingGuarantee = (ProcessingGuarantee)7);
        Assert.Equal(FaustExitCode.Usage, await app.Host.RunFaustAsync([]).WaitAsync(TestApp.Hang));
        Assert.Contains("Faust:ProcessingGuarantee is '7'; it must be one of AtLeastOnce, ExactlyOnce.", _written.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ProcessingGuarantee.AtLeastOnce, "at-least-once")]
    [InlineData(ProcessingGuarantee.ExactlyOnce, "exactly-once")]
    public async Task Start_is_logged_with_application_log_and_guarantee(ProcessingGuarantee guarantee, string text)
    {
        using var lines = new Lines();
        await using TestApp app = TestApp.Create(configure: o => o.ProcessingGuarantee = guarantee, build: b => b.Logging.AddProvider(lines));
        await app.Host.StartAsync();
        Assert.Contains($"Worker of 'app' started on embedded log (memory), {text}: ", lines.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_command_ends_the_program_with_2()
    {
        Assert.Equal(FaustExitCode.Usage, await TestApp.Create().Host.RunFaustAsync(["dance"]).WaitAsync(TestApp.Hang));
        Assert.Contains("'dance'", _written.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_topology_that_does_not_fit_the_log_ends_the_program_with_2()
    {
        var log = new EmbeddedLog(TimeProvider.System);
        await log.CreateAdmin().CreateTopicsAsync([new TopicSpecification("numbers", 3)]);
        Assert.Equal(FaustExitCode.Usage, await TestApp.Create(log).Host.RunFaustAsync([]).WaitAsync(TestApp.Hang));
        Assert.Contains("'numbers' has 3 partitions", _written.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changelog_of_other_partitions_ends_the_program_with_2()
    {
        var log = new EmbeddedLog(TimeProvider.System);
        await log.CreateAdmin().CreateTopicsAsync([new TopicSpecification("app-counts-changelog", 3)]);
        Assert.Equal(FaustExitCode.Usage, await TestApp.Create(log).Host.RunFaustAsync([]).WaitAsync(TestApp.Hang));
        Assert.Contains("app-counts-changelog", _written.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_worker_ends_the_program_with_1()
    {
        TestApp app = TestApp.Create();
        await app.Log.CreateAdmin().CreateTopicsAsync([new TopicSpecification("steps", 2)]);
        await TestApp.AppendAsync(app.Log, new TopicPartition("steps", 0), "a", """{"value":-1}""");
        Assert.Equal(FaustExitCode.Failed, await app.Host.RunFaustAsync(["worker"]).WaitAsync(TestApp.Hang));
    }

    [Fact]
    public async Task A_service_that_waits_for_a_worker_that_fails_changes_nothing()
    {
        TestApp app = TestApp.Create(build: b => b.Services.AddHostedService<WaitingService>());
        await app.Log.CreateAdmin().CreateTopicsAsync([new TopicSpecification("steps", 2)]);
        await TestApp.AppendAsync(app.Log, new TopicPartition("steps", 0), "a", """{"value":-1}""");
        Assert.Equal(FaustExitCode.Failed, await app.Host.RunFaustAsync([]).WaitAsync(TestApp.Hang));
    }

    [Fact]
    public async Task A_host_that_is_run_without_commands_leaves_the_exit_code_of_a_failure()
    {
        TestApp app = TestApp.Create();
        await app.Log.CreateAdmin().CreateTopicsAsync([new TopicSpecification("steps", 2)]);
        await TestApp.AppendAsync(app.Log, new TopicPartition("steps", 0), "a", """{"value":-1}""");
        await app.Host.RunAsync().WaitAsync(TestApp.Hang);
        Assert.Equal(FaustExitCode.Failed, Environment.ExitCode);
    }

    [Fact]
    public async Task A_service_that_fails_ends_the_program_with_1()
    {
        TestApp app = TestApp.Create(build: b => b.Services.AddHostedService<FailingService>());
        Assert.Equal(FaustExitCode.Failed, await app.Host.RunFaustAsync([]).WaitAsync(TestApp.Hang));
    }

    [Fact]
    public async Task A_host_without_the_application_is_told_so()
    {
        IHost host = Host.CreateEmptyApplicationBuilder(null).Build();
        Assert.Equal(FaustExitCode.Usage, await host.RunFaustAsync([]).WaitAsync(TestApp.Hang));
        Assert.Contains("AddFaust", _written.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_sends_too_early_is_told_when_it_may()
    {
        TestApp app = TestApp.Create(build: b => b.Services.AddHostedService<EarlyService>());
        Assert.Equal(FaustExitCode.Usage, await app.Host.RunFaustAsync([]).WaitAsync(TestApp.Hang));
        Assert.Contains("'numbers' is not connected to the log yet", _written.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stopped_worker_ends_the_program_with_0()
    {
        TestApp app = TestApp.Create();
        Task<int> running = app.Host.RunFaustAsync(["--any"]);
        app.Get<IHostApplicationLifetime>().StopApplication();
        Assert.Equal(FaustExitCode.Success, await running.WaitAsync(TestApp.Hang));
    }

    [Fact]
    public async Task Metrics_tell_what_is_assigned_read_and_handled()
    {
        await using TestApp app = await TestApp.StartAsync();
        using var consumed = new Processed(app, "numbers", "messaging.client.consumed.messages");
        using var processed = new Processed(app, "numbers");
        for (int i = 0; i < 100; i++) app.Get<Numbers>().Send($"k{i}", new Num(i));
        await app.CaughtUpAsync();
        Assert.Equal((100, 100), (consumed.Count, processed.Count));
        await using Faust.Transport.IAdmin admin = app.Log.CreateAdmin();
        Assert.Equal(Assert.Single((await admin.DescribeGroupAsync(TestApp.Id)).Members).Partitions.Count, Processed.AssignedTo(app));
    }

    private sealed class WaitingService(FaustWorker worker) : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => worker.WhenCaughtUpAsync(CancellationToken.None);
    }

    private sealed class FailingService : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await Task.Yield();
            throw new InvalidOperationException("no luck");
        }
    }

    private sealed class EarlyService : BackgroundService
    {
        public EarlyService(Numbers numbers) => numbers.Send("a", new Num(1));

        protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.CompletedTask;
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        private readonly StringBuilder _text = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (_text) _text.AppendLine(formatter(state, exception));
        }

        public override string ToString()
        {
            lock (_text) return _text.ToString();
        }

        public void Dispose()
        {
        }
    }
}
