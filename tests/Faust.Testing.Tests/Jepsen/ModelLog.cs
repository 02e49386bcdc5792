namespace Faust.Testing.Tests.Jepsen;

/// <summary>A log in the fewest words: what the checker must find nothing in.</summary>
internal sealed class ModelLog(int keys)
{
    private readonly List<(int Value, ModelTransaction? Transaction)>[] _logs = [.. Enumerable.Range(0, keys).Select(_ => new List<(int, ModelTransaction?)>())];

    public long Append(int key, int value, ModelTransaction? transaction = null)
    {
        _logs[key].Add((value, transaction));
        transaction?.Keys.Add(key);
        return _logs[key].Count - 1;
    }

    public void End(ModelTransaction transaction, bool commit)
    {
        foreach (int key in transaction.Keys) _logs[key].Add((-1, null));
        transaction.IsCommitted = commit;
    }

    /// <summary>Reads from a position up to the first record of an open transaction.</summary>
    public List<ReadStep> Read(int key, ref long position, int max)
    {
        var read = new List<ReadStep>();
        for (; position < _logs[key].Count && read.Count < max; position++)
        {
            (int value, ModelTransaction? transaction) = _logs[key][(int)position];
            if (transaction is { IsCommitted: null }) break;
            if (value >= 0 && transaction is not { IsCommitted: false }) read.Add(new ReadStep(key, position, value));
        }

        return read;
    }
}
