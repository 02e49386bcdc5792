using Faust.Generated;

namespace Faust.Processing;

/// <summary>What is done about an agent's failures: what the agent says, else what the application says.</summary>
internal sealed record FailurePolicy(OnError OnError, int Retries, TimeSpan Delay, TimeSpan MaxDelay)
{
    /// <summary>Timers of the runtime take no longer times.</summary>
    public static readonly TimeSpan LongestDelay = TimeSpan.FromMilliseconds(int.MaxValue);

    public static FailurePolicy Of(AgentDeclaration agent, FaustOptions options)
    {
        TimeSpan delay = agent.RetryDelay ?? options.RetryDelay;
        TimeSpan longest = agent.MaxRetryDelay ?? options.MaxRetryDelay;
        // An agent that says one of both means it: the application's other one gives way.
        if (delay > longest) (delay, longest) = agent.RetryDelay is null ? (longest, longest) : (delay, delay);
        return new FailurePolicy(agent.OnError ?? options.OnError, agent.Retries ?? options.Retries, delay, longest);
    }

    /// <summary>
    /// How long to wait after the nth failure: doubled each time, and up to half of it taken off, so that what failed together is not tried
    /// again together. The same event at the same attempt waits equally long in every run.
    /// </summary>
    public TimeSpan BackOff(int failures, int partition, long offset)
    {
        double doubled = Delay.Ticks * Math.Pow(2, failures - 1);
        long ticks = (long)Math.Min(doubled, MaxDelay.Ticks);
        ulong random = Mix(Mix(Mix((ulong)partition) ^ (ulong)offset) ^ (ulong)failures);
        return TimeSpan.FromTicks(ticks - (long)(ticks / 2.0 * (random / (double)ulong.MaxValue)));
    }

    // The finalizer of SplitMix64: neighbouring numbers come out unrelated.
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
