using Faust.Tests.App;
using Faust.Transport.Conformance;
using Faust.Transport.Embedded;
using Microsoft.Extensions.Time.Testing;

namespace Faust.Tests.Processing;

/// <summary>
/// Agents of all shapes that write, remove and send at random and throw in the middle of it: what is left is what a run would leave in which
/// no attempt ever failed. Dead letters say which events were given up; all others count once.
/// </summary>
[Collection(nameof(Alone))]
public sealed class FailurePropertyTests : IDisposable
{
    private const int Events = 240;

    private static readonly Dictionary<string, string[]> AgentsByTopic = new()
    {
        ["one-by-one"] = [nameof(TrySync)],
        ["awaited"] = [nameof(TryAsync)],
        ["in-batches"] = [nameof(TryBatch)],
        ["together"] = [nameof(TogetherFirst), nameof(TogetherSecond), nameof(TogetherThird)],
    };

    public static TheoryData<int, ProcessingGuarantee> Seeds
    {
        get
        {
            var data = new TheoryData<int, ProcessingGuarantee>();
            for (int seed = 1; seed <= 4; seed++)
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
    public async Task Failed_attempts_leave_nothing_behind(int seed, ProcessingGuarantee guarantee)
    {
        var random = new Random(seed);
        var log = new EmbeddedLog(TimeProvider.System);
        // The worker's clock: back-off and batches that are not full cost no time.
        var time = new FakeTimeProvider();
        // What batch agents hold is handled again after a stop in the middle of an event: only with exactly-once is that not seen.
        int hosts = guarantee == ProcessingGuarantee.ExactlyOnce ? 3 : 1;
        var sent = new List<(string Topic, string Key, int Value)>();
        var table = new Dictionary<string, string>();
        for (int host = 1; host <= hosts; host++)
        {
            await using TestApp app = await TestApp.StartAsync(
                log, o => Configure(o, guarantee, seed), time, p => p.OnTrial = (a, e, n, t) => Try(seed, a, e, n, t));
            for (int i = 0; i < Events; i++)
            {
                string topic = AgentsByTopic.Keys.ElementAt(random.Next(4));
                string key = $"k{random.Next(4)}";
                sent.Add((topic, key, sent.Count));
                TopicOf(app, topic).Send(key, new Num(sent.Count - 1));
                if (random.Next(3) == 0) time.Advance(TimeSpan.FromMilliseconds(1));
                if (random.Next(20) == 0) _ = app.Worker.CommitAsync();
                if (random.Next(40) == 0) await app.Get<OneByOne>().FlushAsync();
                if (random.Next(40) == 0) await app.Worker.CommitAsync().WaitAsync(TestApp.Hang);
            }

            // All but the last stop wherever they are.
            await Task.WhenAll(app.Get<OneByOne>().FlushAsync().AsTask(), app.Get<Together>().FlushAsync().AsTask());
            await Task.WhenAll(app.Get<Awaited>().FlushAsync().AsTask(), app.Get<InBatches>().FlushAsync().AsTask());
            if (host < hosts) continue;
            Task caughtUp = app.CaughtUpAsync();
            await TestApp.UntilAsync(() =>
            {
                time.Advance(TimeSpan.FromMilliseconds(20));
                return Task.FromResult(caughtUp.IsCompleted);
            });
            await caughtUp;
            await foreach ((string key, int value) in app.Get<TrialSums>().ReadAllAsync()) table.Add(key, $"{value}");
        }

        var givenUp = new HashSet<(string Agent, int Value)>();
        foreach (ReadRecord letter in await TestApp.ReadAsync(log, "app-dead-letters", 4))
        {
            Assert.True(givenUp.Add((FailurePolicyTests.HeadersOf(letter)["__faust.errors.agent"], int.Parse(letter.Text[9..^1], null))), $"seed {seed}");
        }

        Assert.NotEmpty(givenUp);
        Model model = Expected(seed, sent, givenUp);
        Assert.Equal(model.Table.OrderBy(e => e.Key, StringComparer.Ordinal), table.OrderBy(e => e.Key, StringComparer.Ordinal));
        Assert.Equal(model.Table.OrderBy(e => e.Key, StringComparer.Ordinal), (await TestApp.RebuildAsync(log, "trial-sums")).OrderBy(e => e.Key, StringComparer.Ordinal));
        Assert.Equal(
            model.Results.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => $"{r.Key}: {string.Join(' ', r.Value)}"),
            (await TestApp.ReadAsync(log, "results")).GroupBy(r => System.Text.Encoding.UTF8.GetString(r.Key!)).OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => $"{g.Key}: {string.Join(' ', g.Select(r => r.Text[9..^1]))}"));
        Assert.Equal(
            model.LongResults.Order(StringComparer.Ordinal),
            (await TestApp.ReadAsync(log, "long-results")).Select(r => r.Text.TrimEnd('x', '"', '}')["{\"text\":\"".Length..]).Order(StringComparer.Ordinal));
    }

