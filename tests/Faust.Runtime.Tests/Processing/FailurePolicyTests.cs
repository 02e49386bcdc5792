using System.Text;
using Faust.TestLibrary;
using Faust.Tests.App;
using Faust.Transport;
using Faust.Transport.Conformance;
using Faust.Transport.Embedded;

namespace Faust.Tests.Processing;

[Collection(nameof(Alone))]
public sealed class FailurePolicyTests : IDisposable
{
    public static readonly string[] Shapes = [nameof(TrySync), nameof(TryAsync), nameof(TryBatch), nameof(TogetherFirst), nameof(TogetherSecond), nameof(TogetherThird)];

    public static TheoryData<string, OnError> PoliciesByShape
    {
        get
        {
            var data = new TheoryData<string, OnError>();
            foreach (string shape in Shapes)
            {
                foreach (OnError outcome in Enum.GetValues<OnError>()) data.Add(shape, outcome);
            }

            return data;
        }
    }

    public static TheoryData<string> AllShapes => [.. Shapes];

    public void Dispose() => Environment.ExitCode = 0;

    [Theory]
    [MemberData(nameof(AllShapes))]
    public async Task A_failed_attempt_is_taken_back_and_made_again(string shape)
    {
        await using TestApp app = await StartAsync(
            o => o.OnError = OnError.Stop, (agent, events, attempt) => agent == shape && events.Any(e => e.Value.Value == 5) && attempt <= 3);
        await SendAsync(app, shape, 9);
        await app.CaughtUpAsync();
        int agents = AgentsBeside(shape);
        Assert.Equal(45 * agents, await app.Get<TrialSums>().GetAsync("a"));
        Assert.Equal(Enumerable.Range(1, 9).SelectMany(v => Enumerable.Repeat(v, agents)), await ResultsAsync(app));
        Assert.Equal(4, app.Probe.Attempts.Where(a => a.Key.Agent == shape).Max(a => a.Value));
        Assert.All(app.Probe.Attempts.Where(a => a.Key.Agent != shape), a => Assert.Equal(1, a.Value));
    }

    [Theory]
    [MemberData(nameof(PoliciesByShape))]
    public async Task What_fails_for_good_is_left_out_or_ends_the_task_as_its_policy_says(string shape, OnError outcome)
    {
        await using TestApp app = await StartAsync(
            o => o.OnError = outcome, (agent, events, _) => agent == shape && events.Any(e => e.Value.Value == 5));
        await SendAsync(app, shape, 9);
        int[] lost = shape is nameof(TryBatch) or nameof(TogetherSecond) ? [4, 5, 6] : [5];
        int agents = AgentsBeside(shape);
        if (outcome == OnError.Stop)
        {
            await app.Worker.Completion.WaitAsync(TestApp.Hang);
            var failure = Assert.IsType<TaskFailedException>(app.Worker.Failure);
            Assert.Equal((shape, lost[0] - 1L), (failure.Agent, failure.Offset));
            Assert.Contains("4 times", failure.Message, StringComparison.Ordinal);
            Assert.Empty(await TestApp.ReadAsync(app.Log, "app-dead-letters", 4));
            return;
        }

        await app.CaughtUpAsync();
        Assert.Equal((45 * agents) - lost.Sum(), await app.Get<TrialSums>().GetAsync("a"));
        Assert.Equal(
            Enumerable.Range(1, 9).SelectMany(v => Enumerable.Repeat(v, lost.Contains(v) ? agents - 1 : agents)), await ResultsAsync(app));
        Assert.Equal(9, (await TestApp.CommittedAsync(app.Log, TopicOf(shape))).Values.Sum());
        List<ReadRecord> letters = await TestApp.ReadAsync(app.Log, "app-dead-letters", 4);
        Assert.Equal(outcome == OnError.DeadLetter ? lost : [], letters.Select(l => int.Parse(l.Text[9..^1], null)));
        foreach ((ReadRecord letter, int value) in letters.Zip(lost))
        {
            Dictionary<string, string> headers = HeadersOf(letter);
            Assert.Equal("a", Encoding.UTF8.GetString(letter.Key!));
            Assert.Equal("kept", headers["mine"]);
            Assert.Equal(TopicOf(shape), headers["__faust.errors.topic"]);
            Assert.Equal($"{value - 1}", headers["__faust.errors.offset"]);
            Assert.Equal($"{letter.TopicPartition.Partition}", headers["__faust.errors.partition"]);
            Assert.Equal($"{letter.Timestamp}", headers["__faust.errors.timestamp"]);
            Assert.Equal((shape, "4", "handle", "app"), (headers["__faust.errors.agent"], headers["__faust.errors.attempts"], headers["__faust.errors.stage"], headers["__faust.errors.application"]));
            Assert.Equal(("System.InvalidOperationException", "poison"), (headers["__faust.errors.exception"], headers["__faust.errors.message"]));
        }
    }

