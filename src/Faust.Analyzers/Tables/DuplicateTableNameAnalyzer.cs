using Faust.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Faust.Analyzers.Tables;

/// <summary>FAUST0202: two tables have one name.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class DuplicateTableNameAnalyzer : DuplicateNameAnalyzer
{
    protected override DiagnosticDescriptor Rule => DiagnosticDescriptors.DuplicateTableName;

    protected override string Attribute => TopologySymbols.TableAttribute;
}
