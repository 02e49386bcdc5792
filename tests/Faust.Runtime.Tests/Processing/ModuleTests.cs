using Faust.TestLibrary;
using Faust.Tests.App;
using Faust.Transport.Embedded;

namespace Faust.Tests.Processing;

/// <summary>A topic of one assembly that agents of two read.</summary>
[Collection(nameof(Alone))]
public sealed class ModuleTests : IDisposable
{
    public void Dispose() => Environment.ExitCode = 0;

    [Fact]
    public async Task Agents_of_two_assemblies_read_one_topic_which_is_decoded_once()
    {
        var log = new EmbeddedLog(TimeProvider.System);
        await using TestApp app = await TestApp.StartAsync(log);
        int before = Parcel.Decoded;
        for (int weight = 1; weight <= 8; weight++) app.Get<Parcels>().Send("a", new Parcel { Weight = weight });
        await app.CaughtUpAsync();
        Assert.Equal(16, Parcel.Decoded - before);   // made eight times here, and eight times by the log's reader
        Assert.Equal(36, await app.Get<Weights>().GetAsync("a"));
        Assert.Equal(8, await app.Get<ParcelCounts>().GetAsync("a"));
        Assert.Equal([[1, 2, 3, 4], [5, 6, 7, 8]], app.Probe.Batches.Where(b => b.Agent == nameof(ListParcels)).Select(b => b.Values));
        Assert.Equal(8, (await TestApp.CommittedAsync(log, "parcels")).Values.Sum());
    }

    [Theory]
    [InlineData(-1, "Weigh")]
    [InlineData(13, "CountParcels")]
    public async Task A_failure_names_the_agent_whichever_assembly_it_is_in(int weight, string agent)
    {
        await using TestApp app = await TestApp.StartAsync();
        app.Get<Parcels>().Send("a", new Parcel { Weight = 1 });
        RecordMetadata sent = await app.Get<Parcels>().SendAsync("a", new Parcel { Weight = weight });
        await app.Worker.Completion.WaitAsync(TestApp.Hang);
        var failure = Assert.IsType<TaskFailedException>(app.Worker.Failure);
        Assert.Equal((agent, sent.Offset), (failure.Agent, failure.Offset));
    }

    [Fact]
    public async Task A_batch_that_is_not_full_is_handled_in_time()
    {
        var log = new EmbeddedLog(TimeProvider.System);
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        await using TestApp app = await TestApp.StartAsync(log, time: time);
        using var processed = new Processed(app, "parcels");
        for (int weight = 1; weight <= 6; weight++) app.Get<Parcels>().Send("a", new Parcel { Weight = weight });
        await app.Get<Parcels>().FlushAsync();
        await processed.WhenAsync(6);
        time.Advance(TimeSpan.FromSeconds(1));
        await app.CaughtUpAsync();
        Assert.Equal([[1, 2, 3, 4], [5, 6]], app.Probe.Batches.Where(b => b.Agent == nameof(ListParcels)).Select(b => b.Values));
        Assert.Equal(6, (await TestApp.CommittedAsync(log, "parcels")).Values.Sum());
    }
}
