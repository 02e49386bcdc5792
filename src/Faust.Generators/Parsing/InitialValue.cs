using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Faust.Generators.Parsing;

/// <summary>What a member is after construction, if nothing sets it and its code tells.</summary>
internal static class InitialValue
{
    public const string Default = "default";

    /// <summary>The value as C#; null where only running the code would tell.</summary>
    public static string? Find(RecordMember member, RecordConstructor constructor)
    {
        if (!IsEmpty(constructor.Symbol) || member.Symbol.DeclaringSyntaxReferences.Length != 1) return null;
        for (INamedTypeSymbol? t = constructor.Symbol.ContainingType.BaseType;
            t is not null && t.SpecialType is not (SpecialType.System_Object or SpecialType.System_ValueType);
            t = t.BaseType)
        {
            if (!t.InstanceConstructors.All(IsEmpty)) return null;
        }

        return member.Symbol.DeclaringSyntaxReferences[0].GetSyntax() switch
        {
            PropertyDeclarationSyntax property when IsAuto(property) => Of(property.Initializer, member.Type),
            VariableDeclaratorSyntax field => Of(field.Initializer, member.Type),
            _ => null,
        };
    }

    // Whether a constructor sets nothing but what initializers and positional parameters do.
    private static bool IsEmpty(IMethodSymbol constructor)
    {
        if (constructor.IsImplicitlyDeclared) return constructor.Locations.Any(l => l.IsInSource);
        return constructor.DeclaringSyntaxReferences.Length == 1 && constructor.DeclaringSyntaxReferences[0].GetSyntax() switch
        {
            ConstructorDeclarationSyntax { ExpressionBody: null, Body.Statements.Count: 0 } declared =>
                !declared.Initializer.IsKind(SyntaxKind.ThisConstructorInitializer),
            TypeDeclarationSyntax => true,
            _ => false,
        };
    }

    private static bool IsAuto(PropertyDeclarationSyntax property) =>
        !property.Modifiers.Any(SyntaxKind.PartialKeyword)
        && property.AccessorList is { } accessors
        && accessors.Accessors.All(a => a is { Body: null, ExpressionBody: null });

    private static string? Of(EqualsValueClauseSyntax? initializer, ITypeSymbol type)
    {
        ExpressionSyntax? value = initializer?.Value;
        if (value is PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } suppressed) value = suppressed.Operand;
        if (value is null) return Default;
        // Of another type, as in 'int? x = default(int)', it is another value.
        if (value is DefaultExpressionSyntax) return type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T ? null : Default;
        if (value.IsKind(SyntaxKind.DefaultLiteralExpression) || value.IsKind(SyntaxKind.NullLiteralExpression)) return Default;

        // A literal means the same in the condition as in the initializer if the type is built in.
        ITypeSymbol underlying = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0]
            : type;
        bool isBuiltIn = underlying.SpecialType is SpecialType.System_Boolean or SpecialType.System_Char or SpecialType.System_String
            or (>= SpecialType.System_SByte and <= SpecialType.System_Double);
        bool isLiteral = value is LiteralExpressionSyntax
            || value is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression, Operand: LiteralExpressionSyntax };
        string text = value.ToString();
        return isBuiltIn && isLiteral && text.IndexOf('\n') < 0 ? text : null;
    }
}
