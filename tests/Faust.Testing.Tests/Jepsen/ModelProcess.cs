namespace Faust.Testing.Tests.Jepsen;

/// <summary>A process on the <see cref="ModelLog"/>: an operation takes several turns, between which others have theirs.</summary>
internal sealed class ModelProcess(int number, int keys, ModelHistory run)
{
    private readonly string? _group = run.HasGroups ? $"g{number}" : null;
    private long[] _positions = new long[keys];
    private long[] _before = [];
    private int _process = run.NewProcess();
    private int _begun;
    private OperationKind? _kind;
    private ModelTransaction? _transaction;
    private bool _ended;
    private List<Step> _steps = [];

    public bool IsIdle => _kind is null;

    public void Step(Random random)
    {
        if (_kind is null)
        {
            Begin(random);
            return;
        }

        int key = random.Next(keys);
        switch (_kind)
        {
            case OperationKind.Send:
                Send(key, random);
                break;
            case OperationKind.Poll:
                _steps.AddRange(run.Log.Read(key, ref _positions[key], random.Next(1, 4)));
                End(Outcome.Ok, null);
                break;
            case OperationKind.Transaction when _ended:
                EndTransaction(random);
                break;
            case OperationKind.Transaction when random.Next(4) == 0:
                run.Log.End(_transaction!, commit: random.Next(4) > 0);
                _ended = true;
                break;
            case OperationKind.Transaction when random.Next(2) == 0:
                _steps.AddRange(run.Log.Read(key, ref _positions[key], random.Next(1, 4)));
                break;
            default:
                int value = run.NewValue();
                _steps.Add(new SendStep(key, value, run.Log.Append(key, value, _transaction)));
                break;
        }
    }

    private void Begin(Random random)
    {
        _begun = run.History.Begin();
        // Who reads for a group reads in transactions.
        _kind = (OperationKind)(number % 3);
        if (_kind != OperationKind.Transaction) return;
        _before = [.. _positions];
        _transaction = new ModelTransaction();
    }

    private void Send(int key, Random random)
    {
        int[] values = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => run.NewValue())];
        Outcome outcome = random.Next(6) switch { 0 => Outcome.Failed, 1 => Outcome.Unknown, _ => Outcome.Ok };
        bool arrives = outcome == Outcome.Ok || (outcome == Outcome.Unknown && random.Next(2) == 0);
        foreach (int value in values)
        {
            long offset = arrives ? run.Log.Append(key, value) : -1;
            _steps.Add(new SendStep(key, value, outcome == Outcome.Ok ? offset : null));
        }

        End(outcome, null);
    }

    private void EndTransaction(Random random)
    {
        bool committed = _transaction!.IsCommitted == true;
        bool answered = random.Next(4) > 0;
        int[] all = [.. Enumerable.Range(0, keys)];
        End(!answered ? Outcome.Unknown : committed ? Outcome.Ok : Outcome.Failed, _group);
        if (!committed) _positions = _before;
        if (!answered) _process = run.NewProcess();
        else if (!committed) _steps.Add(new ResetStep(all));
        _ended = false;
    }

    private void End(Outcome outcome, string? group)
    {
        run.History.End(_begun, _process, _kind!.Value, outcome, _steps, group);
        _steps = [];
        _kind = null;
    }
}
