using Microsoft.CodeAnalysis;

namespace Faust.Analyzers.Schema;

/// <summary>A difference between a record and the file.</summary>
/// <param name="Rule">What it means.</param>
/// <param name="Member">The member's name in C#; null where it is the record's.</param>
/// <param name="Arguments">What the message says of it, behind the record and the member where the rule names these.</param>
internal sealed record SchemaFinding(DiagnosticDescriptor Rule, string? Member, params string[] Arguments)
{
    /// <summary>The lines that make the file say what the record is.</summary>
    public List<string> Added { get; } = [];

    /// <summary>The lines that the record does not read.</summary>
    public List<SchemaLine> Removed { get; } = [];

    /// <summary>The file lacks a line that contradicts none.</summary>
    public static SchemaFinding Missing(string? member, string text)
    {
        var finding = new SchemaFinding(DiagnosticDescriptors.SchemaLacksLine, member, text);
        finding.Added.Add(text);
        return finding;
    }
}
