namespace Faust.Testing.Tests.Jepsen;

/// <summary>Changes a history so that it has one anomaly.</summary>
internal static class Injection
{
    private const int FreshValue = 1_000_000;
    private const int FreshProcess = 1_000_000;

    /// <returns>The changed history; <see langword="null"/> where this one has no place for the anomaly.</returns>
    public static History? Of(AnomalyKind kind, History history, Random random)
    {
        var index = new HistoryIndex(history);
        Operation[] all = [.. history.Operations];
        switch (kind)
        {
            case AnomalyKind.AbortedRead:
                return Pick(all, random, o => o is { Kind: OperationKind.Send, Outcome: Outcome.Ok }) is { } aborted
                    ? Change(history, aborted, aborted with { Outcome = Outcome.Failed })
                    : null;
            case AnomalyKind.LostWrite or AnomalyKind.Unseen:
                return Pick(all, random, o => o.Outcome == Outcome.Ok && o.Sends.Any(Suits)) is { } writer ? Unread(history, writer.Sends.First(Suits)) : null;

                bool Suits(SendStep send) => index.IndexOf(send.Key, send.Value) == index.Orders[send.Key].Count - 1 == (kind == AnomalyKind.Unseen);
            case AnomalyKind.TornTransaction:
                if (Pick(all, random, o => o is { Kind: OperationKind.Transaction, Outcome: Outcome.Ok } && o.Sends.Count() > 1) is not { } torn) return null;
                return Unread(Change(history, torn, torn with { Outcome = Outcome.Unknown, Completed = Operation.Never }), torn.Sends.First());
            case AnomalyKind.Duplicate:
                ReadStep twice = PickRead(all, random);
                return Append(history, twice with { Offset = twice.Offset + 1000 });
            case AnomalyKind.Phantom:
                return Append(history, PickRead(all, random) with { Offset = 1000, Value = FreshValue });
            case AnomalyKind.InconsistentOffset:
                if (Pick(all, random, o => o.Reads.Any(r => index.ReadersOf(r.Value).Count > 1)) is not { } other) return null;
                ReadStep replaced = other.Reads.First(r => index.ReadersOf(r.Value).Count > 1);
                History changed = Change(history, other, Replace(other, replaced, replaced with { Value = FreshValue }));
                return changed.With([.. changed.Operations, New(OperationKind.Send, Outcome.Unknown, [new SendStep(replaced.Key, FreshValue, null)], -1)]);
            case AnomalyKind.InternalPollSkip:
                return Pick(all, random, o => MiddleRead(o) is not null) is { } skipping
                    ? Change(history, skipping, Replace(skipping, MiddleRead(skipping)!))
                    : null;
            case AnomalyKind.InternalNonmonotonicPoll:
                Operation repeating = Pick(all, random, o => o.Reads.Any())!;
                ReadStep repeated = repeating.Reads.First();
                return Change(history, repeating, Replace(repeating, repeated, repeated, repeated));
            case AnomalyKind.NonmonotonicPoll or AnomalyKind.PollSkip:
                return ChangeNextPoll(history, all, random, skip: kind == AnomalyKind.PollSkip);
            case AnomalyKind.InternalNonmonotonicSend:
                return Pick(all, random, o => o is { Kind: OperationKind.Send, Outcome: Outcome.Ok, Steps.Count: > 1 }) is { } turned
                    ? Change(history, turned, turned with { Steps = [.. turned.Steps.Reverse()] })
                    : null;
            case AnomalyKind.NonmonotonicSend:
                return SwapSends(history, index, all, random);
            case AnomalyKind.ConsumptionSkip:
                Operation? forgotten = Pick(all, random, o => o is { Group: not null, Outcome: Outcome.Ok } && o.Reads.Any(r => IsBelowLast(all, o, r)));
                return forgotten is null ? null : Change(history, forgotten, forgotten with { Group = null });
            case AnomalyKind.DoubleConsumption:
                if (Pick(all, random, o => o is { Group: not null, Outcome: Outcome.Ok } && o.Reads.Any()) is not { } finished) return null;
                return history.With([.. all, New(OperationKind.Transaction, Outcome.Ok, finished.Reads.Take(1), int.MaxValue - 2) with { Group = finished.Group }]);
            case AnomalyKind.PrecommittedRead:
                if (Pick(all, random, o => o is { Kind: OperationKind.Transaction, Outcome: Outcome.Ok } && o.Sends.Any()) is not { } own) return null;
                SendStep sent = own.Sends.First();
                Step reset = new ResetStep([sent.Key]);
                return Change(history, own, own with { Steps = [.. own.Steps, reset, new ReadStep(sent.Key, sent.Offset!.Value, sent.Value), reset] });
            case AnomalyKind.G1c:
                return history.With([.. all, New(OperationKind.Poll, Outcome.Ok, [PickRead(all, random)], -2)]);
            default:
                throw new ArgumentOutOfRangeException(nameof(kind), kind, "has no injection");
        }
    }

