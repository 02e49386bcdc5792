namespace Faust.Analyzers;

/// <summary>What diagnostics tell their fixes.</summary>
internal static class DiagnosticProperties
{
    /// <summary>The name or the fully qualified type that is written instead.</summary>
    public const string Replacement = "Replacement";

    /// <summary>The key that a member could have.</summary>
    public const string Key = "Key";

    /// <summary>The lines that faust.schema.txt lacks, one on a line.</summary>
    public const string AddedLines = "AddedLines";

    /// <summary>The lines of faust.schema.txt that nothing reads any more, one on a line.</summary>
    public const string RemovedLines = "RemovedLines";

    /// <summary>The documentation id of the closed hierarchy that lacks a case.</summary>
    public const string Union = "Union";
}
