using System.Globalization;

namespace Faust.Testing.Tests.Jepsen;

/// <summary>Histories written by hand, an operation a line.</summary>
/// <remarks>
/// <c>p1 send ok: s k0 v1@0</c>, <c>p2 txn unknown g: r k0 v1@0, s k1 v2@?</c>, <c>p2 poll ok: reset k0, r k0 v1@0</c>. A line <c>[</c>
/// begins operations that all begin before any of them ends, <c>]</c> ends them.
/// </remarks>
internal static class HistoryText
{
    public static History Parse(string text, bool drained = false)
    {
        var history = new History { IsDrained = drained };
        List<string>? together = null;
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (line == "[")
            {
                together = [];
            }
            else if (line == "]")
            {
                int[] begun = [.. together!.Select(_ => history.Begin())];
                for (int i = 0; i < begun.Length; i++) Add(history, begun[i], together![i]);
                together = null;
            }
            else if (together is not null)
            {
                together.Add(line);
            }
            else
            {
                Add(history, history.Begin(), line);
            }
        }

        return history;
    }

    private static void Add(History history, int begun, string line)
    {
        int colon = line.IndexOf(':', StringComparison.Ordinal);
        string[] head = line[..colon].Split(' ');
        OperationKind kind = head[1] switch
        {
            "send" => OperationKind.Send,
            "poll" => OperationKind.Poll,
            "txn" => OperationKind.Transaction,
            _ => throw new FormatException(line),
        };
        Outcome outcome = head[2] switch
        {
            "ok" => Outcome.Ok,
            "failed" => Outcome.Failed,
            "unknown" => Outcome.Unknown,
            _ => throw new FormatException(line),
        };
        IEnumerable<Step> steps = line[(colon + 1)..].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(ParseStep);
        history.End(begun, Number(head[0]), kind, outcome, steps, head.Length > 3 ? head[3] : null);
    }

    private static Step ParseStep(string text)
    {
        string[] words = text.Split([' ', '@']);
        return words[0] switch
        {
            "reset" => new ResetStep([.. words.Skip(1).Select(Number)]),
            "s" => new SendStep(Number(words[1]), Number(words[2]), words[3] == "?" ? null : long.Parse(words[3], CultureInfo.InvariantCulture)),
            "r" => new ReadStep(Number(words[1]), long.Parse(words[3], CultureInfo.InvariantCulture), Number(words[2])),
            _ => throw new FormatException(text),
        };
    }

    private static int Number(string word) => int.Parse(word.AsSpan(1), CultureInfo.InvariantCulture);
}