    private static bool IsBelowLast(Operation[] all, Operation operation, ReadStep read) =>
        all.Any(o => o.Group == operation.Group && o != operation && o.Outcome == Outcome.Ok && o.Reads.Any(r => r.Key == read.Key && r.Offset > read.Offset));

    /// <summary>A read between two others of its partition that nothing parts.</summary>
    private static ReadStep? MiddleRead(Operation operation)
    {
        for (int i = 1; i < operation.Steps.Count - 1; i++)
        {
            if (operation.Steps[i] is ReadStep read && operation.Steps[i - 1] is ReadStep before && operation.Steps[i + 1] is ReadStep after
                && before.Key == read.Key && after.Key == read.Key)
            {
                return read;
            }
        }

        return null;
    }

    private static History? ChangeNextPoll(History history, Operation[] all, Random random, bool skip)
    {
        random.Shuffle(all);
        foreach (Operation operation in all.Where(o => o.Kind == OperationKind.Poll))
        {
            if (operation.Steps is not [ReadStep first, ReadStep second, ..] || second.Key != first.Key) continue;
            ReadStep? before = history.Operations.Where(o => o.Process == operation.Process && o.Index < operation.Index)
                .SelectMany(o => o.Reads).LastOrDefault(r => r.Key == first.Key);
            if (before is null) continue;
            return Change(history, operation, skip ? Replace(operation, first) : Replace(operation, first, before, first));
        }

        return null;
    }

    /// <summary>Two sends, one after the other, that nobody had seen in between, change places.</summary>
    private static History? SwapSends(History history, HistoryIndex index, Operation[] all, Random random)
    {
        Operation[] single = [.. all.Where(o => o is { Kind: OperationKind.Send, Outcome: Outcome.Ok, Steps.Count: 1 })];
        random.Shuffle(single);
        foreach (Operation one in single)
        {
            foreach (Operation two in single)
            {
                var (a, b) = (one.Sends.First(), two.Sends.First());
                if (a.Key != b.Key || one.Completed >= two.Invoked || index.ReadersOf(a.Value).Any(r => r.Invoked < two.Invoked)) continue;
                return history.With(history.Operations.Select(o => o with { Steps = [.. o.Steps.Select(s => Swap(s, a, b))] }));
            }
        }

        return null;
    }

    private static Step Swap(Step step, SendStep a, SendStep b) => step switch
    {
        SendStep s when s == a => a with { Offset = b.Offset },
        SendStep s when s == b => b with { Offset = a.Offset },
        ReadStep r when r.Value == a.Value => r with { Value = b.Value },
        ReadStep r when r.Value == b.Value => r with { Value = a.Value },
        _ => step,
    };

    /// <summary>Nobody read it, and nobody's reads show the gap.</summary>
    private static History Unread(History history, SendStep send) => history.With(history.Operations.Select(o => o with
    {
        Steps = [.. o.Steps.Select(s => s is ReadStep read && read.Value == send.Value ? new ResetStep([send.Key]) : s)],
    }));

    private static Operation? Pick(Operation[] all, Random random, Func<Operation, bool> suits)
    {
        Operation[] suiting = [.. all.Where(suits)];
        return suiting.Length == 0 ? null : suiting[random.Next(suiting.Length)];
    }

    private static ReadStep PickRead(Operation[] all, Random random)
    {
        ReadStep[] reads = [.. all.SelectMany(o => o.Reads)];
        return reads[random.Next(reads.Length)];
    }

    private static Operation Replace(Operation operation, Step step, params Step[] by)
    {
        int at = operation.Steps.ToList().IndexOf(step);
        return operation with { Steps = [.. operation.Steps.Take(at), .. by, .. operation.Steps.Skip(at + 1)] };
    }

    private static History Change(History history, Operation operation, Operation by) =>
        history.With(history.Operations.Select(o => o == operation ? by : o));

    private static History Append(History history, Step step) =>
        history.With([.. history.Operations, New(OperationKind.Poll, Outcome.Ok, [step], int.MaxValue - 2)]);

    private static Operation New(OperationKind kind, Outcome outcome, IEnumerable<Step> steps, int invoked) => new()
    {
        Index = 0,
        Process = FreshProcess,
        Kind = kind,
        Outcome = outcome,
        Invoked = invoked,
        Completed = outcome == Outcome.Unknown ? Operation.Never : invoked + 1,
        Steps = [.. steps],
    };
}
