namespace Faust.Aot;

/// <summary>Agents of every shape, tables, tombstones, headers and topics between agents.</summary>
internal static class AgentScenarios
{
    private const int Events = 3_000;

    public static (string Name, Func<Task> Run)[] All { get; } =
    [
        ("agents of every shape see every event", () => RunAsync(EveryShapeAsync)),
        ("tombstones remove, headers travel", () => RunAsync(TombstonesAndHeadersAsync)),
        ("codecs, steps and a user's codec carry records", () => RunAsync(CodecsAsync)),
    ];

    private static async Task EveryShapeAsync(IServiceProvider services)
    {
        var inputs = services.GetRequiredService<Inputs>();
        for (int i = 0; i < Events; i++) inputs.Send($"key-{i % 10}", new(i, 1));
        await services.GetRequiredService<FaustWorker>().WhenCaughtUpAsync();

        Seen seen = services.GetRequiredService<Seen>();
        Check.Equal(Events, seen.Async);
        Check.Equal(Events, seen.Batched);
        var sums = new SortedDictionary<string, Point>(StringComparer.Ordinal);
        await foreach ((string key, Point sum) in services.GetRequiredService<Sums>().ReadAllAsync()) sums.Add(key, sum);
        Check.Equal(10, sums.Count);
        Check.Equal(Events, sums.Values.Sum(s => s.Y));
        Check.Equal((Events - 1) * Events / 2, sums.Values.Sum(s => s.X));
        var counts = services.GetRequiredService<Counts>();
        Check.Equal(Events / 2, await counts.GetAsync(0));
        Check.Equal(Events / 2, await counts.GetAsync(1));
        Check.Equal(0, await counts.GetAsync(99));
    }

    private static async Task TombstonesAndHeadersAsync(IServiceProvider services)
    {
        var inputs = services.GetRequiredService<Inputs>();
        RecordMetadata written = await inputs.SendAsync("gone", new(1, 1), new Headers().Add("trace", "abc"));
        Check.Equal("inputs", written.Topic);
        Check.Equal(0, written.Offset);
        inputs.Send("kept", new(2, 2));
        inputs.SendTombstone("gone");
        await services.GetRequiredService<FaustWorker>().WhenCaughtUpAsync();

        Seen seen = services.GetRequiredService<Seen>();
        Check.Equal("abc", seen.Header);
        Check.Equal(1, seen.Tombstones);
        Check.Equal(2, seen.Async);
        var sums = services.GetRequiredService<Sums>();
        Check.Equal(default, await sums.GetAsync("gone"));
        Check.Equal(new Point(2, 2), await sums.GetAsync("kept"));
    }

    private static async Task CodecsAsync(IServiceProvider services)
    {
        var packed = services.GetRequiredService<Packed>();
        for (int i = 0; i < 100; i++) packed.Send($"key-{i}", new(i, -i));
        await services.GetRequiredService<FaustWorker>().WhenCaughtUpAsync();
        Check.Equal(string.Concat(Enumerable.Range(0, 100).Select(i => $"key-{i}:{new Point(i, -i)};")), services.GetRequiredService<Seen>().Unpacked);
    }

    private static async Task RunAsync(Func<IServiceProvider, Task> scenario)
    {
        using IHost host = HostScenarios.CreateHost();
        await host.StartAsync();
        await scenario(host.Services);
        await host.StopAsync();
        Check.Equal(FaustWorkerState.Stopped, host.Services.GetRequiredService<FaustWorker>().State);
    }
}
