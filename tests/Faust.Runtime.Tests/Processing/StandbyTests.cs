using Faust.Tests.App;
using Faust.Transport.Embedded;

namespace Faust.Tests.Processing;

/// <summary>Another worker keeps a copy of the tables, and takes over from it.</summary>
public sealed class StandbyTests
{
    [Theory]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    public async Task A_worker_takes_over_from_its_copies(ProcessingGuarantee guarantee)
    {
        var log = new EmbeddedLog(TimeProvider.System);
        await using TestApp one = await TestApp.StartAsync(log, o => Configure(o, "one"));
        await one.CaughtUpAsync();
        await using TestApp two = await TestApp.StartAsync(log, o => Configure(o, "two"));
        await two.CaughtUpAsync();
        for (int i = 0; i < 2000; i++) one.Get<Numbers>().Send($"k{i}", new Num(i));
        await one.Get<Numbers>().FlushAsync();
        await Task.WhenAll(one.CaughtUpAsync(), two.CaughtUpAsync());
        IReadOnlyDictionary<int, string> owners = await one.Worker.GetTableOwnersAsync<Counts>();
        Assert.Equal(["one", "two"], owners.Values.Order());
        int tables = 4;
        foreach (TestApp app in (TestApp[])[one, two]) await TestApp.UntilAsync(async () => (await app.Worker.GetWarmStandbysAsync()).Count >= tables);

        var restored = new System.Collections.Concurrent.ConcurrentBag<RestoreProgress>();
        two.Worker.RestoreProgressed += (_, progress) => restored.Add(progress);
        await one.StopAsync();
        for (int i = 0; i < 2000; i++) two.Get<Numbers>().Send($"k{i}", new Num(i));
        await two.CaughtUpAsync();
        await two.CaughtUpAsync();
        var counts = new List<long>();
        await foreach ((_, long count) in two.Get<Counts>().ReadAllAsync()) counts.Add(count);
        Assert.Equal(Enumerable.Repeat(2L, 2000), counts);
        // All but what was committed at the very end was there already.
        Assert.True(restored.Where(r => r.Tables.Contains("counts") && r.IsCompleted).Sum(r => r.Total) < 500);
        Assert.Equal(["two", "two"], (await two.Worker.GetTableOwnersAsync<Counts>()).Values);

        void Configure(FaustOptions options, string instance)
        {
            options.ProcessingGuarantee = guarantee;
            options.InstanceId = instance;
            options.StandbyReplicas = 1;
        }
    }
}
