using Faust.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Faust.Analyzers.Records;

/// <summary>FAUST0005: generated code cannot make an instance of a type marked [Record].</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class TypeCannotBeRecordAnalyzer : RecordAnalyzer
{
    protected override DiagnosticDescriptor Rule => DiagnosticDescriptors.TypeCannotBeRecord;

    protected override object[]? Describe(INamedTypeSymbol record, RecordFailure failure)
    {
        (string Reason, string Advice)? text = failure.Kind switch
        {
            RecordFailureKind.NotConstructible => (
                $"it is {Word(failure.Detail)}",
                failure.Detail is "abstract" or "an interface"
                    ? "list its cases by [RecordCase<T>], or make it a class or struct that other files can create"
                    : "make it a class or struct that other files can create"),
            RecordFailureKind.AlreadyImplemented => ("it implements IJsonRecord itself", "remove [Record], or what the generator writes"),
            RecordFailureKind.NoConstructor => (
                "it has no one public constructor to call",
                "add a public one without parameters, or leave a single one"),
            RecordFailureKind.UnmatchedParameter => (
                $"its constructor's parameter '{failure.Member}' has no member of the same name and type",
                "give the member the parameter's name and type"),
            RecordFailureKind.IgnoredParameter => (
                $"its constructor's parameter '{failure.Member}' belongs to a member that does not travel",
                "give the parameter a default value"),
            RecordFailureKind.IgnoredRequired => (
                $"its member '{failure.Member}' is required, but does not travel",
                "remove 'required' or [RecordIgnore]"),
            RecordFailureKind.InheritedGenericInit => (
                $"it inherits the init-only member '{failure.Member}' from a generic class, whose initializer cannot be kept",
                "make the member required, settable or a constructor's parameter"),
            _ => null,
        };
        return text is { } t ? [record.Name, t.Reason, t.Advice] : null;
    }

    private static string Word(string obstacle) => obstacle switch
    {
        "file" => "local to its file",
        "ref" => "a ref struct",
        _ => obstacle,
    };
}
