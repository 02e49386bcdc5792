using System.Globalization;
using Faust.Generators.Helpers;
using Microsoft.CodeAnalysis;

namespace Faust.Generators.Parsing;

/// <summary>What the attributes of a type say of the closed hierarchy that it is: ours, or else those of System.Text.Json.</summary>
internal sealed class UnionAttributes
{
    private UnionAttributes(string? discriminator, List<Case> cases)
    {
        Discriminator = discriminator;
        Cases = cases;
    }

    /// <summary>The name of the member that tells the cases apart; null where Faust's <c>__faust</c> does.</summary>
    public string? Discriminator { get; }

    /// <summary>The name of the member that tells the cases apart.</summary>
    public string Member => Discriminator ?? "__faust";

    public IReadOnlyList<Case> Cases { get; }

    /// <summary>Reads the attributes, if the type has any of them.</summary>
    public static UnionAttributes? Find(INamedTypeSymbol type, KnownSymbols symbols)
    {
        AttributeData? union = KnownSymbols.FindAttribute(type, symbols.RecordUnion);
        List<AttributeData> cases = type.GetAttributes().Where(a => IsCase(a, symbols)).ToList();
        if (union is not null || cases.Count > 0)
        {
            string? name = KnownSymbols.FindArgument(union, "Discriminator")?.Value as string;
            return new UnionAttributes(
                name is null ? null : WireName.Valid(name),
                cases.Select(a => new Case(a.AttributeClass!.TypeArguments[0], Argument(a, 0))).ToList());
        }

        AttributeData? polymorphic = FindJson(type, "JsonPolymorphicAttribute").FirstOrDefault();
        List<AttributeData> derived = FindJson(type, "JsonDerivedTypeAttribute").ToList();
        if (polymorphic is null && derived.Count == 0) return null;
        string property = KnownSymbols.FindArgument(polymorphic, "TypeDiscriminatorPropertyName")?.Value as string ?? "$type";
        return new UnionAttributes(
            WireName.Valid(property),
            derived.Select(a => new Case(Argument(a, 0) as ITypeSymbol, Argument(a, 1), RequiresValue: true)).ToList());
    }

    public static bool IsCase(AttributeData attribute, KnownSymbols symbols) =>
        symbols.RecordCase is not null && SymbolEqualityComparer.Default.Equals(attribute.AttributeClass?.OriginalDefinition, symbols.RecordCase);

    /// <summary>The type that an attribute lists, if it is one that lists cases.</summary>
    public static ITypeSymbol? TypeOf(AttributeData attribute) => attribute.AttributeClass switch
    {
        { Name: "RecordCaseAttribute", TypeArguments.Length: 1 } own => own.TypeArguments[0],
        { Name: "JsonDerivedTypeAttribute" } => Argument(attribute, 0) as ITypeSymbol,
        _ => null,
    };

    /// <summary>The discriminator of a case: what is said, or what follows from the case's type.</summary>
    public (string Text, bool IsNumber) ValueOf(Case @case, INamedTypeSymbol type, KnownSymbols symbols)
    {
        switch (@case.Value)
        {
            case string text: return (WireName.Valid(text), false);
            case int number: return (number.ToString(CultureInfo.InvariantCulture), true);
        }

        if (Discriminator is not null) return (type.Name, false);
        return (new RecordSettings(type, symbols).Namespace ?? type.OriginalDefinition.ToDisplayString(NameFormat), false);
    }

    /// <summary>The number that MessagePack-CSharp's <c>[Union]</c> gives a case; null where it gives it none.</summary>
    public static int? MessagePackNumberOf(INamedTypeSymbol @case, INamedTypeSymbol union, KnownSymbols symbols)
    {
        foreach (AttributeData attribute in union.GetAttributes().Where(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, symbols.ForeignUnion)))
        {
            // It names the type, or has it as text, with the assembly behind a comma.
            bool isOfCase = Argument(attribute, 1) switch
            {
                ITypeSymbol type => SymbolEqualityComparer.Default.Equals(type, @case),
                string name => !@case.IsGenericType && name.Split(',')[0].Trim() == TypeDeclarationParser.MetadataName(@case),
                _ => false,
            };
            if (isOfCase && Argument(attribute, 0) is int number) return number;
        }

        return null;
    }

    private static readonly SymbolDisplayFormat NameFormat = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    // By name: the user's framework need not have them.
    private static IEnumerable<AttributeData> FindJson(INamedTypeSymbol type, string name) =>
        type.GetAttributes().Where(a => a.AttributeClass is { } c && c.Name == name && c.ToDisplayString() == "System.Text.Json.Serialization." + name);

    private static object? Argument(AttributeData attribute, int index) =>
        index < attribute.ConstructorArguments.Length && attribute.ConstructorArguments[index].Kind is TypedConstantKind.Primitive or TypedConstantKind.Type
            ? attribute.ConstructorArguments[index].Value
            : null;

    /// <summary>A case as an attribute lists it.</summary>
    /// <param name="Type">The type; null where the attribute does not compile.</param>
    /// <param name="Value">A string or an int, or null where it says none.</param>
    /// <param name="RequiresValue">Whether null is none: System.Text.Json writes such a case without saying which it is.</param>
    internal sealed record Case(ITypeSymbol? Type, object? Value, bool RequiresValue = false);
}
