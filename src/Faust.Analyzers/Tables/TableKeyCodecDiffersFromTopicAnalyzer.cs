using Faust.Generators.Model;
using Faust.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Faust.Analyzers.Tables;

/// <summary>FAUST0204: an agent's table writes its keys by another codec than its topic.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class TableKeyCodecDiffersFromTopicAnalyzer : TopologyAnalyzer
{
    protected override DiagnosticDescriptor Rule => DiagnosticDescriptors.TableKeyCodecDiffersFromTopic;

    protected override object[]? Describe(MarkedType marked, TopologyFailure failure)
    {
        if (failure.Kind != TopologyFailureKind.TableKeyCodec) return null;
        ITypeSymbol table = AgentConstructorParser.FindConstructor(marked.Type)!.Parameters.First(p => p.Name == failure.Target).Type;
        return [marked.Type.Name, table.Name, failure.Actual, marked.Attribute.AttributeClass!.TypeArguments[0].Name, failure.Expected];
    }
}
