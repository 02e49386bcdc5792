namespace Faust.Testing.Tests.Jepsen;

/// <summary>The checker finds nothing in what a log may do, and in what was changed exactly the change.</summary>
public sealed class RandomHistoryTests
{
    public static TheoryData<string> Injected() =>
    [
        .. new[]
        {
            AnomalyKind.AbortedRead, AnomalyKind.PrecommittedRead, AnomalyKind.Phantom, AnomalyKind.InconsistentOffset, AnomalyKind.Duplicate,
            AnomalyKind.LostWrite, AnomalyKind.Unseen, AnomalyKind.TornTransaction, AnomalyKind.InternalPollSkip,
            AnomalyKind.InternalNonmonotonicPoll, AnomalyKind.PollSkip, AnomalyKind.NonmonotonicPoll, AnomalyKind.InternalNonmonotonicSend,
            AnomalyKind.NonmonotonicSend, AnomalyKind.ConsumptionSkip, AnomalyKind.DoubleConsumption, AnomalyKind.G1c,
        }.Select(k => k.ToString()),
    ];

    [Fact]
    public void A_history_that_a_log_may_have_has_no_anomaly()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            History history = ModelHistory.Create(new Random(seed), groups: true);
            IReadOnlyList<Anomaly> found = HistoryChecker.FindErrors(history);
            if (found.Count > 0) Assert.Fail($"seed {seed}: {string.Join('\n', found)}\n\n{history}");
        }
    }

    [Theory]
    [MemberData(nameof(Injected))]
    public void Of_one_injected_anomaly_exactly_that_is_found(string name)
    {
        AnomalyKind kind = Enum.Parse<AnomalyKind>(name);
        bool groups = kind is AnomalyKind.ConsumptionSkip or AnomalyKind.DoubleConsumption;
        int injected = 0;
        for (int seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            if (Injection.Of(kind, ModelHistory.Create(random, groups), random) is not { } history) continue;
            injected++;
            IReadOnlyList<Anomaly> found = HistoryChecker.FindErrors(history);
            if (found.Any(a => a.Kind != kind) || found.Count == 0) Assert.Fail($"seed {seed}: {string.Join('\n', found)}\n\n{history}");
        }

        Assert.True(injected > 20, $"{injected} of 60 histories had a place for it");
    }
}
