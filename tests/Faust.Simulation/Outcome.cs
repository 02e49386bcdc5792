namespace Faust.Simulation;

/// <summary>How a run ended.</summary>
/// <param name="Parameters">What was run.</param>
/// <param name="Failure">What was wrong; null where nothing was.</param>
/// <param name="Hash">The history's.</param>
/// <param name="Steps">How many steps it took.</param>
/// <param name="Notes">What happened, without the steps.</param>
/// <param name="Last">The last steps.</param>
internal sealed record Outcome(Parameters Parameters, string? Failure, string Hash, long Steps, IReadOnlyList<string> Notes, IReadOnlyList<string> Last)
{
    /// <summary>All that is needed to look into a failure.</summary>
    public string Describe() => $"""
        Seed {Parameters.Seed} failed: {Failure}
        {Parameters}
        history {Hash}, {Steps} steps; what happened:
          {string.Join(Environment.NewLine + "  ", Notes)}
        the last steps:
          {string.Join(Environment.NewLine + "  ", Last)}
        Replay: dotnet run -c Release --project tests/Faust.Simulation -- --seed {Parameters.Seed} --guarantee {(Parameters.Guarantee == ProcessingGuarantee.ExactlyOnce ? "exactly-once" : "at-least-once")} --verbose
        """;
}
