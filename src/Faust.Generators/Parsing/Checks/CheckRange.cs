using System.Globalization;
using Faust.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Faust.Generators.Parsing.Checks;

/// <summary>The bounds of a <c>[Range]</c>, as C# that compares with values of the member's type.</summary>
internal sealed class CheckRange
{
    public CheckRange(AttributeData attribute, ITypeSymbol type, KnownSymbols symbols)
    {
        MinimumIsExclusive = KnownSymbols.FindArgument(attribute, "MinimumIsExclusive") is { Value: true };
        MaximumIsExclusive = KnownSymbols.FindArgument(attribute, "MaximumIsExclusive") is { Value: true };
        var arguments = attribute.ConstructorArguments;
        int? order = arguments.Length == 2
            ? OfNumbers(arguments[0].Value!, arguments[1].Value!, type)
            : OfTexts(arguments[0].Value as ITypeSymbol, arguments[1].Value as string, arguments[2].Value as string, type, symbols);
        if (order > 0 || (order == 0 && (MinimumIsExclusive || MaximumIsExclusive))) Failure ??= "has bounds that nothing keeps";
    }

    public bool MinimumIsExclusive { get; }

    public bool MaximumIsExclusive { get; }

    public string Minimum { get; private set; } = "";

    public string Maximum { get; private set; } = "";

    public string MinimumText { get; private set; } = "";

    public string MaximumText { get; private set; } = "";

    /// <summary>The keyword of the type that values are converted to, so that bounds beyond their own type can be said; null for none.</summary>
    public string? Conversion { get; private set; }

    public string? Failure { get; private set; }

    /// <summary>Whether the member's type is at fault.</summary>
    public bool DoesNotFit { get; private set; }

    // Bounds as numbers: they compare with any number, by value.
    private int? OfNumbers(object min, object max, ITypeSymbol type)
    {
        Conversion = type.SpecialType switch
        {
            SpecialType.System_Single or SpecialType.System_Double => "double",
            SpecialType.System_UInt64 or SpecialType.System_Decimal => min is int ? "decimal" : "double",
            >= SpecialType.System_SByte and <= SpecialType.System_Int64 => min is int ? "long" : "double",
            _ => null,
        };
        if (Conversion is null) return Misfit("takes numbers, and times where it names their type");
        MinimumText = ((IFormattable)min).ToString(null, CultureInfo.InvariantCulture);
        MaximumText = ((IFormattable)max).ToString(null, CultureInfo.InvariantCulture);
        if (min is double.NaN || max is double.NaN)
        {
            Failure = "has a bound that is no number";
            return null;
        }

        Minimum = Bound(min);
        Maximum = Bound(max);
        return ((IComparable)min).CompareTo(max);

        string Bound(object value) => DefaultValue.Literal(Conversion switch
        {
            "decimal" => Convert.ToDecimal(value, CultureInfo.InvariantCulture),
            "double" => Convert.ToDouble(value, CultureInfo.InvariantCulture),
            _ => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        });
    }

    // Bounds as text of a type, which must be the member's own.
    private int? OfTexts(ITypeSymbol? of, string? min, string? max, ITypeSymbol type, KnownSymbols symbols)
    {
        if (of is null || !SymbolEqualityComparer.Default.Equals(of, type))
            return Misfit($"has bounds of '{of?.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)}'");
        WireTypeKind? kind = symbols.Types.Parse(type, out _)?.Kind;
        (MinimumText, MaximumText) = (min ?? "", max ?? "");
        if (kind is null or (not (>= WireTypeKind.Byte and <= WireTypeKind.Decimal) and not (>= WireTypeKind.DateTime and <= WireTypeKind.TimeOnly)))
            return Misfit("takes numbers and times");
        if (CheckBound.Parse(kind.Value, MinimumText) is not { } least || CheckBound.Parse(kind.Value, MaximumText) is not { } most)
        {
            Failure = $"has bounds that are no {kind} in the invariant culture";
            return null;
        }

        (Minimum, Maximum) = (least.Literal, most.Literal);
        // What is no number is in no range, which operators do not say but patterns do.
        if (kind is WireTypeKind.Single or WireTypeKind.Double) Conversion = "double";
        return least.Value.CompareTo(most.Value);
    }

    private int? Misfit(string reason)
    {
        (DoesNotFit, Failure) = (true, reason);
        return null;
    }
}
