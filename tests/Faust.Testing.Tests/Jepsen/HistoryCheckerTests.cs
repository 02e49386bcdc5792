namespace Faust.Testing.Tests.Jepsen;

/// <summary>For each anomaly a history that has it, and a near one that has not.</summary>
public sealed class HistoryCheckerTests
{
    public static TheoryData<string, string, string, bool> Cases() => new()
    {
        {
            nameof(AnomalyKind.AbortedRead),
            "p1 txn failed: s k0 v1@0 \n p2 poll ok: r k0 v1@0",
            "p1 txn unknown: s k0 v1@0 \n p2 poll ok: r k0 v1@0",
            false
        },
        {
            // That the reader's own transaction failed does not excuse it.
            nameof(AnomalyKind.AbortedRead),
            "p1 txn failed: s k0 v1@0 \n p2 txn failed: r k0 v1@0",
            "p1 txn ok: s k0 v1@0 \n p2 txn failed: r k0 v1@0",
            false
        },
        {
            nameof(AnomalyKind.PrecommittedRead),
            "p1 txn ok: s k0 v1@0, r k0 v1@0",
            "p1 txn ok: s k0 v1@0 \n p1 txn ok: r k0 v1@0",
            false
        },
        {
            nameof(AnomalyKind.Phantom),
            "p1 send ok: s k0 v1@0 \n p2 poll ok: r k0 v1@0, r k0 v2@1",
            "p1 send ok: s k0 v1@0, s k0 v2@1 \n p2 poll ok: r k0 v1@0, r k0 v2@1",
            false
        },
        {
            nameof(AnomalyKind.Phantom),
            "p1 send ok: s k1 v1@0 \n p2 poll ok: r k0 v1@0 \n p2 poll ok: r k1 v1@0",
            "p1 send ok: s k1 v1@0 \n p2 poll ok: r k1 v1@0",
            false
        },
        {
            nameof(AnomalyKind.InconsistentOffset),
            "p1 send ok: s k0 v1@0 \n p1 send unknown: s k0 v2@? \n p2 poll ok: r k0 v1@0 \n p3 poll ok: r k0 v2@0",
            "p1 send ok: s k0 v1@0 \n p1 send unknown: s k0 v2@? \n p2 poll ok: r k0 v1@0 \n p3 poll ok: r k0 v1@0, r k0 v2@1",
            false
        },
        {
            // An offset that an aborted record has is taken.
            nameof(AnomalyKind.InconsistentOffset),
            "p1 txn failed: s k0 v1@0 \n p1 send ok: s k0 v2@0 \n p2 poll ok: r k0 v2@0",
            "p1 txn failed: s k0 v1@0 \n p1 send ok: s k0 v2@1 \n p2 poll ok: r k0 v2@1",
            false
        },
        {
            nameof(AnomalyKind.Duplicate),
            "p1 send ok: s k0 v1@0 \n p2 poll ok: r k0 v1@0 \n p3 poll ok: r k0 v1@1",
            "p1 send ok: s k0 v1@0 \n p2 poll ok: r k0 v1@0 \n p3 poll ok: r k0 v1@0",
            false
        },
        {
            nameof(AnomalyKind.LostWrite),
            "p1 send ok: s k0 v1@0 \n p1 send ok: s k0 v2@1 \n p2 poll ok: r k0 v2@1",
            "p1 send ok: s k0 v1@0 \n p1 send ok: s k0 v2@1 \n p2 poll ok: r k0 v1@0",
            false
        },
        {
            // A gap alone proves nothing: it may be an aborted record, or one whose sender was never answered.
            nameof(AnomalyKind.LostWrite),
            "p1 txn ok: s k0 v1@0 \n p2 send ok: s k0 v2@2 \n p3 poll ok: r k0 v2@2",
            "p1 txn unknown: s k0 v1@0 \n p2 send ok: s k0 v2@2 \n p3 poll ok: r k0 v2@2",
            false
        },
        {
            nameof(AnomalyKind.Unseen),
            "p1 send ok: s k0 v1@0 \n p1 send ok: s k0 v2@1 \n p2 poll ok: r k0 v1@0",
            "p1 send ok: s k0 v1@0 \n p1 send unknown: s k0 v2@? \n p2 poll ok: r k0 v1@0",
            true
        },
        {
            nameof(AnomalyKind.TornTransaction),
            "p1 txn unknown: s k0 v1@0, s k1 v2@0 \n p2 poll ok: r k0 v1@0",
            "p1 txn unknown: s k0 v1@0, s k1 v2@0 \n p2 poll ok: r k0 v1@0, r k1 v2@0",
            true
        },
        {
            nameof(AnomalyKind.InternalPollSkip),
            "p1 send ok: s k0 v1@0, s k0 v2@1, s k0 v3@2 \n p2 poll ok: r k0 v1@0, r k0 v2@1 \n p3 poll ok: r k0 v1@0, r k0 v3@2",
            "p1 send ok: s k0 v1@0, s k0 v2@1, s k0 v3@2 \n p2 poll ok: r k0 v1@0, r k0 v2@1 \n p3 poll ok: r k0 v1@0, reset k0, r k0 v3@2",
            false
        },
        {
            nameof(AnomalyKind.InternalNonmonotonicPoll),
            "p1 send ok: s k0 v1@0, s k0 v2@1 \n p2 poll ok: r k0 v1@0, r k0 v2@1, r k0 v1@0",
            "p1 send ok: s k0 v1@0, s k0 v2@1 \n p2 poll ok: r k0 v1@0, r k0 v2@1, reset k1 k0, r k0 v1@0",
            false
        },
        {
            nameof(AnomalyKind.PollSkip),
            "p1 send ok: s k0 v1@0, s k0 v2@1, s k0 v3@2 \n p2 poll ok: r k0 v1@0, r k0 v2@1 \n p3 poll ok: r k0 v1@0 \n p3 poll ok: r k0 v3@2",
            "p1 send ok: s k0 v1@0, s k0 v2@1, s k0 v3@2 \n p2 poll ok: r k0 v1@0, r k0 v2@1 \n p3 poll ok: r k0 v1@0 \n p4 poll ok: r k0 v3@2",
            false
        },
        {
            nameof(AnomalyKind.NonmonotonicPoll),
            "p1 send ok: s k0 v1@0, s k1 v2@0 \n p2 poll ok: r k0 v1@0 \n p2 poll ok: r k0 v1@0 \n p3 poll ok: r k1 v2@0",
            "p1 send ok: s k0 v1@0, s k1 v2@0 \n p2 poll ok: r k0 v1@0 \n p2 poll ok: r k1 v2@0 \n p3 poll ok: r k0 v1@0",
            false
        },
        {
            nameof(AnomalyKind.InternalNonmonotonicSend),
            "p1 txn ok: s k0 v1@1, s k0 v2@0 \n p2 poll ok: r k0 v2@0, r k0 v1@1",
            "p1 txn ok: s k0 v1@1, s k1 v2@0 \n p2 poll ok: r k1 v2@0, r k0 v1@1",
            false
        },
        {
            nameof(AnomalyKind.NonmonotonicSend),
            "p1 send ok: s k0 v1@1 \n p2 send ok: s k0 v2@0 \n p3 poll ok: r k0 v2@0, r k0 v1@1",
            "[ \n p1 send ok: s k0 v1@1 \n p2 send ok: s k0 v2@0 \n ] \n p3 poll ok: r k0 v2@0, r k0 v1@1",
            false
        },
        {
            // What was never answered may come late.
            nameof(AnomalyKind.NonmonotonicSend),
            "p1 send ok: s k0 v1@1 \n p2 send unknown: s k0 v2@? \n p3 poll ok: r k0 v2@0, r k0 v1@1",
            "p1 send unknown: s k0 v1@? \n p2 send ok: s k0 v2@0 \n p3 poll ok: r k0 v2@0, r k0 v1@1",
            false
        },
        {
            nameof(AnomalyKind.TornBatch),
            "[ \n p1 send ok: s k0 v1@0, s k0 v2@2 \n p2 send ok: s k0 v3@1 \n ] \n p3 poll ok: r k0 v1@0, r k0 v3@1, r k0 v2@2",
            "[ \n p1 send ok: s k0 v1@0, s k0 v2@1 \n p2 send ok: s k0 v3@2 \n ] \n p3 poll ok: r k0 v1@0, r k0 v2@1, r k0 v3@2",
            false
        },
        {
            nameof(AnomalyKind.ConsumptionSkip),
            "p1 send ok: s k0 v1@0, s k0 v2@1 \n p2 txn failed g: r k0 v1@0 \n p2 txn ok g: r k0 v2@1",
            "p1 send ok: s k0 v1@0, s k0 v2@1 \n p2 txn unknown g: r k0 v1@0 \n p2 txn ok g: r k0 v2@1",
            false
        },
        {
            nameof(AnomalyKind.DoubleConsumption),
            "p1 send ok: s k0 v1@0 \n p2 txn ok g: r k0 v1@0 \n p3 txn ok g: r k0 v1@0",
            "p1 send ok: s k0 v1@0 \n p2 txn ok g: r k0 v1@0 \n p3 txn unknown g: r k0 v1@0 \n p4 txn ok h: r k0 v1@0",
            false
        },
        {
            // Each read the other's.
            nameof(AnomalyKind.G1c),
            "[ \n p1 txn ok: r k1 v2@0, s k0 v1@0 \n p2 txn ok: r k0 v1@0, s k1 v2@0 \n ]",
            "[ \n p1 txn ok: s k0 v1@0 \n p2 txn ok: r k0 v1@0, s k1 v2@0 \n ] \n p3 poll ok: r k1 v2@0",
            false
        },
        {
            // A read from the future.
            nameof(AnomalyKind.G1c),
            "p1 poll ok: r k0 v1@0 \n p2 send ok: s k0 v1@0",
            "[ \n p1 poll ok: r k0 v1@0 \n p2 send ok: s k0 v1@0 \n ]",
            false
        },
        {
            nameof(AnomalyKind.SendSkip),
            "[ \n p1 txn ok: s k0 v1@0, s k0 v2@2 \n p2 txn ok: s k0 v3@1 \n ]",
            "[ \n p1 txn ok: s k0 v1@0, s k0 v2@2 \n p2 txn failed: s k0 v3@1 \n ]",
            false
        },
        {
            nameof(AnomalyKind.G0),
            "[ \n p1 txn ok: s k0 v1@0, s k1 v2@1 \n p2 txn ok: s k0 v3@1, s k1 v4@0 \n ]",
            "[ \n p1 txn ok: s k0 v1@0, s k1 v2@0 \n p2 txn ok: s k0 v3@1, s k1 v4@1 \n ]",
            false
        },
        {
            nameof(AnomalyKind.G1cOfWrites),
            "[ \n p1 txn ok: s k0 v1@0, r k1 v3@0 \n p2 txn ok: s k0 v2@1, s k1 v3@0 \n ]",
            "[ \n p1 txn ok: s k0 v1@0 \n p2 txn ok: s k0 v2@1, s k1 v3@0 \n ] \n p3 poll ok: r k1 v3@0",
            false
        },
        {
            nameof(AnomalyKind.GSingle),
            "[ \n p1 txn ok: r k0 v1@0, r k1 v4@0 \n p2 txn ok: s k0 v3@1, s k1 v4@0 \n p3 send ok: s k0 v1@0 \n ]",
            "[ \n p1 txn ok: r k0 v1@0, r k0 v3@1, r k1 v4@0 \n p2 txn ok: s k0 v3@1, s k1 v4@0 \n p3 send ok: s k0 v1@0 \n ]",
            false
        },
        {
            nameof(AnomalyKind.G2),
            "p0 send ok: s k0 v1@0 \n p0 send ok: s k1 v2@0 \n [ \n p1 txn ok: r k0 v1@0, s k1 v3@1 \n p2 txn ok: r k1 v2@0, s k0 v4@1 \n ]",
            "p0 send ok: s k0 v1@0 \n p0 send ok: s k1 v2@0 \n [ \n p1 txn ok: r k0 v1@0, s k1 v3@1 \n p2 txn ok: r k1 v2@0, r k1 v3@1, s k0 v4@1 \n ]",
            false
        },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_anomaly_is_found_and_no_other_and_its_near_twin_has_none(string kind, string with, string without, bool drained)
    {
        // What is allowed often comes together: a circle of writes is also one that a send skipped.
        AnomalyKind expected = Enum.Parse<AnomalyKind>(kind);
        bool allowed = expected >= AnomalyKind.SendSkip;
        IEnumerable<AnomalyKind> found = HistoryChecker.FindAll(HistoryText.Parse(with, drained)).Select(a => a.Kind).Distinct();
        if (allowed)
        {
            Assert.Contains(expected, found);
            Assert.Empty(HistoryChecker.FindErrors(HistoryText.Parse(with, drained)));
        }
        else
        {
            Assert.Equal([expected], found.Where(k => k < AnomalyKind.SendSkip));
        }

        Assert.DoesNotContain(HistoryChecker.FindAll(HistoryText.Parse(without, drained)), a => a.Kind == expected || !a.IsAllowed);
    }

    [Fact]
    public void Every_anomaly_has_its_case() =>
        Assert.Equal(Enum.GetNames<AnomalyKind>().Order(), Cases().Select(c => c.Data.Item1).Distinct().Order());

    [Fact]
    public void Evidence_names_the_operations_and_the_offsets()
    {
        Anomaly found = Assert.Single(HistoryChecker.FindErrors(HistoryText.Parse(
            "p1 send ok: s k0 v1@7 \n p1 send ok: s k0 v2@8 \n p2 poll ok: r k0 v2@8")));
        Assert.Equal(
            "LostWrite: nobody read k0 v1@7, but k0@8 was read; it was sent by\n  #0 [0..1] p1 Send Ok: send k0 v1@7", found.ToString());
    }

    [Fact]
    public void A_circle_is_told_with_what_leads_from_one_to_the_next()
    {
        Anomaly found = Assert.Single(HistoryChecker.FindErrors(HistoryText.Parse("p1 poll ok: r k0 v1@0 \n p2 send ok: s k0 v1@0")));
        Assert.Equal(
            """
            G1c: #0 [0..1] p1 Poll Ok: read k0 v1@0
              -RealTime-> #1 [2..3] p2 Send Ok: send k0 v1@0
              -WriteRead-> #0
            """.ReplaceLineEndings("\n"),
            found.ToString());
    }
}
