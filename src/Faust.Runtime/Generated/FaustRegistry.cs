using Faust.Tables;
using Faust.Topics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Faust.Generated;

/// <summary>
/// What an application consists of: the generated modules register their topics, tables and agents here. Not thread-safe; complete once
/// the host is built.
/// </summary>
public sealed class FaustRegistry
{
    private readonly IServiceCollection _services;
    private readonly HashSet<Type> _modules = [];
    private readonly Dictionary<Type, TopicRegistration> _topics = [];
    private readonly Dictionary<Type, TableRegistration> _tables = [];
    private readonly Dictionary<Type, AgentDeclaration> _agents = [];
    private readonly List<DispatcherRegistration> _dispatchers = [];

    internal FaustRegistry(IServiceCollection services) => _services = services;

    internal IReadOnlyCollection<TopicRegistration> Topics => _topics.Values;

    internal IReadOnlyCollection<TableRegistration> Tables => _tables.Values;

    internal IReadOnlyCollection<AgentDeclaration> Agents => _agents.Values;

    internal IReadOnlyList<DispatcherRegistration> Dispatchers => _dispatchers;

    /// <summary>Whether a module is registered for the first time; a module that two assemblies bring in counts once.</summary>
    public bool TryAddModule(Type module) => _modules.Add(module);

    /// <summary>Registers a topic, and its class as a service through which any thread may send.</summary>
    /// <param name="declaration">What the topic is.</param>
    /// <param name="create">Makes an instance that is not connected yet.</param>
    public void AddTopic<TTopic, TKey, TValue>(TopicDeclaration declaration, Func<TTopic> create)
        where TTopic : Topic<TKey, TValue>
    {
        ArgumentNullException.ThrowIfNull(declaration);
        _topics.Add(typeof(TTopic), new TopicRegistration(declaration, CreateBound));
        _services.TryAddSingleton(provider =>
        {
            TTopic topic = create();
            topic.AttachCodecs(provider);
            provider.GetRequiredService<ApplicationTopics>().Connect(typeof(TTopic), topic.Bind);
            return topic;
        });

        TTopic CreateBound(TopicOutput output, IServiceProvider services)
        {
            TTopic topic = create();
            topic.AttachCodecs(services);
            topic.Bind(output);
            return topic;
        }
    }

    /// <summary>Registers a table, and its class as a service through which any thread may read.</summary>
    /// <param name="declaration">What the table is.</param>
    /// <param name="create">Makes an instance that is not connected yet.</param>
    public void AddTable<TTable, TKey, TValue>(TableDeclaration declaration, Func<TTable> create)
        where TTable : Table<TKey, TValue>
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(declaration);
        _tables.Add(typeof(TTable), new TableRegistration(declaration, CreateBound));
        _services.TryAddSingleton(provider =>
        {
            TTable table = create();
            table.AttachCodecs(provider);
            table.BindView(new TableView<TKey, TValue>(table, typeof(TTable), provider.GetRequiredService<FaustWorker>()));
            return table;
        });

        (object, ITableShard) CreateBound(IServiceProvider services)
        {
            TTable table = create();
            table.AttachCodecs(services);
            return (table, table.BindShard());
        }
    }

    /// <summary>Registers an agent.</summary>
    public void AddAgent(AgentDeclaration declaration)
    {
        ArgumentNullException.ThrowIfNull(declaration);
        _agents.Add(declaration.Type, declaration);
    }

    /// <summary>Registers how a module's agents are given the records of a topic.</summary>
    /// <param name="topic">The topic's class.</param>
    /// <param name="create">Makes the dispatcher of one processing task, with its agents.</param>
    public void AddDispatcher<TKey, TValue>(Type topic, Func<TaskScope, TopicDispatcher<TKey, TValue>> create) =>
        _dispatchers.Add(new DispatcherRegistration(topic, create, Chain<TKey, TValue>));

    /// <summary>Forgets the agents of all other topics: a test may run a part of what its modules declare.</summary>
    internal void KeepSources(Predicate<Type> topic)
    {
        foreach (AgentDeclaration agent in _agents.Values.Where(a => !topic(a.Topic)).ToArray()) _agents.Remove(agent.Type);
        _dispatchers.RemoveAll(d => !topic(d.Topic));
        foreach (Type unused in _topics.Keys.Where(t => !_agents.Values.Any(a => a.Topic == t || a.Outputs.Contains(t))).ToArray()) _topics.Remove(unused);
        foreach (Type unused in _tables.Keys.Where(t => !_agents.Values.Any(a => a.Tables.Contains(t))).ToArray()) _tables.Remove(unused);
    }

    private static ChainedDispatcher<TKey, TValue> Chain<TKey, TValue>(TaskScope scope, IReadOnlyList<TopicDispatcher> dispatchers) =>
        new(scope, [.. dispatchers.Cast<TopicDispatcher<TKey, TValue>>()]);
}
