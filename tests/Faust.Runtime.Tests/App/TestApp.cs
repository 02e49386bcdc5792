using System.Runtime.CompilerServices;
using System.Text;
using Faust.Transport;
using Faust.Transport.Conformance;
using Faust.Transport.Embedded;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Faust.Tests.App;

/// <summary>A real host with all that this project declares, on an embedded log that may outlive it.</summary>
internal sealed class TestApp : IAsyncDisposable
{
    /// <summary>Nothing waits so long unless it hangs: a limit that only ends a test that has failed.</summary>
    public static readonly TimeSpan Hang = TimeSpan.FromSeconds(60);

    public const string Id = "app";

    private bool _stopped;

    private TestApp(IHost host, EmbeddedLog log, Probe probe) => (Host, Log, Probe) = (host, log, probe);

    public IHost Host { get; }

    public EmbeddedLog Log { get; }

    public Probe Probe { get; }

    public FaustWorker Worker => Get<FaustWorker>();

    public static TestApp Create(
        EmbeddedLog? log = null, Action<FaustOptions>? configure = null, TimeProvider? time = null, Action<HostApplicationBuilder>? build = null)
    {
        HostApplicationBuilder builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        var probe = new Probe();
        log ??= new EmbeddedLog(time ?? TimeProvider.System);
        builder.Services.AddSingleton(probe);
        builder.Services.AddMetrics();
        if (time is not null) builder.Services.AddSingleton(time);
        builder.AddFaust(Id, faust => faust.AddDeclared().UseTransport(log).Configure(o =>
        {
            // Most tests of failures look at the first one.
            o.MaxRestarts = 0;
            configure?.Invoke(o);
        }));
        build?.Invoke(builder);
        return new TestApp(builder.Build(), log, probe);
    }

    public static async Task<TestApp> StartAsync(
        EmbeddedLog? log = null, Action<FaustOptions>? configure = null, TimeProvider? time = null, Action<Probe>? prepare = null)
    {
        TestApp app = Create(log, configure, time);
        prepare?.Invoke(app.Probe);
        await app.Host.StartAsync();
        return app;
    }

    public T Get<T>()
        where T : notnull => Host.Services.GetRequiredService<T>();

    public Task CaughtUpAsync() => Worker.WhenCaughtUpAsync().WaitAsync(Hang);

    public async Task StopAsync()
    {
        _stopped = true;
        await Host.StopAsync().WaitAsync(Hang);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_stopped) await StopAsync();
        await ((IAsyncDisposable)Host).DisposeAsync().AsTask().WaitAsync(Hang);
    }

    /// <summary>Looks until it is so, for what gives no signal; fails, and does not hang, when it never is.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition, [CallerArgumentExpression(nameof(condition))] string text = "")
    {
        using var patience = new CancellationTokenSource(Hang);
        while (!await condition())
        {
            Assert.False(patience.IsCancellationRequested, $"Not within {Hang}: {text}");
            await Task.Yield();
        }
    }

    /// <summary>All that lies in a topic and is committed.</summary>
    public static async Task<List<ReadRecord>> ReadAsync(EmbeddedLog log, string topic, int partitions = 2)
    {
        await using IConsumer consumer = log.CreateConsumer(new ConsumerSettings());
        consumer.Assign([.. Enumerable.Range(0, partitions).Select(p => new TopicPartitionOffset(new TopicPartition(topic, p), 0))]);
        var records = new List<ReadRecord>();
        while (consumer.Poll().Batch is { } batch)
        {
            using (batch) records.AddRange(ReadRecord.Copy(batch));
        }

        return records;
    }

    /// <summary>What a changelog says of its table: the last value of each key, tombstones taken out.</summary>
    public static async Task<Dictionary<string, string>> RebuildAsync(EmbeddedLog log, string table, int partitions = 2)
    {
        var rebuilt = new Dictionary<string, string>();
        foreach (ReadRecord record in await ReadAsync(log, $"{Id}-{table}-changelog", partitions))
        {
            if (record.Value is null) rebuilt.Remove(Encoding.UTF8.GetString(record.Key!));
            else rebuilt[Encoding.UTF8.GetString(record.Key!)] = record.Text;
        }

        return rebuilt;
    }

    public static async Task<Dictionary<int, long>> CommittedAsync(EmbeddedLog log, string topic, int partitions = 2)
    {
        await using IConsumer consumer = log.CreateConsumer(new ConsumerSettings { GroupId = Id });
        return (await consumer.GetCommittedAsync([.. Enumerable.Range(0, partitions).Select(p => new TopicPartition(topic, p))]))
            .ToDictionary(o => o.TopicPartition.Partition, o => o.Offset);
    }

    /// <summary>Writes a record as another program would.</summary>
    public static async Task AppendAsync(EmbeddedLog log, TopicPartition partition, string key, string value)
    {
        await using IProducer producer = log.CreateProducer(new ProducerSettings());
        var batch = new ProducerBatch(partition);
        batch.Add(0, Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(value));
        await producer.SendAsync(batch);
    }
}
