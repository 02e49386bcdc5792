using Faust.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Faust.Analyzers.Topics;

/// <summary>FAUST0300: two classes declare one topic.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class DuplicateTopicNameAnalyzer : DuplicateNameAnalyzer
{
    protected override DiagnosticDescriptor Rule => DiagnosticDescriptors.DuplicateTopicName;

    protected override string Attribute => TopologySymbols.TopicAttribute;
}
