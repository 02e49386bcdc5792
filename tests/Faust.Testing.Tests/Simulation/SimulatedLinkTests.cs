using Faust.Testing.Simulation;
using Faust.Transport;

namespace Faust.Testing.Tests.Simulation;

public sealed class SimulatedLinkTests
{
    [Fact]
    public void A_fair_network_carries_every_request_once_and_in_order()
    {
        for (int seed = 0; seed < 50; seed++)
        {
            Network network = new(seed, new NetworkConditions { MaxDelay = TimeSpan.FromMilliseconds(50) });
            network.SendAll(20);
            Assert.Equal(Enumerable.Range(0, 20), network.Served);
            Assert.Equal(20, network.Answered);
        }
    }

    [Fact]
    public void A_bad_network_loses_requests_and_answers_and_repeats_but_never_lets_first_requests_overtake()
    {
        int lostRequests = 0, lostAnswers = 0, repeated = 0;
        for (int seed = 0; seed < 300; seed++)
        {
            Network network = new(seed, new NetworkConditions { MaxDelay = TimeSpan.FromMilliseconds(50), Breaks = 0.05, Repeats = 0.05 });
            network.SendAll(20);
            Assert.Equal(20, network.Answered + network.Failed);
            lostRequests += 20 - network.Served.Distinct().Count();
            repeated += network.Served.Count - network.Served.Distinct().Count();
            lostAnswers += network.Failed - (20 - network.Served.Distinct().Count());
            Assert.True(network.Answered <= network.Served.Distinct().Count(), $"seed {seed}: an answer without its request");
        }

        Assert.True(lostRequests > 0 && lostAnswers > 0 && repeated > 0, $"{lostRequests} requests, {lostAnswers} answers lost, {repeated} repeated");
    }

    [Fact]
    public void A_cut_link_brings_nothing_to_the_log()
    {
        Network network = new(1, NetworkConditions.Fair);
        network.Link.Cut(TimeSpan.FromMinutes(1));
        Assert.False(network.Link.IsConnected);
        network.SendAll(5);
        Assert.Empty(network.Served);
        Assert.Equal(5, network.Failed);
        network.Link.Heal();
        Assert.True(network.Link.IsConnected);
    }

    private sealed class Network
    {
        private readonly SimulationLoop _loop;
        private bool _late;

        public Network(int seed, NetworkConditions conditions)
        {
            _loop = new SimulationLoop(seed, new SimulationHistory(16, null));
            Link = new SimulatedLink(_loop.CreateMachine("client"), _loop.CreateMachine("log")) { Conditions = conditions };
        }

        public SimulatedLink Link { get; }

        public List<int> Served { get; } = [];

        public int Answered { get; private set; }

        public int Failed { get; private set; }

        public void SendAll(int count)
        {
            for (int i = 0; i < count; i++) _ = SendAsync(i);
            // Beyond the last repetition.
            _loop.After(_loop.Chaos, TimeSpan.FromSeconds(30), () => _late = true);
            _loop.RunUntil(() => _late, 10_000, () => "half a minute");
        }

        private async Task SendAsync(int number)
        {
            try
            {
                Assert.Equal(number, await Link.CallAsync(
                    () =>
                    {
                        Served.Add(number);
                        return number;
                    },
                    CancellationToken.None).ConfigureAwait(false));
                Answered++;
            }
            catch (TransportException e) when (e.IsIndefinite)
            {
                Failed++;
            }
        }
    }
}