    private static void Configure(FaustOptions options, ProcessingGuarantee guarantee, int seed)
    {
        (options.OnError, options.Retries, options.RetryDelay) = (OnError.DeadLetter, 3, TimeSpan.FromMilliseconds(seed % 3));
        options.ProcessingGuarantee = guarantee;
        options.CommitInterval = TimeSpan.FromMilliseconds(5);
        options.CommitRecords = 7;
        options.MaxBatchRecords = 10;
        // So little that many commits are brought about by it.
        if (seed % 2 == 0) options.MaxStagedBytes = 3000;
    }

    // The same event does the same every time, and fails at the same place at the same attempt.
    private static void Try(int seed, string agent, Event<string, Num>[] events, int attempt, Trial trial)
    {
        Random failing = RandomOf(seed, agent, events[0].Value.Value, attempt);
        // One in five fails the first time, and of those some for good.
        bool isPoison = RandomOf(seed, agent, events[0].Value.Value, -1).Next(25) == 0;
        int left = isPoison || failing.Next(5) == 0 ? failing.Next(4 * events.Length) : int.MaxValue;
        foreach (Event<string, Num> e in events)
        {
            foreach ((string key, int what) in OperationsOf(seed, agent, e.Key, e.Value.Value))
            {
                if (left-- == 0) throw new InvalidOperationException("not yet");
                switch (what)
                {
                    case < 4:
                        trial.Sums[key] = Next(trial.Sums[key], e.Value.Value);
                        break;
                    case < 6:
                        trial.Sums.Remove(key);
                        break;
                    case < 9:
                        trial.Results.Send(key, new Num(trial.Sums[key]));
                        break;
                    default:
                        trial.LongResults.Send(null!, new LongText($"{key}-{e.Value.Value}-{new string('x', 5000)}"));
                        break;
                }
            }
        }

        if (left is >= 0 and < int.MaxValue) throw new InvalidOperationException("in the end");
    }

    private static Model Expected(int seed, List<(string Topic, string Key, int Value)> sent, HashSet<(string Agent, int Value)> givenUp)
    {
        var model = new Model([], [], []);
        var sums = new Dictionary<string, int>();
        foreach ((string topic, string eventKey, int value) in sent)
        {
            foreach (string agent in AgentsByTopic[topic].Where(a => !givenUp.Contains((a, value))))
            {
                foreach ((string key, int what) in OperationsOf(seed, agent, eventKey, value))
                {
                    if (what < 4) sums[key] = Next(sums.GetValueOrDefault(key), value);
                    else if (what < 6) sums.Remove(key);
                    else if (what < 9) (model.Results.TryGetValue(key, out List<int>? all) ? all : model.Results[key] = []).Add(sums.GetValueOrDefault(key));
                    else model.LongResults.Add($"{key}-{value}-");
                }
            }
        }

        foreach ((string key, int value) in sums) model.Table.Add(key, $"{value}");
        return model;
    }

    // Each agent has keys of its own for each key of its events: the order of its events is then all that matters.
    private static IEnumerable<(string Key, int What)> OperationsOf(int seed, string agent, string key, int value)
    {
        Random random = RandomOf(seed, agent, value, 0);
        int count = random.Next(1, 5);
        for (int i = 0; i < count; i++) yield return ($"{agent}:{key}:{random.Next(3)}", random.Next(10));
    }

    private static int Next(int sum, int value) => unchecked((sum * 31) + value + 1);

    private static Random RandomOf(int seed, string agent, int value, int attempt)
    {
        int hash = seed;
        foreach (char c in agent) hash = unchecked((hash * 31) + c);
        return new Random(unchecked((((hash * 7919) + value) * 104_729) + attempt));
    }

    private static Topic<string, Num> TopicOf(TestApp app, string topic) => topic switch
    {
        "one-by-one" => app.Get<OneByOne>(),
        "awaited" => app.Get<Awaited>(),
        "in-batches" => app.Get<InBatches>(),
        _ => app.Get<Together>(),
    };

    private sealed record Model(Dictionary<string, string> Table, Dictionary<string, List<int>> Results, List<string> LongResults);
}
