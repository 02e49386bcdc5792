namespace Faust.Simulation.Tests;

public sealed class SimulationTests
{
    [Fact]
    public void A_seed_gives_the_same_history_again()
    {
        SimulationSuite first = SimulationSuite.Run(from: 1, seeds: 12, threads: 2, ProcessingGuarantee.AtLeastOnce);
        SimulationSuite second = SimulationSuite.Run(from: 1, seeds: 12, threads: 1, ProcessingGuarantee.AtLeastOnce);
        SimulationSuite other = SimulationSuite.Run(from: 2, seeds: 12, threads: 1, ProcessingGuarantee.AtLeastOnce);
        Assert.Equal(first.Hash, second.Hash);
        Assert.NotEqual(first.Hash, other.Hash);
    }
}
