using System.Collections.Concurrent;
using Faust.Tests.App;

namespace Faust.Tests.Processing;

/// <summary>Random keys, awaits and failures: what must hold whatever the order in which handlers come to their ends.</summary>
[Collection(nameof(Alone))]
public sealed class ConcurrencyPropertyTests : IDisposable
{
    private const int Events = 600;

    public static TheoryData<int, ProcessingGuarantee> Seeds
    {
        get
        {
            var data = new TheoryData<int, ProcessingGuarantee>();
            for (int seed = 1; seed <= 6; seed++)
            {
                data.Add(seed, ProcessingGuarantee.AtLeastOnce);
                data.Add(seed, ProcessingGuarantee.ExactlyOnce);
            }

            return data;
        }
    }

    public void Dispose() => Environment.ExitCode = 0;

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Keys_keep_their_order_and_nothing_is_lost(int seed, ProcessingGuarantee guarantee)
    {
        var random = new Random(seed);
        int keys = random.Next(1, 12);
        Plan[] plans = [.. Enumerable.Range(0, Events).Select(i => new Plan(
            $"k{random.Next(keys)}", random.Next(5), random.Next(8) == 0 ? random.Next(1, 4) : 0, random.Next(120) == 0))];
        var watch = new Watch(plans);
        await using TestApp app = await TestApp.StartAsync(
            configure: o =>
            {
                o.ProcessingGuarantee = guarantee;
                (o.MaxRestarts, o.RestartDelay, o.CommitInterval) = (1000, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(5));
                (o.Retries, o.RetryDelay) = (3, TimeSpan.FromMilliseconds(1));
            },
            prepare: p => p.OnCrowd = watch.HandleAsync);
        for (int i = 0; i < Events; i++) app.Get<Crowd>().Send(plans[i].Key, new Num(i));
        await app.Get<Crowd>().FlushAsync();
        Task done = app.CaughtUpAsync();
        while (!done.IsCompleted)
        {
            long committed = (await TestApp.CommittedAsync(app.Log, "crowd", 1)).GetValueOrDefault(0);
            Assert.True(committed <= watch.Prefix, $"Seed {seed}: offset {committed} is committed, and {watch.Prefix} is not finished.");
            await Task.Yield();
        }

        await done;
        Assert.True(watch.Fault is null, $"Seed {seed}: {watch.Fault}");
        Assert.Equal(Events, (await TestApp.CommittedAsync(app.Log, "crowd", 1)).Values.Sum());
        List<int> results = [.. (await TestApp.ReadAsync(app.Log, "crowd-results", 1)).Select(r => int.Parse(r.Text[9..^1], null))];
        Assert.True(Enumerable.Range(0, Events).All(results.Contains), $"Seed {seed}: results are missing.");
        if (guarantee == ProcessingGuarantee.AtLeastOnce) return;
        Assert.Equal(Events, results.Count);
        Dictionary<string, string> sums = await TestApp.RebuildAsync(app.Log, "crowd-sums", 1);
        foreach (IGrouping<string, int> key in results.GroupBy(r => plans[r].Key))
        {
            Assert.True(key.SequenceEqual(key.Order()), $"Seed {seed}: key {key.Key} came in the order {string.Join(", ", key)}.");
            Assert.Equal($"{key.Sum()}", sums[key.Key]);
            Assert.Equal(key.Sum(), await app.Get<CrowdSums>().GetAsync(key.Key));
        }
    }

    /// <param name="Key">The event's key.</param>
    /// <param name="Yields">How often its handler awaits.</param>
    /// <param name="Failures">How often it fails, and is tried again.</param>
    /// <param name="EndsTask">Whether the task is made again once because of it.</param>
    private sealed record Plan(string Key, int Yields, int Failures, bool EndsTask);

    private sealed class Watch(Plan[] plans)
    {
        private readonly ConcurrentDictionary<int, int> _attempts = new();
        private readonly ConcurrentDictionary<string, int> _atWork = new();
        private readonly bool[] _finished = new bool[plans.Length];
        private int _count;

        public string? Fault { get; private set; }

        /// <summary>How many events from the first on have been handled.</summary>
        public int Prefix
        {
            get
            {
                int prefix = 0;
                while (prefix < _finished.Length && Volatile.Read(ref _finished[prefix])) prefix++;
                return prefix;
            }
        }

        public async ValueTask HandleAsync(Event<string, Num> e, Crowded crowded, CancellationToken cancellationToken)
        {
            int value = e.Value.Value;
            Plan plan = plans[value];
            if (!_atWork.TryAdd(e.Key, value)) Fault ??= $"{value} is handled while {_atWork[e.Key]} of the same key is.";
            if (Interlocked.Increment(ref _count) > 3) Fault ??= "More than three handlers are at work.";
            try
            {
                int attempt = _attempts.AddOrUpdate(value, 1, static (_, attempts) => attempts + 1);
                crowded.Sums![e.Key] += value;
                crowded.Results.Send(e.Key, e.Value);
                for (int i = 0; i < plan.Yields; i++) await Task.Yield();
                if (plan.EndsTask && attempt == 1) throw new Transport.TransportException("the log is away");
                if (attempt <= plan.Failures) throw new InvalidOperationException("not yet");
                Volatile.Write(ref _finished[value], true);
            }
            finally
            {
                Interlocked.Decrement(ref _count);
                _atWork.TryRemove(e.Key, out _);
            }
        }
    }
}
