using System.Text;
using Faust.Generators.Helpers;
using Faust.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Faust.Generators.Parsing;

internal static class TypeDeclarationParser
{
    /// <summary>Describes how to re-open <paramref name="type"/>.</summary>
    public static TypeDeclarationModel Parse(INamedTypeSymbol type)
    {
        var headers = new List<string>();
        for (INamedTypeSymbol? t = type; t is not null; t = t.ContainingType) headers.Insert(0, Header(t));
        return new TypeDeclarationModel
        {
            Namespace = type.ContainingNamespace.IsGlobalNamespace ? null : type.ContainingNamespace.ToDisplayString(NamespaceFormat),
            Headers = headers.ToEquatableArray(),
            Name = Escape(type.Name),
            FullyQualifiedName = type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            MetadataName = MetadataName(type),
        };
    }

    /// <summary>Whether the type and all around it are partial, so that generated code can be added.</summary>
    public static bool IsPartial(INamedTypeSymbol type) => FindNotPartial(type) is null;

    /// <summary>The innermost of the type and those around it that is not partial, or null.</summary>
    public static INamedTypeSymbol? FindNotPartial(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? t = type; t is not null; t = t.ContainingType)
        {
            if (!t.DeclaringSyntaxReferences.All(r => r.GetSyntax() is TypeDeclarationSyntax d && d.Modifiers.Any(SyntaxKind.PartialKeyword))) return t;
        }

        return null;
    }

    /// <summary>A keyword as identifier gets its @ back.</summary>
    public static string Escape(string identifier) =>
        SyntaxFacts.GetKeywordKind(identifier) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(identifier) != SyntaxKind.None
            ? "@" + identifier
            : identifier;

    /// <summary>The name by which the runtime knows the type: <c>Ns.Outer`1+Name</c>.</summary>
    public static string MetadataName(INamedTypeSymbol type)
    {
        if (type.ContainingType is { } outer) return MetadataName(outer) + "+" + type.MetadataName;
        return type.ContainingNamespace.IsGlobalNamespace ? type.MetadataName : type.ContainingNamespace.ToDisplayString() + "." + type.MetadataName;
    }

    private static readonly SymbolDisplayFormat NamespaceFormat = SymbolDisplayFormat.FullyQualifiedFormat
        .WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    private static string Header(INamedTypeSymbol type)
    {
        var header = new StringBuilder("partial ");
        header.Append(type switch
        {
            { TypeKind: TypeKind.Interface } => "interface ",
            { IsRecord: true, IsValueType: true } => "record struct ",
            { IsRecord: true } => "record ",
            { IsValueType: true } => "struct ",
            _ => "class ",
        });
        header.Append(Escape(type.Name));
        if (type.TypeParameters.Length > 0) header.Append('<').Append(string.Join(", ", type.TypeParameters.Select(p => Escape(p.Name)))).Append('>');
        return header.ToString();
    }
}
