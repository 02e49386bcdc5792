using Faust.Generated;

namespace Faust.Processing;

/// <summary>Finds the sub-topologies of what the modules registered, and how many partitions each topic has.</summary>
internal static class TopologyBuilder
{
    /// <summary>Builds the topology.</summary>
    /// <param name="applicationId">The application's id.</param>
    /// <param name="registry">What the modules registered.</param>
    /// <param name="existing">The partitions of those topics that the log has already, by name.</param>
    /// <param name="defaultPartitions">The partitions of a new topic that declares none.</param>
    /// <exception cref="TopologyException">The parts do not fit.</exception>
    public static Topology Build(
        string applicationId, FaustRegistry registry, IReadOnlyDictionary<string, int> existing, int defaultPartitions)
    {
        CheckNames(registry);
        var topics = registry.Topics.ToDictionary(t => t.Declaration.Type);
        var tables = registry.Tables.ToDictionary(t => t.Declaration.Type);
        foreach (AgentDeclaration agent in registry.Agents) CheckAgent(agent, topics, tables);

        Dictionary<Type, int> partitions = topics.Values.ToDictionary(t => t.Declaration.Type, t => Declared(t, existing));
        var subTopologies = new List<SubTopology>();
        foreach (List<AgentDeclaration> agents in Group(registry.Agents, topics))
        {
            SubTopology subTopology = Create(subTopologies.Count, agents, registry, tables, partitions, defaultPartitions);
            subTopologies.Add(subTopology);
            foreach (SourceTopic topic in subTopology.Topics) partitions[topic.Type] = subTopology.Partitions;
        }

        return new Topology(
            applicationId,
            subTopologies,
            topics.Values.ToDictionary(
                t => t.Declaration.Type,
                t => (t, partitions[t.Declaration.Type] is > 0 and var count ? count : defaultPartitions)));
    }

    /// <summary>What the log has, else what is declared, else 0.</summary>
    private static int Declared(TopicRegistration topic, IReadOnlyDictionary<string, int> existing)
    {
        (_, string name, int declared) = topic.Declaration;
        if (!existing.TryGetValue(name, out int actual)) return declared;
        if (declared == 0 || declared == actual) return actual;
        throw new TopologyException(
            $"Topic '{name}' has {actual} partitions in the log, but {topic.Declaration.Type.Name} declares {declared}. "
            + $"Declare Partitions = {actual}, or none, or create the topic anew: keys would not lie where their table is.");
    }

    private static void CheckNames(FaustRegistry registry)
    {
        Check("topic", registry.Topics.Select(t => (t.Declaration.Name, t.Declaration.Type)));
        Check("table", registry.Tables.Select(t => (t.Declaration.Name, t.Declaration.Type)));
        Check("agent", registry.Agents.Select(a => (a.Name, a.Type)));

        static void Check(string what, IEnumerable<(string Name, Type Type)> declarations)
        {
            foreach (IGrouping<string, (string Name, Type Type)> same in declarations.GroupBy(d => d.Name, StringComparer.Ordinal))
            {
                if (same.Count() > 1)
                {
                    throw new TopologyException(
                        $"The {what} name '{same.Key}' is declared by {string.Join(" and ", same.Select(d => d.Type.FullName))}: give each its own.");
                }
            }
        }
    }

    private static void CheckAgent(
        AgentDeclaration agent, Dictionary<Type, TopicRegistration> topics, Dictionary<Type, TableRegistration> tables)
    {
        Type? missing = agent.Outputs.Append(agent.Topic).FirstOrDefault(t => !topics.ContainsKey(t)) ?? agent.Tables.FirstOrDefault(t => !tables.ContainsKey(t));
        if (missing is not null)
        {
            throw new TopologyException(
                $"Agent '{agent.Name}' uses {missing.FullName}, which is not registered: mark it [Topic] or [Table], and register the module of its assembly.");
        }
    }

    /// <summary>Agents that read a topic together or keep a table together, transitively; in the order of the topics' names.</summary>
    private static List<List<AgentDeclaration>> Group(
        IReadOnlyCollection<AgentDeclaration> agents, Dictionary<Type, TopicRegistration> topics)
    {
        var groups = new List<(HashSet<Type> Parts, List<AgentDeclaration> Agents)>();
        foreach (AgentDeclaration agent in agents.OrderBy(a => a.Name, StringComparer.Ordinal))
        {
            var parts = new HashSet<Type>(agent.Tables) { agent.Topic };
            var members = new List<AgentDeclaration>();
            foreach ((HashSet<Type> Parts, List<AgentDeclaration> Agents) other in groups.Where(g => g.Parts.Overlaps(parts)).ToList())
            {
                parts.UnionWith(other.Parts);
                members.AddRange(other.Agents);
                groups.Remove(other);
            }

            members.Add(agent);
            groups.Add((parts, members));
        }

        return [.. groups.Select(g => g.Agents).OrderBy(g => g.Select(a => topics[a.Topic].Declaration.Name).Min(StringComparer.Ordinal), StringComparer.Ordinal)];
    }

    private static SubTopology Create(
        int id,
        List<AgentDeclaration> agents,
        FaustRegistry registry,
        Dictionary<Type, TableRegistration> tables,
        Dictionary<Type, int> partitions,
        int defaultPartitions)
    {
        SourceTopic[] sources =
        [
            .. registry.Topics
                .Where(t => agents.Any(a => a.Topic == t.Declaration.Type))
                .Select(t => new SourceTopic(
                    t.Declaration.Name, t.Declaration.Type, [.. registry.Dispatchers.Where(d => d.Topic == t.Declaration.Type)]))
                .OrderBy(t => t.Name, StringComparer.Ordinal),
        ];
        (SourceTopic Topic, int Partitions)[] known = [.. sources.Select(t => (t, partitions[t.Type])).Where(t => t.Item2 > 0)];
        if (known.Select(t => t.Partitions).Distinct().Count() > 1)
        {
            throw new TopologyException(
                $"Agents {string.Join(", ", agents.Select(a => $"'{a.Name}'"))} share tables, so their topics must have the same number of "
                + $"partitions, but {string.Join(" and ", known.Select(t => $"'{t.Topic.Name}' has {t.Partitions}"))}.");
        }

        return new SubTopology(
            id,
            known.Length > 0 ? known[0].Partitions : defaultPartitions,
            sources,
            [.. agents.SelectMany(a => a.Tables).Distinct().Select(t => tables[t]).OrderBy(t => t.Declaration.Name, StringComparer.Ordinal)],
            agents);
    }
}
