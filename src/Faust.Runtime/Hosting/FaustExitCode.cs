namespace Faust;

/// <summary>What a Faust program ends with.</summary>
public static class FaustExitCode
{
    /// <summary>It ran and was stopped.</summary>
    public const int Success = 0;

    /// <summary>A task failed for good, or the log could not be reached.</summary>
    public const int Failed = 1;

    /// <summary>It was asked wrongly: an unknown command, options or declarations that cannot be.</summary>
    public const int Usage = 2;
}
