namespace Faust.Transport.Embedded;

/// <summary>Who is to have which partition: balanced, sticky, and co-partitioned.</summary>
/// <remarks>
/// Topics with the same subscribers form a class; the partitions of one index in a class are one unit and go together. In each class
/// every member gets the same number of units, or one more, and keeps as many of those it had as that allows; what nobody keeps goes
/// to who prefers it, as far as it may have more. Where all members subscribe to the same topics there is one class, and partition p of
/// every topic has one owner.
/// </remarks>
internal static class GroupAssignor
{
    /// <summary>Computes the assignment.</summary>
    /// <param name="members">In the order of joining, which breaks ties.</param>
    /// <param name="partitionsOf">How many partitions a topic has; 0 for one that does not exist.</param>
    /// <param name="holderOf">The member that has a partition, or is about to.</param>
    public static Dictionary<TopicPartition, GroupMember> Assign(
        IReadOnlyList<GroupMember> members, Func<string, int> partitionsOf, Func<TopicPartition, GroupMember?> holderOf)
    {
        var result = new Dictionary<TopicPartition, GroupMember>();
        var load = members.ToDictionary(m => m, _ => 0);
        foreach ((List<GroupMember> subscribers, List<string> topics) in Classes(members))
        {
            int units = topics.Max(partitionsOf);
            GroupMember[] owners = AssignUnits(
                units,
                subscribers,
                load,
                unit => HolderOfUnit(unit, topics, subscribers, partitionsOf, holderOf),
                (member, unit) => topics.Exists(topic => member.Preferred.Contains(new TopicPartition(topic, unit))));
            for (int unit = 0; unit < units; unit++)
            {
                foreach (string topic in topics.Where(topic => unit < partitionsOf(topic)))
                {
                    result.Add(new TopicPartition(topic, unit), owners[unit]);
                    load[owners[unit]]++;
                }
            }
        }

        return result;
    }

    private static List<(List<GroupMember> Subscribers, List<string> Topics)> Classes(IReadOnlyList<GroupMember> members)
    {
        var classes = new List<(List<GroupMember> Subscribers, List<string> Topics)>();
        foreach (string topic in members.SelectMany(m => m.Topics).Distinct().Order(StringComparer.Ordinal))
        {
            List<GroupMember> subscribers = [.. members.Where(m => m.Topics.Contains(topic))];
            int same = classes.FindIndex(c => c.Subscribers.SequenceEqual(subscribers));
            if (same >= 0) classes[same].Topics.Add(topic);
            else classes.Add((subscribers, [topic]));
        }

        return classes;
    }

    private static GroupMember? HolderOfUnit(
        int unit,
        List<string> topics,
        List<GroupMember> subscribers,
        Func<string, int> partitionsOf,
        Func<TopicPartition, GroupMember?> holderOf)
    {
        foreach (string topic in topics)
        {
            if (unit < partitionsOf(topic) && holderOf(new TopicPartition(topic, unit)) is { } holder && subscribers.Contains(holder))
            {
                return holder;
            }
        }

        return null;
    }

    private static GroupMember[] AssignUnits(
        int units,
        List<GroupMember> members,
        Dictionary<GroupMember, int> load,
        Func<int, GroupMember?> holderOf,
        Func<GroupMember, int, bool> prefers)
    {
        var kept = members.ToDictionary(m => m, _ => new List<int>());
        var free = new List<int>();
        for (int unit = 0; unit < units; unit++)
        {
            if (holderOf(unit) is { } holder) kept[holder].Add(unit);
            else free.Add(unit);
        }

        // Who has most may keep most; among equals, who has least of the other classes comes first, then who prefers most. OrderBy is stable.
        GroupMember[] ranked =
            [.. members.OrderByDescending(m => kept[m].Count).ThenBy(m => load[m]).ThenByDescending(m => free.Count(unit => prefers(m, unit)))];
        var quota = ranked.Select((m, rank) => (m, units / members.Count + (rank < units % members.Count ? 1 : 0))).ToDictionary();
        foreach (GroupMember member in members)
        {
            List<int> mine = kept[member];
            free.AddRange(mine.Skip(quota[member]));
            if (mine.Count > quota[member]) mine.RemoveRange(quota[member], mine.Count - quota[member]);
        }

        var left = new Queue<int>();
        foreach (int unit in free)
        {
            if (members.Find(m => kept[m].Count < quota[m] && prefers(m, unit)) is { } member) kept[member].Add(unit);
            else left.Enqueue(unit);
        }

        foreach (GroupMember member in members)
        {
            while (kept[member].Count < quota[member]) kept[member].Add(left.Dequeue());
        }

        var owners = new GroupMember[units];
        foreach ((GroupMember member, List<int> mine) in kept)
        {
            foreach (int unit in mine) owners[unit] = member;
        }

        return owners;
    }
}