    [Fact]
    public async Task Poison_when_decoding_handling_or_producing_goes_to_the_dead_letters_with_its_coordinates_and_the_partition_goes_on()
    {
        var log = new EmbeddedLog(TimeProvider.System, new EmbeddedLogOptions { MaxRecordBytes = 2000 });
        await using TestApp app = await StartAsync(
            o => (o.OnError, o.OnUndecodable, o.Retries) = (OnError.DeadLetter, OnError.DeadLetter, 0), (_, events, _) => events[0].Value.Value == 2, log);
        var partition = new TopicPartition("one-by-one", Murmur2.Partition("a"u8, 2));
        await TestApp.AppendAsync(log, partition, "a", """{"value":1}""");
        await TestApp.AppendAsync(log, partition, "a", "{");
        await TestApp.AppendAsync(log, partition, "a", """{"value":2}""");
        await TestApp.AppendAsync(log, partition, "a", """{"value":1000}""");
        await TestApp.AppendAsync(log, partition, "a", """{"value":3}""");
        await app.CaughtUpAsync();
        List<ReadRecord> letters = await TestApp.ReadAsync(log, "app-dead-letters", 4);
        Assert.Equal(["{", """{"value":2}""", """{"value":1000}"""], letters.Select(l => l.Text));
        Assert.Equal(["1", "2", "3"], letters.Select(l => HeadersOf(l)["__faust.errors.offset"]));
        Assert.Equal(["decode", "handle", "handle"], letters.Select(l => HeadersOf(l)["__faust.errors.stage"]));
        Assert.Equal(
            ["Faust.Records.RecordFormatException", "System.InvalidOperationException", "Faust.Transport.RecordTooLargeException"],
            letters.Select(l => HeadersOf(l)["__faust.errors.exception"]));
        Assert.Equal(4, await app.Get<TrialSums>().GetAsync("a"));
        Assert.Equal([1, 3], await ResultsAsync(app));
        Assert.Equal(5, (await TestApp.CommittedAsync(log, "one-by-one")).Values.Sum());
    }

    [Theory]
    [InlineData(OnError.Stop)]
    [InlineData(OnError.Skip)]
    [InlineData(OnError.DeadLetter)]
    public async Task A_key_that_cannot_be_decoded_is_a_record_that_cannot_be_decoded(OnError outcome)
    {
        await using TestApp app = await StartAsync(o => o.OnUndecodable = outcome, (_, _, _) => false);
        await TestApp.AppendAsync(app.Log, new TopicPartition("sealed", 0), "five!", """{"code":"x","value":1}""");
        await TestApp.AppendAsync(app.Log, new TopicPartition("sealed", 0), "four", """{"code":"x","value":2}""");
        if (outcome == OnError.Stop)
        {
            await app.Worker.Completion.WaitAsync(TestApp.Hang);
            Assert.Contains("sealed-0@0 cannot be decoded", app.Worker.Failure!.Message, StringComparison.Ordinal);
            return;
        }

        await app.CaughtUpAsync();
        Assert.Equal([2], app.Probe.Values);
        Assert.Equal(outcome == OnError.DeadLetter ? 1 : 0, (await TestApp.ReadAsync(app.Log, "app-dead-letters", 4)).Count);
    }

