using System.Text;

namespace Faust.Testing.Tests.Jepsen;

/// <summary>What all processes did, in the order in which it ended, and what was read in the end.</summary>
internal sealed class History
{
    private readonly List<Operation> _operations = [];
    private int _events;

    public IReadOnlyList<Operation> Operations => _operations;

    /// <summary>Whether the offset of a send counts before its transaction is committed.</summary>
    public bool KeepsOpenTransactions { get; set; } = true;

    /// <summary>Whether all partitions were read to their ends when nothing was under way any more: what nobody has read is not there.</summary>
    public bool IsDrained { get; set; }

    /// <summary>An operation begins.</summary>
    /// <returns>To be given to <see cref="End"/>.</returns>
    public int Begin() => _events++;

    public Operation End(int invoked, int process, OperationKind kind, Outcome outcome, IEnumerable<Step> steps, string? group = null)
    {
        int now = _events++;
        var operation = new Operation
        {
            Index = _operations.Count,
            Process = process,
            Kind = kind,
            Outcome = outcome,
            Invoked = invoked,
            Completed = outcome == Outcome.Unknown ? Operation.Never : now,
            Steps = [.. steps],
            Group = group,
        };
        _operations.Add(operation);
        return operation;
    }

    /// <summary>The same history with other operations.</summary>
    public History With(IEnumerable<Operation> operations)
    {
        var changed = new History { IsDrained = IsDrained, _events = _events };
        changed._operations.AddRange(operations.Select((o, i) => o with { Index = i }));
        return changed;
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (Operation operation in _operations) text.AppendLine(operation.ToString());
        return text.ToString();
    }
}
