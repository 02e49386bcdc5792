using Faust.Simulation.Shapes;

namespace Faust.Simulation;

/// <summary>
/// Which events agents fail on, how often, and when in their work: decided by the seed and by where the event is, so that the model knows it too.
/// </summary>
/// <remarks>
/// An event fails for good, which is only drawn where it is left out or becomes a dead letter then; or as often, in all lives of all workers
/// together, as its retries allow; or, where a failure ends the task, a few times.
/// </remarks>
internal sealed class FailurePlan(Parameters parameters, Action<string, string, int, long> done)
{
    /// <summary>What agents throw.</summary>
    public const string Message = "invented";

    private const int ForGood = int.MaxValue;
    private readonly Dictionary<(string Agent, string Topic, int Partition, long Offset), int> _thrown = [];

    /// <summary>Throws if it is the event's turn.</summary>
    /// <param name="agent">Who handles.</param>
    /// <param name="events">What it was given.</param>
    /// <param name="stage">How far it is: 0 before it did anything, 1 when it wrote to its table, 2 when it sent.</param>
    public void MayThrow(string agent, IReadOnlyList<Event<int, Item>> events, int stage)
    {
        if (parameters.FailureRate == 0) return;
        Event<int, Item>[] failing = [.. events.Where(e => Thrown(agent, e) < FailuresOf(agent, e.Topic, e.Partition, e.Offset))];
        if (failing.Length == 0 || StageOf(agent, failing[0]) != stage) return;
        bool isGivenUp = false;
        foreach (Event<int, Item> e in failing)
        {
            int thrown = Thrown(agent, e) + 1;
            _thrown[(agent, e.Topic, e.Partition, e.Offset)] = thrown;
            isGivenUp |= thrown > parameters.Retries && FailsForGood(agent, e.Topic, e.Partition, e.Offset);
        }

        // By now it may be left out: that is an end too, for all of a batch.
        if (isGivenUp)
        {
            foreach (Event<int, Item> e in events) done(agent, e.Topic, e.Partition, e.Offset);
        }

        throw new InvalidOperationException(Message);
    }

    /// <summary>Whether the event never comes out of the agent.</summary>
    public bool FailsForGood(string agent, string topic, int partition, long offset) => FailuresOf(agent, topic, partition, offset) == ForGood;

    private int Thrown(string agent, Event<int, Item> e) => _thrown.GetValueOrDefault((agent, e.Topic, e.Partition, e.Offset));

    private int FailuresOf(string agent, string topic, int partition, long offset)
    {
        ulong hash = Hash(agent, topic, partition, offset);
        if ((hash >> 40) / (double)(1 << 24) >= parameters.FailureRate) return 0;
        int choice = (int)(hash & 0xffff);
        // Of a batch all would be left out, whoever happened to be in it.
        bool mayEnd = parameters.OnError == OnError.DeadLetter || (parameters.OnError == OnError.Skip && agent is not (nameof(Batched) or nameof(Hoarding)));
        if (parameters.OnError == OnError.Stop) return 1 + (choice % 3);
        if (mayEnd && (parameters.Retries == 0 || choice % 3 == 0)) return ForGood;
        return parameters.Retries == 0 ? 0 : 1 + (choice % parameters.Retries);
    }

    private int StageOf(string agent, Event<int, Item> e)
    {
        int stage = (int)((Hash(agent, e.Topic, e.Partition, e.Offset) >> 16) % 3);
        // Those without a table never come to write to it.
        return stage == 1 && agent is nameof(Echo) or nameof(Rekey) or nameof(Beside) or nameof(Along) or nameof(Scattered) ? 2 : stage;
    }

    private ulong Hash(string agent, string topic, int partition, long offset)
    {
        ulong hash = 14695981039346656037 ^ (ulong)parameters.Seed;
        foreach (char c in agent) hash = (hash ^ c) * 1099511628211;
        foreach (char c in topic) hash = (hash ^ c) * 1099511628211;
        hash = (hash ^ (ulong)partition) * 1099511628211;
        hash = (hash ^ (ulong)offset) + 0x9E3779B97F4A7C15;
        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EB;
        return hash ^ (hash >> 31);
    }
}
