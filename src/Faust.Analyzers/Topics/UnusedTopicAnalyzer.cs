using System.Collections.Concurrent;
using System.Collections.Immutable;
using Faust.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Faust.Analyzers.Topics;

/// <summary>FAUST0301: no agent reads a topic and no other type mentions it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class UnusedTopicAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [DiagnosticDescriptors.UnusedTopic];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext context)
    {
        bool isProgram = context.Compilation.Options.OutputKind is not (OutputKind.DynamicallyLinkedLibrary or OutputKind.NetModule);
        var topics = new ConcurrentBag<INamedTypeSymbol>();
        // A use is taken to be any mention of the class's simple name: nothing is bound, and a rule that may be silent is never wrong.
        var mentioned = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);

        context.RegisterSymbolAction(
            c =>
            {
                var type = (INamedTypeSymbol)c.Symbol;
                bool isTopic = TopologySymbols.FindAttribute(type, TopologySymbols.TopicAttribute) is not null;
                if (isTopic && (isProgram || !IsPublic(type))) topics.Add(type);
            },
            SymbolKind.NamedType);
        context.RegisterSyntaxNodeAction(c => Mention((IdentifierNameSyntax)c.Node, mentioned), SyntaxKind.IdentifierName);
        context.RegisterCompilationEndAction(c =>
        {
            foreach (INamedTypeSymbol topic in topics)
            {
                if (!mentioned.ContainsKey(topic.Name))
                    c.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.UnusedTopic, TopologyLocations.OfType(topic), topic.Name));
            }
        });
    }

    private static void Mention(IdentifierNameSyntax node, ConcurrentDictionary<string, bool> mentioned)
    {
        string name = node.Identifier.ValueText;
        if (mentioned.ContainsKey(name) || node.IsPartOfStructuredTrivia()) return;
        for (SyntaxNode? n = node.Parent; n is not null; n = n.Parent)
        {
            if (n is BaseTypeDeclarationSyntax type && type.Identifier.ValueText == name) return;
        }

        mentioned.TryAdd(name, true);
    }

    private static bool IsPublic(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? t = type; t is not null; t = t.ContainingType)
        {
            if (t.DeclaredAccessibility != Accessibility.Public) return false;
        }

        return true;
    }
}
