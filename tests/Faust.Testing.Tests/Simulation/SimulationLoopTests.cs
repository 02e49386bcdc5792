using Faust.Processing;
using Faust.Testing.Simulation;

namespace Faust.Testing.Tests.Simulation;

public sealed class SimulationLoopTests
{
    [Fact]
    public void Time_jumps_to_the_next_timer()
    {
        SimulationLoop loop = Create(1);
        DateTimeOffset start = loop.Chaos.Time.GetUtcNow();
        bool due = false;
        loop.After(loop.Chaos, TimeSpan.FromDays(3), () => due = true);
        loop.RunUntil(() => due, 10, () => "the timer");
        Assert.True(loop.Chaos.Time.GetUtcNow() - start >= TimeSpan.FromDays(3));
    }

    [Fact]
    public void Logical_threads_interleave_as_the_seed_has_it_and_keep_their_own_order()
    {
        string[] orders = [.. Enumerable.Range(0, 20).Select(seed => Interleave(seed))];
        Assert.Equal(orders, Enumerable.Range(0, 20).Select(seed => Interleave(seed)));
        Assert.True(orders.Distinct().Count() > 5);
        Assert.All(orders, o => Assert.Equal("01234", string.Concat(o.Where(char.IsDigit))));
        Assert.All(orders, o => Assert.Equal("abcde", string.Concat(o.Where(char.IsLetter))));

        static string Interleave(int seed)
        {
            SimulationLoop loop = Create(seed);
            var order = new List<char>();
            int ended = 0;
            foreach (char first in "0a")
            {
                var thread = new LogicalThread(loop.CreateMachine("m").Scheduler);
                _ = thread.RunAsync(async () =>
                {
                    for (int i = 0; i < 5; i++)
                    {
                        order.Add((char)(first + i));
                        await thread.Yield();
                    }

                    return ++ended;
                });
            }

            loop.RunUntil(() => ended == 2, 1000, () => "the end of both");
            return string.Concat(order);
        }
    }

    [Fact]
    public void A_paused_machine_does_nothing_and_all_of_it_later_a_dead_one_never()
    {
        SimulationLoop loop = Create(1);
        SimulatedMachine paused = loop.CreateMachine("paused");
        SimulatedMachine dead = loop.CreateMachine("dead");
        var ran = new List<string>();
        paused.Run('x', 1, (Action)(() => ran.Add("item")));
        dead.Run('x', 1, (Action)(() => ran.Add("dead item")));
        loop.After(paused, TimeSpan.FromSeconds(1), () => ran.Add("timer"));
        loop.After(dead, TimeSpan.FromSeconds(1), () => ran.Add("dead timer"));
        paused.Pause();
        dead.Kill();
        bool late = false;
        loop.After(loop.Chaos, TimeSpan.FromSeconds(10), () => late = true);
        loop.RunUntil(() => late, 100, () => "ten seconds");
        Assert.Empty(ran);
        paused.Resume();
        loop.RunUntil(() => ran.Count == 2, 100, () => "what was held");
        Assert.Equal(["item", "timer"], ran.Order());
    }

    [Fact]
    public void A_continuation_on_the_pool_fails_the_run_and_names_itself()
    {
        SimulationLoop loop = Create(1);
        var thread = new LogicalThread(loop.CreateMachine("m").Scheduler);
        using var posted = new ManualResetEventSlim();
        ThreadPool.QueueUserWorkItem(_ =>
        {
            thread.Post(static _ => { }, null);
            posted.Set();
        });
        posted.Wait();
        var e = Assert.Throws<SimulationException>(() => loop.RunUntil(() => false, 10, () => "nothing"));
        Assert.StartsWith("Escaped", e.Message);
        Assert.Contains("A_continuation_on_the_pool", e.Message);
    }

    [Fact]
    public void Nothing_left_to_run_is_a_failure()
    {
        SimulationLoop loop = Create(1);
        Assert.StartsWith("Stuck", Assert.Throws<SimulationException>(() => loop.RunUntil(() => false, 10, () => "a miracle")).Message);
    }

    private static SimulationLoop Create(int seed) => new(seed, new SimulationHistory(16, null));
}
