using Microsoft.CodeAnalysis;

namespace Faust.Generators.Emit;

/// <summary>The one thing the generator itself reports. What users get wrong is reported by the analyzers.</summary>
internal static class GeneratorDiagnostics
{
    private static readonly DiagnosticDescriptor InternalErrorRule = new(
        id: "FAUST0999",
        title: "The Faust generator failed",
        messageFormat: "The Faust generator failed and left out a type; please report this: {0}",
        category: "Faust.Infrastructure",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "https://github.com/faust-generated/faust-generated/blob/main/docs/diagnostics/FAUST0999.md");

    public static Diagnostic InternalError(string exception) =>
        Diagnostic.Create(InternalErrorRule, Location.None, exception.Replace("\r", "").Replace("\n", " "));
}