    [Fact]
    public async Task An_agent_says_for_itself_and_its_dead_letters_name_what_is_to_be_masked()
    {
        await using TestApp app = await StartAsync(_ => { }, (_, _, _) => false);
        app.Get<SealedTopic>().Send(1, new Sealed("secret", -1));
        app.Get<SealedTopic>().Send(1, new Sealed("secret", 1));
        await app.CaughtUpAsync();
        Assert.Equal([-1, -1, 1], app.Probe.Values);
        Dictionary<string, string> headers = HeadersOf(Assert.Single(await TestApp.ReadAsync(app.Log, "app-dead-letters", 4)));
        Assert.Equal(("2", "code"), (headers["__faust.errors.attempts"], headers["__faust.errors.classified"]));
        Assert.DoesNotContain(headers.Values, v => v.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_dead_letter_that_is_too_large_ends_the_task_rather_than_lose_it()
    {
        var log = new EmbeddedLog(TimeProvider.System, new EmbeddedLogOptions { MaxRecordBytes = 100 });
        await using TestApp app = await StartAsync(o => (o.OnError, o.Retries) = (OnError.DeadLetter, 0), (_, _, _) => true, log);
        app.Get<OneByOne>().Send("a", new Num(1));
        await app.Worker.Completion.WaitAsync(TestApp.Hang);
        Assert.Contains("cannot be written to the dead letters", app.Worker.Failure!.Message, StringComparison.Ordinal);
        Assert.Equal(0, (await TestApp.CommittedAsync(log, "one-by-one")).Values.Sum());
    }

    [Fact]
    public async Task Agents_of_two_assemblies_fail_apart_from_each_other()
    {
        await using TestApp app = await StartAsync(o => (o.OnError, o.Retries) = (OnError.DeadLetter, 1), (_, _, _) => false);
        foreach (int weight in (int[])[1, -1, 13, 2]) app.Get<Parcels>().Send("a", new Parcel { Weight = weight });
        await app.CaughtUpAsync();
        // One agent refuses what is negative, another one what is thirteen, and a third takes all four at once.
        Assert.Equal(16, await app.Get<Weights>().GetAsync("a"));
        Assert.Equal(3, await app.Get<ParcelCounts>().GetAsync("a"));
        Assert.Equal([1, -1, 13, 2], Assert.Single(app.Probe.Batches).Values);
        List<ReadRecord> letters = await TestApp.ReadAsync(app.Log, "app-dead-letters", 4);
        Assert.Equal(["Weigh", "CountParcels"], letters.Select(l => HeadersOf(l)["__faust.errors.agent"]));
        Assert.Equal(["1", "2"], letters.Select(l => HeadersOf(l)["__faust.errors.offset"]));
    }

    internal static Dictionary<string, string> HeadersOf(ReadRecord record)
    {
        var headers = new Dictionary<string, string>();
        ReadOnlySpan<byte> rest = record.Headers;
        while (RecordHeaders.TryRead(ref rest, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value, out _))
        {
            headers.Add(Encoding.UTF8.GetString(name), Encoding.UTF8.GetString(value));
        }

        return headers;
    }

    // Each agent adds every event to the sum and sends it on, and only then looks whether it is to fail.
    private static Task<TestApp> StartAsync(Action<FaustOptions> configure, Func<string, Event<string, Num>[], int, bool> fails, EmbeddedLog? log = null) =>
        TestApp.StartAsync(
            log,
            o =>
            {
                o.RetryDelay = TimeSpan.Zero;
                configure(o);
            },
            prepare: p => p.OnTrial = (agent, events, attempt, trial) =>
            {
                foreach (Event<string, Num> e in events)
                {
                    trial.Sums[e.Key] = trial.Sums[e.Key] + e.Value.Value;
                    trial.Results.Send(e.Key, e.Value);
                    if (e.Value.Value == 1000) trial.LongResults.Send(e.Key, new LongText(new string('x', 3000)));
                }

                if (fails(agent, events, attempt)) throw new InvalidOperationException("poison");
            });

    private static Task SendAsync(TestApp app, string shape, int count)
    {
        Headers headers = default(Headers).Add("mine", "kept");
        for (int i = 1; i <= count; i++)
        {
            Topic<string, Num> topic = TopicOf(shape) switch
            {
                "one-by-one" => app.Get<OneByOne>(),
                "awaited" => app.Get<Awaited>(),
                "in-batches" => app.Get<InBatches>(),
                _ => app.Get<Together>(),
            };
            topic.Send("a", new Num(i), headers);
        }

        return Task.CompletedTask;
    }

    private static string TopicOf(string shape) => shape switch
    {
        nameof(TrySync) => "one-by-one",
        nameof(TryAsync) => "awaited",
        nameof(TryBatch) => "in-batches",
        _ => "together",
    };

    private static int AgentsBeside(string shape) => TopicOf(shape) == "together" ? 3 : 1;

    private static async Task<IEnumerable<int>> ResultsAsync(TestApp app) =>
        (await TestApp.ReadAsync(app.Log, "results")).Select(r => int.Parse(r.Text[9..^1], null)).Order();
}
