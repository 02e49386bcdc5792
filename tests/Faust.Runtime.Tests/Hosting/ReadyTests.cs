using System.Text;
using Faust.Tests.App;
using Faust.Transport;
using Faust.Transport.Embedded;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Faust.Tests.Hosting;

/// <summary>A table that cannot be read yet is never taken for an empty one.</summary>
public sealed class ReadyTests
{
    [Fact]
    public async Task A_read_before_the_first_partition_says_what_to_wait_for()
    {
        var log = new EmbeddedLog(TimeProvider.System);
        await WriteAsync(log);
        var gate = new TaskCompletionSource();
        await using TestApp app = Create(log, null, gate.Task);
        await app.Host.StartAsync();
        Counts counts = app.Get<Counts>();
        Assert.Contains("WhenReadyAsync", (await Assert.ThrowsAsync<InvalidOperationException>(async () => await counts.GetAsync("k1"))).Message, StringComparison.Ordinal);
        Assert.Contains("WhenReadyAsync", (await Assert.ThrowsAsync<InvalidOperationException>(() => ReadAsync(counts))).Message, StringComparison.Ordinal);

        Task ready = app.Worker.WhenReadyAsync();
        Assert.False(ready.IsCompleted);
        gate.SetResult();
        await ready.WaitAsync(TestApp.Hang);
        Assert.Equal(20, await ReadAsync(counts));
    }

    [Fact]
    public async Task A_worker_is_ready_when_the_last_table_is_read_back()
    {
        var log = new EmbeddedLog(TimeProvider.System);
        await WriteAsync(log);
        var gate = new TaskCompletionSource();
        await using TestApp app = Create(log, new TopicPartition("app-counts-changelog", 1), gate.Task);
        await app.Host.StartAsync();
        await app.Worker.Assigned.WaitAsync(TestApp.Hang);
        string there = Enumerable.Range(0, 20).Select(i => $"k{i}").First(k => Murmur2.Partition(Encoding.UTF8.GetBytes(k), 2) == 0);
        Assert.Equal(1, await app.Get<Counts>().GetAsync(there).AsTask().WaitAsync(TestApp.Hang));

        using var impatience = new CancellationTokenSource();
        Task cancelled = app.Worker.WhenReadyAsync(impatience.Token);
        Task ready = app.Worker.WhenReadyAsync();
        Task<int> read = ReadAsync(app.Get<Counts>());
        // A look of the worker comes between: who is ready too early is ready by now.
        await app.Worker.GetTableOwnersAsync<Counts>();
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled.WaitAsync(TestApp.Hang));
        Assert.False(ready.IsCompleted);
        gate.SetResult();
        await ready.WaitAsync(TestApp.Hang);
        // A read that began meanwhile has waited for the shard.
        Assert.Equal(20, await read.WaitAsync(TestApp.Hang));
    }

    [Fact]
    public async Task A_worker_that_has_ended_is_not_ready()
    {
        TestApp app = await TestApp.StartAsync();
        await app.Worker.WhenReadyAsync().WaitAsync(TestApp.Hang);
        await app.StopAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => app.Worker.WhenReadyAsync().WaitAsync(TestApp.Hang));
        await app.DisposeAsync();
    }

    [Fact]
    public async Task A_worker_without_agents_is_ready_at_once()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.AddFaust("idle");
        using IHost host = builder.Build();
        await host.StartAsync();
        await host.Services.GetRequiredService<FaustWorker>().WhenReadyAsync().WaitAsync(TestApp.Hang);
        await host.StopAsync();
    }

    private static TestApp Create(EmbeddedLog log, TopicPartition? held, Task gate) => TestApp.Create(
        log, build: b => b.Services.Replace(ServiceDescriptor.Singleton<ITransport>(new HeldTransport(log, held, gate))));

    private static async Task WriteAsync(EmbeddedLog log)
    {
        await using TestApp app = await TestApp.StartAsync(log);
        for (int i = 0; i < 20; i++) app.Get<Numbers>().Send($"k{i}", new Num(i));
        await app.CaughtUpAsync();
    }

    private static async Task<int> ReadAsync(Counts counts)
    {
        int entries = 0;
        await foreach (KeyValuePair<string, long> _ in counts.ReadAllAsync()) entries++;
        return entries;
    }
}
