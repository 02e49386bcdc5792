using Faust.Processing;
using Faust.Tests.App;
using Faust.Transport;
using Faust.Transport.Embedded;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Faust.Tests.Processing;

/// <summary>What goes on, and what does not, while an event waits to be tried again.</summary>
[Collection(nameof(Alone))]
public sealed class BackOffTests : IDisposable
{
    private static readonly FailurePolicy Policy = new(OnError.Skip, 5, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));

    public void Dispose() => Environment.ExitCode = 0;

    [Fact]
    public void Delays_double_up_to_the_longest_and_up_to_half_is_taken_off()
    {
        var seen = new HashSet<TimeSpan>();
        foreach ((int failures, int seconds) in (ReadOnlySpan<(int, int)>)[(1, 1), (2, 2), (3, 4), (4, 5), (5, 5), (2000, 5)])
        {
            for (int partition = 0; partition < 10; partition++)
            {
                for (long offset = 0; offset < 100; offset++)
                {
                    TimeSpan delay = Policy.BackOff(failures, partition, offset);
                    Assert.InRange(delay, TimeSpan.FromSeconds(seconds / 2.0), TimeSpan.FromSeconds(seconds));
                    Assert.Equal(delay, Policy.BackOff(failures, partition, offset));
                    seen.Add(delay);
                }
            }
        }

        // What failed together is not tried again together.
        Assert.Equal(6000, seen.Count);
        Assert.Equal(TimeSpan.Zero, (Policy with { Delay = TimeSpan.Zero }).BackOff(2000, 0, 0));
    }

    [Fact]
    public async Task Retries_come_when_they_are_due_and_meanwhile_tables_are_read_and_commits_made()
    {
        var time = new FakeTimeProvider();
        var attempts = new List<DateTimeOffset>();
        using var errors = new Errors();
        await using TestApp app = Create(new EmbeddedLog(TimeProvider.System), errors, time, o => (o.OnError, o.Retries) = (OnError.DeadLetter, 3));
        Fail(app, nameof(TrySync), () => attempts.Add(time.GetUtcNow()));
        await app.Host.StartAsync();
        await SendAsync(app.Get<OneByOne>(), 6);
        int partition = Murmur2.Partition("a"u8, 2);
        var due = new List<DateTimeOffset>();
        for (int failures = 1; failures <= 3; failures++)
        {
            due.Add(time.GetUtcNow());
            await errors.NextAsync();
            Assert.Equal(10, await app.Get<TrialSums>().GetAsync("a"));
            await app.Worker.CommitAsync().WaitAsync(TestApp.Hang);
            Assert.Equal(4, (await TestApp.CommittedAsync(app.Log, "one-by-one")).Values.Sum());
            Assert.Equal("10", (await TestApp.RebuildAsync(app.Log, "trial-sums"))["a"]);
            TimeSpan delay = Policy.BackOff(failures, partition, 4);
            time.Advance(delay - TimeSpan.FromTicks(1));
            for (int read = 0; read < 3; read++) Assert.Equal(10, await app.Get<TrialSums>().GetAsync("a"));
            Assert.Equal(failures, attempts.Count);
            time.Advance(TimeSpan.FromTicks(1));
        }

        due.Add(time.GetUtcNow());
        await errors.NextAsync();
        await app.CaughtUpAsync();
        Assert.Equal(due, attempts);
        Assert.Equal(16, await app.Get<TrialSums>().GetAsync("a"));
        int[] results = await ResultsAsync(app.Log);
        Assert.Equal([1, 2, 3, 4, 6], results);
        string[] outcomes = ["retry", "retry", "retry", "dead_letter"];
        Assert.Equal(outcomes.Select(o => $"1 messaging.destination.name=one-by-one faust.agent=TrySync faust.outcome={o}"), errors.Counted);
        Assert.Equal("Warning 1200, Warning 1200, Warning 1200, Error 1202", string.Join(", ", errors.Lines.Select(l => $"{l.Level} {l.Id}")));
        string place = $"Agent 'TrySync' failed on one-by-one-{partition}@4";
        string wait = Policy.BackOff(2, partition, 4).TotalMilliseconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal($"{place} (attempt 2); it is tried again in {wait} ms", errors.Lines.ElementAt(1).Text);
        Assert.Equal($"{place} (attempt 4); 1 records go to the dead letters", errors.Lines.ElementAt(3).Text);
    }

    [Theory]
    [InlineData(nameof(TrySync), ProcessingGuarantee.AtLeastOnce)]
    [InlineData(nameof(TrySync), ProcessingGuarantee.ExactlyOnce)]
    [InlineData(nameof(TryBatch), ProcessingGuarantee.AtLeastOnce)]
    [InlineData(nameof(TryBatch), ProcessingGuarantee.ExactlyOnce)]
    [InlineData(nameof(TogetherSecond), ProcessingGuarantee.AtLeastOnce)]
    [InlineData(nameof(TogetherSecond), ProcessingGuarantee.ExactlyOnce)]
    [InlineData(nameof(TogetherThird), ProcessingGuarantee.AtLeastOnce)]
    [InlineData(nameof(TogetherThird), ProcessingGuarantee.ExactlyOnce)]
    public async Task A_stop_does_not_wait_for_the_retry_and_nothing_of_the_event_is_committed(string agent, ProcessingGuarantee guarantee)
    {
        var log = new EmbeddedLog(TimeProvider.System);
        int agents = agent.StartsWith("Together", StringComparison.Ordinal) ? 3 : 1;
        // The one that fills the buffer of the second agent, in which 5 waits.
        int inHand = agent == nameof(TogetherSecond) ? 6 : 5;
        using (var errors = new Errors())
        {
            await using TestApp app = Create(log, errors, new FakeTimeProvider(), o => o.ProcessingGuarantee = guarantee);
            Fail(app, agent);
            await app.Host.StartAsync();
            await SendAsync(TopicOf(app, agent), 9);
            await errors.NextAsync();
            // It is in the way of commits only where others have handled the event.
            await app.Worker.CommitAsync().WaitAsync(TestApp.Hang);
            await app.StopAsync();
            Assert.Null(app.Worker.Failure);
        }

        // What was committed, was so without the event, and the changelog and the outputs tell the same.
        int[] before = await ResultsAsync(log);
        Assert.DoesNotContain(inHand, before);
        Assert.Equal(before.Sum(), (await TestApp.RebuildAsync(log, "trial-sums")).Values.Sum(int.Parse));
        Assert.InRange((await TestApp.CommittedAsync(log, TopicNameOf(agent))).Values.Sum(), 0, 4);
        await using TestApp next = await TestApp.StartAsync(log, o => o.ProcessingGuarantee = guarantee, prepare: p => p.OnTrial = Add);
        await next.CaughtUpAsync();
        int[] after = await ResultsAsync(log);
        Assert.Equal(after.Sum(), await next.Get<TrialSums>().GetAsync("a"));
        Assert.Equal(agents, after.Count(v => v == inHand));
        Assert.Equal(9, after.Distinct().Count());
        // What waited for a batch agent, others had handled: at-least-once has them handle it again.
        if (agents == 1 || guarantee == ProcessingGuarantee.ExactlyOnce) Assert.Equal(9 * agents, after.Length);
    }

    [Theory]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    public async Task A_partition_is_revoked_without_waiting_for_the_retry_and_its_event_handled_by_the_next_worker(ProcessingGuarantee guarantee)
    {
        var log = new EmbeddedLog(TimeProvider.System);
        string[] keys = [Enumerable.Range(0, 20).Select(i => $"k{i}").First(k => PartitionOf(k) == 0), Enumerable.Range(0, 20).Select(i => $"k{i}").First(k => PartitionOf(k) == 1)];
        using var errors = new Errors();
        await using TestApp one = Create(log, errors, new FakeTimeProvider(), o => o.ProcessingGuarantee = guarantee);
        Fail(one, nameof(TrySync));
        await one.Host.StartAsync();
        foreach (string key in keys) await SendAsync(one.Get<OneByOne>(), 9, key);
        await errors.NextAsync();
        await errors.NextAsync();
        await using TestApp two = await TestApp.StartAsync(log, o => o.ProcessingGuarantee = guarantee, prepare: p => p.OnTrial = Add);
        // One of the two partitions is its own now: four events were committed, or five are left.
        await two.Probe.WhenCalled(nameof(TrySync), 5);
        Assert.Equal([5, 6, 7, 8, 9], two.Probe.SeenBy(nameof(TrySync)).Select(e => e.Value.Value));
        await one.StopAsync();
        await two.Probe.WhenCalled(nameof(TrySync), 10);
        await two.CaughtUpAsync();
        foreach (string key in keys) Assert.Equal(45, await two.Get<TrialSums>().GetAsync(key));
        Assert.Equal(Enumerable.Range(1, 9).SelectMany(v => Enumerable.Repeat(v, 2)), await ResultsAsync(log));

        static int PartitionOf(string key) => Murmur2.Partition(System.Text.Encoding.UTF8.GetBytes(key), 2);
    }

    [Fact]
    public async Task What_a_batch_agent_has_handled_with_an_event_is_finished_only_with_the_event()
    {
        var log = new EmbeddedLog(TimeProvider.System);
        using (var errors = new Errors())
        {
            // Nobody writes or sends anything: that the batch was handled shows in the buffer alone.
            await using TestApp app = Create(log, errors, new FakeTimeProvider());
            app.Probe.OnTrial = (agent, events, _, _) =>
            {
                if (agent == nameof(TogetherThird) && events[0].Value.Value == 3) throw new InvalidOperationException("not now");
            };
            await app.Host.StartAsync();
            await SendAsync(app.Get<Together>(), 3);
            await errors.NextAsync();
            Assert.Equal([1, 2, 3], app.Probe.SeenBy(nameof(TogetherSecond)).Select(e => e.Value.Value));
            await app.Worker.CommitAsync().WaitAsync(TestApp.Hang);
            Assert.Equal(0, (await TestApp.CommittedAsync(log, "together")).Values.Sum());
            await app.StopAsync();
        }

        await using TestApp next = await TestApp.StartAsync(log, prepare: p => p.OnTrial = Add);
        await next.CaughtUpAsync();
        Assert.Equal([1, 2, 3], next.Probe.SeenBy(nameof(TogetherSecond)).Select(e => e.Value.Value));
    }

    [Fact]
    public async Task A_batch_that_fails_before_a_commit_is_tried_again_though_all_that_may_be_staged_is()
    {
        await using TestApp app = await TestApp.StartAsync(
            configure: o =>
            {
                (o.ProcessingGuarantee, o.MaxStagedBytes, o.CommitInterval) = (ProcessingGuarantee.ExactlyOnce, 1024 * 1024, TimeSpan.FromHours(1));
                (o.Retries, o.RetryDelay) = (3, TimeSpan.FromMilliseconds(1));
            },
            prepare: p => p.OnTrial = (agent, events, attempt, trial) =>
            {
                Add(agent, events, attempt, trial);
                if (agent == nameof(TogetherFirst)) trial.LongResults.Send("a", new LongText(new string('x', 1_200_000 / 4)));
                if (agent == nameof(TogetherSecond) && attempt <= 2) throw new InvalidOperationException("not yet");
            });
        // Two events lie in the buffer, and the third is not handled before a commit, which needs the buffer empty.
        for (int i = 1; i <= 20; i++) app.Get<Together>().Send("a", new Num(i));
        await app.CaughtUpAsync();
        Assert.Equal(210 * 3, await app.Get<TrialSums>().GetAsync("a"));
    }

    [Fact]
    public async Task What_a_cancelled_handler_throws_gives_no_event_up()
    {
        var log = new EmbeddedLog(TimeProvider.System);
        await using TestApp app = await TestApp.StartAsync(
            log,
            o => (o.DrainTimeout, o.OnError, o.Retries) = (TimeSpan.FromMilliseconds(20), OnError.Skip, 0),
            prepare: p => p.OnStep = static async (_, _, token) =>
            {
                var cancelled = new TaskCompletionSource();
                await using CancellationTokenRegistration registration = token.Register(cancelled.SetResult);
                await cancelled.Task;
                throw new TimeoutException("The database was told to stop.");
            });
        await app.Get<Steps>().SendAsync("a", new Num(1));
        await app.Probe.WhenCalled("Step", 1);
        await app.StopAsync();
        Assert.Null(app.Worker.Failure);
        Assert.Equal(0, (await TestApp.CommittedAsync(log, "steps")).Values.Sum());
    }

    [Theory]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    public async Task A_table_entry_that_is_too_large_is_named(ProcessingGuarantee guarantee)
    {
        var log = new EmbeddedLog(TimeProvider.System, new EmbeddedLogOptions { MaxRecordBytes = 2000 });
        await using TestApp app = await TestApp.StartAsync(
            log,
            o => o.ProcessingGuarantee = guarantee,
            prepare: p => p.OnTrial = (_, events, _, trial) => trial.Sums[new string('k', events[0].Value.Value)] = 7);
        app.Get<OneByOne>().Send("a", new Num(1999));
        await app.CaughtUpAsync();
        app.Get<OneByOne>().Send("a", new Num(2000));
        await app.Worker.Completion.WaitAsync(TestApp.Hang);
        string message = app.Worker.Failure!.Message;
        Assert.Contains($"Table 'trial-sums': the entry of key '{new string('k', 2000)}'", message, StringComparison.Ordinal);
        Assert.Contains("2001 bytes; the log takes at most 2000", message, StringComparison.Ordinal);
        Assert.IsType<RecordTooLargeException>(app.Worker.Failure.InnerException);
        Assert.Single(await TestApp.ReadAsync(log, "app-trial-sums-changelog"));
        Assert.Equal(1, (await TestApp.CommittedAsync(log, "one-by-one")).Values.Sum());
    }

    private static TestApp Create(EmbeddedLog log, Errors errors, TimeProvider time, Action<FaustOptions>? configure = null)
    {
        TestApp app = TestApp.Create(
            log,
            o =>
            {
                (o.RetryDelay, o.MaxRetryDelay) = (Policy.Delay, Policy.MaxDelay);
                configure?.Invoke(o);
            },
            time,
            b => b.Logging.AddProvider(errors));
        errors.Listen(app.Get<System.Diagnostics.Metrics.IMeterFactory>());
        return app;
    }

    private static void Fail(TestApp app, string agent, Action? onFailure = null) => app.Probe.OnTrial = (who, events, attempt, trial) =>
    {
        Add(who, events, attempt, trial);
        if (who != agent || events.All(e => e.Value.Value != 5)) return;
        onFailure?.Invoke();
        throw new InvalidOperationException("not now");
    };

    private static void Add(string agent, Event<string, Num>[] events, int attempt, Trial trial)
    {
        foreach (Event<string, Num> e in events)
        {
            trial.Sums[e.Key] = trial.Sums[e.Key] + e.Value.Value;
            trial.Results.Send(e.Key, e.Value);
        }
    }

    private static async Task SendAsync(Topic<string, Num> topic, int count, string key = "a")
    {
        for (int i = 1; i <= count; i++) topic.Send(key, new Num(i));
        await topic.FlushAsync();
    }

    private static Topic<string, Num> TopicOf(TestApp app, string agent) => agent switch
    {
        nameof(TrySync) => app.Get<OneByOne>(),
        nameof(TryBatch) => app.Get<InBatches>(),
        _ => app.Get<Together>(),
    };

    private static string TopicNameOf(string agent) => agent switch
    {
        nameof(TrySync) => "one-by-one",
        nameof(TryBatch) => "in-batches",
        _ => "together",
    };

    private static async Task<int[]> ResultsAsync(EmbeddedLog log) =>
        [.. (await TestApp.ReadAsync(log, "results")).Select(r => int.Parse(r.Text[9..^1], null)).Order()];
}
