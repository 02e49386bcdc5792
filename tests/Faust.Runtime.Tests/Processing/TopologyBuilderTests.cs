using Faust.Generated;
using Faust.Processing;
using Faust.Tests.App;
using Microsoft.Extensions.DependencyInjection;

namespace Faust.Tests.Processing;

public class TopologyBuilderTests
{
    private readonly FaustRegistry _registry = new(new ServiceCollection());

    [Fact]
    public void Agents_that_share_nothing_are_apart()
    {
        Add(numbers: 2, steps: 3);
        Agent(typeof(Count), typeof(Numbers), typeof(Counts));
        Agent(typeof(Step), typeof(Steps), typeof(StepSums));
        Assert.Equal(["0: numbers/2 counts Count", "1: steps/3 step-sums Step"], Describe(Build()));
    }

    [Fact]
    public void Shared_tables_and_topics_join_agents_transitively()
    {
        Add(numbers: 2, steps: 2, batched: 2);
        Agent(typeof(Count), typeof(Numbers), typeof(Counts));
        Agent(typeof(Step), typeof(Steps), typeof(StepSums));
        Agent(typeof(WatchValues), typeof(Numbers));
        Agent(typeof(SmallBatches), typeof(Batched), typeof(Counts), typeof(StepSums));
        Assert.Equal(["0: batched,numbers,steps/2 counts,step-sums Count,SmallBatches,Step,WatchValues"], Describe(Build()));
    }

    [Fact]
    public void Outputs_join_nothing()
    {
        Add(numbers: 2, steps: 3);
        _registry.AddAgent(new AgentDeclaration(typeof(Count), "Count", typeof(Numbers), [], [typeof(Steps)]));
        Agent(typeof(Step), typeof(Steps));
        Assert.Equal(2, Build().SubTopologies.Count);
    }

    [Fact]
    public void Partitions_are_those_of_the_log_then_the_declared_then_the_neighbours_then_the_default()
    {
        Add(numbers: 0, steps: 5, batched: 0);
        _registry.AddTopic<First, string, Num>(new TopicDeclaration(typeof(First), "first", 0), static () => new First());
        Agent(typeof(Count), typeof(Numbers));
        Agent(typeof(Step), typeof(Steps), typeof(Counts));
        Agent(typeof(SmallBatches), typeof(Batched), typeof(Counts));
        Topology topology = Build(new() { ["numbers"] = 7 });
        Assert.Equal(7, topology.Topics[typeof(Numbers)].Partitions);
        Assert.Equal(5, topology.Topics[typeof(Steps)].Partitions);
        Assert.Equal(5, topology.Topics[typeof(Batched)].Partitions);
        Assert.Equal(4, topology.Topics[typeof(First)].Partitions);
    }

    [Fact]
    public void Topics_whose_agents_share_a_table_need_the_same_partitions()
    {
        Add(numbers: 2, steps: 3);
        Agent(typeof(Count), typeof(Numbers), typeof(Counts));
        Agent(typeof(Step), typeof(Steps), typeof(Counts));
        string message = Assert.Throws<TopologyException>(() => Build()).Message;
        Assert.Contains("'numbers' has 2 and 'steps' has 3", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_topic_of_the_log_keeps_its_partitions()
    {
        Add(numbers: 2);
        string message = Assert.Throws<TopologyException>(() => Build(new() { ["numbers"] = 3 })).Message;
        Assert.Contains("'numbers' has 3 partitions in the log, but Numbers declares 2", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_are_given_once()
    {
        Add(numbers: 2);
        _registry.AddTopic<First, string, Num>(new TopicDeclaration(typeof(First), "numbers", 2), static () => new First());
        Assert.Contains("topic name 'numbers'", Assert.Throws<TopologyException>(() => Build()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_agent_uses_must_be_registered()
    {
        Add(numbers: 2);
        Agent(typeof(Step), typeof(Steps));
        Assert.Contains(typeof(Steps).FullName!, Assert.Throws<TopologyException>(() => Build()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_order_of_registration_changes_nothing()
    {
        (Type Agent, Type Topic, Type Table)[] agents =
        [
            (typeof(Count), typeof(Numbers), typeof(Counts)), (typeof(Step), typeof(Steps), typeof(StepSums)),
            (typeof(SmallBatches), typeof(Batched), typeof(SlimSums)), (typeof(LargeBatches), typeof(Batched), typeof(StepSums)),
        ];
        var seen = new HashSet<string>();
        for (int seed = 0; seed < 20; seed++)
        {
            var test = new TopologyBuilderTests();
            test.Add(numbers: 2, steps: 2, batched: 2);
            (Type, Type, Type)[] shuffled = [.. agents];
            new Random(seed).Shuffle(shuffled);
            foreach ((Type agent, Type topic, Type table) in shuffled) test.Agent(agent, topic, table);
            seen.Add(string.Join('\n', Describe(test.Build())));
        }

        Assert.Single(seen);
    }

    private void Add(int? numbers = null, int? steps = null, int? batched = null)
    {
        if (numbers is { } n) _registry.AddTopic<Numbers, string, Num>(new TopicDeclaration(typeof(Numbers), "numbers", n), static () => new Numbers());
        if (steps is { } s) _registry.AddTopic<Steps, string, Num>(new TopicDeclaration(typeof(Steps), "steps", s), static () => new Steps());
        if (batched is { } b) _registry.AddTopic<Batched, string, Num>(new TopicDeclaration(typeof(Batched), "batched", b), static () => new Batched());
        _registry.AddTable<Counts, string, long>(new TableDeclaration(typeof(Counts), "counts"), static () => new Counts());
        _registry.AddTable<StepSums, string, int>(new TableDeclaration(typeof(StepSums), "step-sums"), static () => new StepSums());
        _registry.AddTable<SlimSums, string, long>(new TableDeclaration(typeof(SlimSums), "slim-sums"), static () => new SlimSums());
    }

    private void Agent(Type agent, Type topic, params Type[] tables) =>
        _registry.AddAgent(new AgentDeclaration(agent, agent.Name, topic, tables, []));

    private Topology Build(Dictionary<string, int>? existing = null) => TopologyBuilder.Build("app", _registry, existing ?? [], defaultPartitions: 4);

    private static IEnumerable<string> Describe(Topology topology) => topology.SubTopologies.Select(s =>
        $"{s.Id}: {string.Join(',', s.Topics.Select(t => t.Name))}/{s.Partitions} {string.Join(',', s.Tables.Select(t => t.Declaration.Name))} "
        + string.Join(',', s.Agents.Select(a => a.Name).Order(StringComparer.Ordinal)));
}
