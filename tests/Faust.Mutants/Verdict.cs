namespace Faust.Mutants;

/// <summary>What became of a mutant.</summary>
/// <param name="Mutant">Its name.</param>
/// <param name="Outcome">How it went.</param>
/// <param name="Seed">The first seed that failed; null where none did, or where the process crashed.</param>
/// <param name="Text">What that seed found; or what is wrong with the mutant.</param>
/// <param name="Seconds">How long it took, with the compiler.</param>
internal sealed record Verdict(string Mutant, VerdictKind Outcome, int? Seed, string Text, double Seconds);

/// <summary>How it went with a mutant.</summary>
internal enum VerdictKind
{
    /// <summary>The check noticed; without the mutant the same seed finds nothing.</summary>
    Caught,

    /// <summary>It did not.</summary>
    Survived,

    /// <summary>Nor should it: the mutant says why nobody can tell the difference.</summary>
    Harmless,

    /// <summary>The mutant does not fit the sources any more.</summary>
    Stale,

    /// <summary>The seed fails without the mutant too: nothing is known about the mutant, and the runtime is to be looked into.</summary>
    BaselineFails,

    /// <summary>Not tried: the check lacks something that the mutant names.</summary>
    Waits,
}
