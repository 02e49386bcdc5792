using System.Collections.Immutable;
using Faust.Generators.Helpers;
using Faust.Generators.Model;

namespace Faust.Generators.Parsing;

/// <summary>Puts the parts of an assembly together. Everything is ordered by name, so that the order of files changes nothing.</summary>
internal static class ModuleParser
{
    public static ModuleModel Parse(
        AssemblyModel assembly,
        ImmutableArray<TopicFileModel?> topics,
        ImmutableArray<TableFileModel?> tables,
        EquatableArray<AgentModel> agents,
        EquatableArray<DispatcherModel> dispatchers) => new()
        {
            Assembly = assembly,
            Topics = topics.Where(t => t is not null).Select(t => t!.Topic).OrderBy(t => t.Type.FullyQualifiedName, StringComparer.Ordinal).ToEquatableArray(),
            Tables = tables.Where(t => t is not null).Select(t => t!.Table).OrderBy(t => t.Type.FullyQualifiedName, StringComparer.Ordinal).ToEquatableArray(),
            Agents = agents,
            Dispatchers = dispatchers,
        };

    /// <summary>One dispatcher for each topic that agents of this assembly read.</summary>
    public static EquatableArray<DispatcherModel> ParseDispatchers(EquatableArray<AgentModel> agents, string @namespace)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return agents
            .GroupBy(a => a.Topic.FullyQualifiedName, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new DispatcherModel
            {
                Namespace = @namespace,
                Topic = g.First().Topic,
                ClassName = Free(SimpleName(g.Key) + "Dispatcher"),
                Agents = g.ToEquatableArray(),
            })
            .ToEquatableArray();

        string Free(string name)
        {
            string free = name;
            for (int i = 2; !names.Add(free); i++) free = name + i;
            return free;
        }
    }

    private static string SimpleName(string fullyQualifiedName)
    {
        string name = fullyQualifiedName.Substring(fullyQualifiedName.LastIndexOf('.') + 1);
        return name.Substring(name.LastIndexOf(':') + 1).TrimStart('@');
    }
}
