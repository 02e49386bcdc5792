namespace Faust.Testing.Tests.Jepsen;

/// <summary>An operation under way, so that a client that dies leaves in the history what it had done.</summary>
internal sealed class Draft(History history, int process, OperationKind kind)
{
    private readonly int _begun = history.Begin();

    public List<Step> Steps { get; } = [];

    public string? Group { get; set; }

    /// <summary>What was asked last may happen whatever becomes of the asker: a send, or a commit.</summary>
    public bool MayHappen { get; set; }

    public bool IsEnded { get; private set; }

    /// <summary>Notes a send that is about to be made.</summary>
    /// <returns>Its place in <see cref="Steps"/>, for <see cref="Acknowledge"/>.</returns>
    public int Send(int key, int value)
    {
        Steps.Add(new SendStep(key, value, null));
        return Steps.Count - 1;
    }

    public void Acknowledge(int step, long offset) => Steps[step] = (SendStep)Steps[step] with { Offset = offset };

    public void End(Outcome outcome)
    {
        if (IsEnded) return;
        IsEnded = true;
        // Where a record was to be is not where it is, unless its transaction was committed.
        if (kind == OperationKind.Transaction && outcome != Outcome.Ok && !history.KeepsOpenTransactions) ForgetOffsets();
        if (Steps.Count > 0) history.End(_begun, process, kind, outcome, Steps, Group);
    }

    private void ForgetOffsets()
    {
        for (int i = 0; i < Steps.Count; i++)
        {
            if (Steps[i] is SendStep send) Steps[i] = send with { Offset = null };
        }
    }

    /// <summary>Whoever did it is gone.</summary>
    public void Abandon() => End(kind == OperationKind.Poll ? Outcome.Ok : MayHappen ? Outcome.Unknown : Outcome.Failed);
}
