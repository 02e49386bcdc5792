using System.Globalization;
using Faust.Transport.Embedded;

namespace Faust.Testing.Tests.Jepsen;

/// <summary>
/// The workload over the embedded log. <c>FAUST_SEEDS=10000</c> runs more seeds, <c>FAUST_SEED=17</c> one alone, with its history.
/// </summary>
public sealed class WorkloadTests
{
    [Fact]
    public void The_log_in_memory_has_no_anomaly() => RunSeeds(schedule => new MemoryLogUnderTest(schedule), 200);

    [Theory]
    [InlineData(LogDurability.Synced)]
    [InlineData(LogDurability.Process)]
    public void The_log_on_a_disk_that_crashes_has_no_anomaly(LogDurability durability) =>
        RunSeeds(schedule => new DiskLogUnderTest(schedule, durability), 200);

    [Fact]
    public void Disks_crash_often_and_at_every_stage()
    {
        var logs = new List<DiskLogUnderTest>();
        for (int seed = 1; seed <= 40; seed++)
        {
            Workload.Execute(seed, schedule =>
            {
                logs.Add(new DiskLogUnderTest(schedule, LogDurability.Synced));
                return logs[^1];
            });
        }

        Assert.True(logs.Sum(l => l.Crashes) > 60);
        Assert.True(logs.Sum(l => l.CrashedStarts) > 10);
    }

    [Fact]
    public void The_workload_reaches_what_it_is_for()
    {
        Operation[] all = [.. Enumerable.Range(1, 40).SelectMany(s => Workload.Execute(s, schedule => new MemoryLogUnderTest(schedule)).Operations)];
        foreach (OperationKind kind in new[] { OperationKind.Send, OperationKind.Transaction })
        {
            foreach (Outcome outcome in Enum.GetValues<Outcome>().Where(o => kind != OperationKind.Send || o != Outcome.Failed))
            {
                Assert.True(all.Count(o => o.Kind == kind && o.Outcome == outcome && o.Sends.Any()) > 20, $"{kind} {outcome}");
            }
        }

        Operation[] transactions = [.. all.Where(o => o is { Kind: OperationKind.Transaction, Outcome: Outcome.Ok })];
        Assert.True(transactions.Count(o => o.Group is not null && o.Sends.Any()) > 500);
        // Transactions that others' records lie between, and such as somebody else has gone on from.
        Assert.True(transactions.Count(o => o.Sends.Select(s => s.Key).Distinct().Count() > 1) > 200);
        Assert.True(all.SelectMany(o => o.Steps).Count(s => s is ResetStep) > 500);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    public void A_seed_tells_everything(int seed) => Assert.Equal(
        Workload.Execute(seed, schedule => new MemoryLogUnderTest(schedule)).ToString(), Workload.Execute(seed, schedule => new MemoryLogUnderTest(schedule)).ToString());

    private static void RunSeeds(Func<Schedule, LogUnderTest> factory, int count)
    {
        int? only = FromEnvironment("FAUST_SEED");
        int first = only ?? 1;
        int last = only ?? FromEnvironment("FAUST_SEEDS") ?? count;
        for (int seed = first; seed <= last; seed++)
        {
            string replay = $"seed {seed}; replay it by FAUST_SEED={seed} dotnet test tests/Faust.Testing.Tests --filter {nameof(WorkloadTests)}";
            History history;
            try
            {
                history = Workload.Execute(seed, factory);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException(replay, e);
            }

            IReadOnlyList<Anomaly> found = HistoryChecker.FindErrors(history);
            if (found.Count > 0) Assert.Fail($"{replay}\n{string.Join('\n', found.Take(10))}{(only is null ? "" : $"\n\n{history}")}");
        }
    }

    private static int? FromEnvironment(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : null;
}
