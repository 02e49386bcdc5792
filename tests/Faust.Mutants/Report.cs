using System.Globalization;

namespace Faust.Mutants;

/// <summary>Tells as a table how it went.</summary>
internal static class Report
{
    /// <returns>0 where each mutant was caught that could be, else 1.</returns>
    public static int Write(IEnumerable<Mutant> mutants, MutantRunner runner, TextWriter output)
    {
        output.WriteLine("| mutant | by | outcome | seed | found | seconds |\n|---|---|---|---|---|---|");
        var all = new List<Verdict>();
        foreach (Mutant mutant in mutants)
        {
            Verdict verdict = runner.Run(mutant);
            all.Add(verdict);
            string found = verdict.Text.Length <= 160 ? verdict.Text : verdict.Text[..160] + "...";
            string outcome = Name(verdict.Outcome);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {mutant.Name} | {mutant.CaughtBy} | {outcome} | {verdict.Seed} | {found} | {verdict.Seconds:F1} |"));
            output.Flush();
        }

        output.WriteLine(string.Join(", ", Enum.GetValues<VerdictKind>().Select(k => $"{all.Count(v => v.Outcome == k)} {Name(k)}")));
        return all.Exists(v => v.Outcome is VerdictKind.Survived or VerdictKind.Stale or VerdictKind.BaselineFails) ? 1 : 0;
    }

    private static string Name(VerdictKind kind) => kind == VerdictKind.BaselineFails ? "baseline fails" : kind.ToString().ToLowerInvariant();
}
