namespace Faust.Simulation.Tests;

public sealed class SimulationTests
{
    // A share of what tests/Faust.Simulation runs at length.
    private const int Seeds = 300;

    [Theory]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    public void What_is_promised_holds_under_random_faults(ProcessingGuarantee guarantee)
    {
        SimulationSuite suite = SimulationSuite.Run(from: 1, Seeds, Environment.ProcessorCount, guarantee);
        Assert.True(suite.Failures.Count == 0, suite.Failures.FirstOrDefault()?.Describe());
    }

    [Fact]
    public void A_seed_gives_the_same_history_again()
    {
        SimulationSuite first = SimulationSuite.Run(from: 1, seeds: 12, threads: 2, ProcessingGuarantee.ExactlyOnce);
        SimulationSuite second = SimulationSuite.Run(from: 1, seeds: 12, threads: 1, ProcessingGuarantee.ExactlyOnce);
        SimulationSuite other = SimulationSuite.Run(from: 2, seeds: 12, threads: 1, ProcessingGuarantee.ExactlyOnce);
        Assert.Equal(first.Hash, second.Hash);
        Assert.NotEqual(first.Hash, other.Hash);
    }

    [Fact]
    public void A_failing_seed_says_how_to_replay_it()
    {
        Outcome outcome = SimulationRun.Execute(7, ProcessingGuarantee.ExactlyOnce) with { Failure = "invented" };
        Assert.Contains("Seed 7 failed: invented", outcome.Describe());
        Assert.Contains("--seed 7 --guarantee exactly-once", outcome.Describe());
        Assert.Contains("healed", outcome.Describe());
    }
}
