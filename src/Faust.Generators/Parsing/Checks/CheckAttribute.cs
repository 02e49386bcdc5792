using System.Globalization;
using System.Text.RegularExpressions;
using Faust.Generators.Helpers;
using Faust.Generators.Model;
using Faust.Generators.Model.Checks;
using Microsoft.CodeAnalysis;

namespace Faust.Generators.Parsing.Checks;

/// <summary>One attribute that checks something, read for the type of its member.</summary>
/// <param name="attribute">The attribute.</param>
/// <param name="record">The record.</param>
/// <param name="declared">The member's type, or the record itself.</param>
/// <param name="display">What messages call the member.</param>
/// <param name="symbols">The types that parsing knows.</param>
internal sealed class CheckAttribute(AttributeData attribute, INamedTypeSymbol record, ITypeSymbol declared, string display, KnownSymbols symbols)
{
    private readonly INamedTypeSymbol _class = attribute.AttributeClass!;

    // What a nullable value type is without the ?.
    private readonly ITypeSymbol _type = declared is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
        ? nullable.TypeArguments[0]
        : declared;

    private RecordFailureKind _kind;
    private string? _failure;

    public bool IsRequired => symbols.IsFrameworkCheck(_class, "RequiredAttribute");

    private bool IsNullable => !SymbolEqualityComparer.Default.Equals(_type, declared);

    private string Word => _class.Name.EndsWith("Attribute", StringComparison.Ordinal) ? _class.Name.Substring(0, _class.Name.Length - 9) : _class.Name;

    /// <summary>The check; null if it always passes or cannot be, which is then reported.</summary>
    public CheckModel? Parse(Action<RecordFailureKind, string> fail)
    {
        CheckModel? check = attribute.ConstructorArguments.Any(a => a.Kind == TypedConstantKind.Error) ? null : Parse();
        if (_failure is null) return check;
        fail(_kind, $"[{Word}] {_failure}");
        return null;
    }

    private CheckModel? Parse()
    {
        if (SymbolEqualityComparer.Default.Equals(_class, symbols.RecordPattern)) return PatternOf();
        if (!symbols.IsFrameworkCheck(_class, _class.MetadataName)) return Instance();
        switch (_class.Name)
        {
            case "RequiredAttribute":
                return Required();
            case "RangeAttribute":
                return Range();
            case "StringLengthAttribute":
                return _type.SpecialType == SpecialType.System_String
                    ? Length(Named("MinimumLength") as int? ?? 0, (int)Argument(0)!, minIsFirst: false)
                    : DoesNotFit("takes text");
            case "LengthAttribute":
                return Length((int)Argument(0)!, (int)Argument(1)!, minIsFirst: true);
            case "MinLengthAttribute":
                return Length((int)Argument(0)!, null, minIsFirst: true);
            case "MaxLengthAttribute":
                if (attribute.ConstructorArguments.Length == 0 || (int)Argument(0)! == -1) return null;
                return (int)Argument(0)! == 0 ? Invalid("allows nothing: give a length above 0") : Length(null, (int)Argument(0)!, minIsFirst: true);
            case "RegularExpressionAttribute":
                return Pattern();
            case "AllowedValuesAttribute":
                return Values(CheckKind.Allowed, "is not one of the allowed values");
            case "DeniedValuesAttribute":
                return Values(CheckKind.Denied, "is one of the values that are not allowed");
            case "UrlAttribute":
                return Text("IsUrl", "is not a URL of http, https or ftp");
            case "EmailAddressAttribute":
                return Text("IsEmailAddress", "is not an e-mail address");
            case "PhoneAttribute":
                return Text("IsPhone", "is not a phone number");
            case "CreditCardAttribute":
                return Text("IsCreditCard", "is not the number of a credit card");
            case "Base64StringAttribute":
                return Text("IsBase64String", "is not Base64");
            case "CompareAttribute":
                return Compare();
            case "CustomValidationAttribute":
                return Method();
            default:
                return Instance();
        }
    }

    private CheckModel? Required()
    {
        if (declared.IsValueType && !IsNullable) return null;
        bool isText = declared.SpecialType == SpecialType.System_String && Named("AllowEmptyStrings") is not true;
        return Make(isText ? CheckKind.RequiredText : CheckKind.Required, [], $"{display} is required.");
    }

    private CheckModel? Range()
    {
        var range = new CheckRange(attribute, _type, symbols);
        if (range.Failure is { } failure) return range.DoesNotFit ? DoesNotFit(failure) : Invalid(failure);
        string low = range.MinimumIsExclusive ? "more than " : "at least ";
        string high = range.MaximumIsExclusive ? "less than " : "at most ";
        string sentence = $"{display} must be {low}{range.MinimumText} and {high}{range.MaximumText}.";
        string[] texts = [range.MinimumText, range.MaximumText];
        string min = range.MinimumIsExclusive ? ">" : ">=";
        string max = range.MaximumIsExclusive ? "<" : "<=";
        return range.Conversion is { } conversion
            ? Make(CheckKind.Range, [IsNullable ? conversion + "?" : conversion, $"{min} {range.Minimum} and {max} {range.Maximum}"], sentence, texts)
            : Make(CheckKind.Between, [min, range.Minimum, max, range.Maximum], sentence, texts);
    }

    private CheckModel? Length(int? min, int? max, bool minIsFirst)
    {
        if (LengthProperty() is not { } property) return DoesNotFit("takes text, arrays and collections");
        if (min < 0 || max < 0 || max < min) return Invalid("has bounds that nothing keeps");
        string unit = _type.SpecialType == SpecialType.System_String ? "characters" : "elements";
        string sentence = (min, max) switch
        {
            (not null and not 0, not null) => $"{display} must have {min} to {max} {unit}.",
            (_, not null) => $"{display} must have at most {max} {unit}.",
            _ => $"{display} must have at least {min} {unit}.",
        };
        string below = min > 0 ? $"< {Number(min.Value)}" : "";
        string above = max is { } most and < int.MaxValue ? $"> {Number(most)}" : "";
        if (below.Length + above.Length == 0) return null;
        string pattern = below.Length > 0 && above.Length > 0 ? $"{below} or {above}" : below + above;
        string[] texts = [.. new[] { minIsFirst ? min : max, minIsFirst ? max : min }.Where(n => n is not null).Select(n => Number(n!.Value))];
        return Make(CheckKind.Length, [property, pattern], sentence, texts);
    }

    private string? LengthProperty()
    {
        if (_type.SpecialType == SpecialType.System_String || _type is IArrayTypeSymbol) return "Length";
        if (_type is not INamedTypeSymbol named || !symbols.TryGetKind(named.OriginalDefinition, out WireTypeKind kind)) return null;
        if (kind is not (WireTypeKind.List or WireTypeKind.Set or WireTypeKind.Dictionary)) return null;
        return named.Name switch
        {
            "ImmutableArray" => "IsDefault: false, Length",
            "IEnumerable" => "",
            _ => "Count",
        };
    }

    private CheckModel? Pattern()
    {
        if (_type.SpecialType != SpecialType.System_String) return DoesNotFit("takes text");
        string pattern = Argument(0) as string ?? "";
        if (pattern.Length == 0) return Invalid("has no pattern");
        try
        {
            _ = new Regex(pattern);
        }
        catch (ArgumentException e)
        {
            return Invalid($"has a pattern that is none: {e.Message.TrimEnd('.').Replace("\r", "").Replace("\n", " ")}");
        }

        int timeout = Named("MatchTimeoutInMilliseconds") as int? ?? 2000;
        if (timeout is 0 or < -1) return Invalid("has a timeout that is none: give milliseconds above 0, or -1");
        string sentence = $"{display} does not match the pattern {pattern}.";
        return Make(CheckKind.Pattern, [CheckLiteral.Quote(pattern), Number(timeout)], sentence, pattern);
    }

    private CheckModel? PatternOf()
    {
        if (_type.SpecialType != SpecialType.System_String) return DoesNotFit("takes text");
        var arguments = attribute.ConstructorArguments;
        INamedTypeSymbol? owner = arguments.Length == 2 ? arguments[0].Value as INamedTypeSymbol : record;
        string name = arguments[arguments.Length - 1].Value as string ?? "";
        ISymbol? regex = owner?.GetMembers(name).FirstOrDefault(m => m.IsStatic && m switch
        {
            IMethodSymbol { Parameters.Length: 0, IsGenericMethod: false } method => IsRegex(method.ReturnType),
            IPropertySymbol { GetMethod: not null } property => IsRegex(property.Type),
            IFieldSymbol field => IsRegex(field.Type),
            _ => false,
        });
        if (regex is null || !IsAccessible(regex))
        {
            return Uncallable($"needs a static method, property or field '{name}' in '{owner?.Name}' that takes nothing and returns a Regex");
        }

        string expression = $"{NameOf(owner!)}.{TypeDeclarationParser.Escape(name)}" + (regex is IMethodSymbol ? "()" : "");
        return Make(CheckKind.PatternOf, [expression], $"{display} does not match the pattern {name}.");
    }

    private CheckModel? Values(CheckKind kind, string sentence)
    {
        if (attribute.ConstructorArguments.Length == 0 || attribute.ConstructorArguments[0] is not { Kind: TypedConstantKind.Array, IsNull: false } array)
            return Invalid("has no values");
        var values = new List<string>();
        foreach (TypedConstant value in array.Values)
        {
            if (value.IsNull)
            {
                if (!declared.IsValueType || IsNullable) values.Add("null");
            }
            else if (SymbolEqualityComparer.Default.Equals(value.Type, _type) && value.Kind is TypedConstantKind.Primitive or TypedConstantKind.Enum)
            {
                values.Add(CheckLiteral.Format(value));
            }
            else
            {
                return DoesNotFit($"compares with values of '{Show(value.Type!)}', which '{Show(_type)}' never equals");
            }
        }

        if (values.Count == 0) return Invalid("has no values");
        string pattern = string.Join(" or ", values.Distinct());
        return Make(kind, [pattern], $"{display} {sentence}.", string.Join(", ", array.Values.Select(v => v.Value?.ToString() ?? "null")));
    }

    private CheckModel? Text(string method, string sentence) => _type.SpecialType == SpecialType.System_String
        ? Make(CheckKind.Text, [method], $"{display} {sentence}.")
        : DoesNotFit("takes text");

    private CheckModel? Compare()
    {
        string name = Argument(0) as string ?? "";
        RecordMember? other = RecordMember.Collect(record).FirstOrDefault(m => m.Name == name);
        if (other is null) return Uncallable($"finds no public member '{name}'");
        if (!SymbolEqualityComparer.Default.Equals(other.Type, declared))
            return DoesNotFit($"compares with '{name}' of type '{Show(other.Type)}', which '{Show(declared)}' never equals");
        return Make(CheckKind.Compare, [NameOf(declared), TypeDeclarationParser.Escape(name)], $"{display} must be the same as {name}.", name);
    }

    private CheckModel? Method()
    {
        string name = Argument(1) as string ?? "";
        if (Argument(0) is not INamedTypeSymbol owner) return Uncallable("has no type");
        IMethodSymbol? method = owner.GetMembers(name).OfType<IMethodSymbol>().FirstOrDefault(m =>
            m is { IsStatic: true, IsGenericMethod: false, Parameters.Length: 1 or 2 }
            && SymbolEqualityComparer.Default.Equals(m.ReturnType, symbols.ValidationResult)
            && m.Parameters.All(p => p.RefKind == RefKind.None)
            && symbols.Compilation.ClassifyCommonConversion(declared, m.Parameters[0].Type) is { Exists: true, IsImplicit: true }
            && (m.Parameters.Length == 1 || SymbolEqualityComparer.Default.Equals(m.Parameters[1].Type, symbols.ValidationContext)));
        if (method is null || !IsAccessible(method))
        {
            return Uncallable($"needs a static method '{name}' in '{owner.Name}' that takes '{Show(declared)}', and a ValidationContext or not, "
                + "and returns a ValidationResult");
        }

        string call = $"{NameOf(owner)}.{TypeDeclarationParser.Escape(name)}";
        return Make(CheckKind.Method, method.Parameters.Length == 2 ? [call, "context"] : [call], $"{display} is not valid.");
    }

    // An attribute of the user's, or one whose code we leave to the framework. Its own message speaks, as it knows best.
    private CheckModel? Instance()
    {
        if (!IsAccessible(_class) || attribute.AttributeConstructor is not { } constructor || !IsAccessible(constructor))
            return Uncallable($"cannot be created from '{record.Name}': make the attribute and its constructor accessible");
        AttributeData? warning = constructor.GetAttributes().Concat(_class.GetAttributes())
            .FirstOrDefault(a => a.AttributeClass?.Name is "RequiresUnreferencedCodeAttribute" or "RequiresDynamicCodeAttribute");
        if (warning is not null) return Uncallable("looks things up by reflection, which does not work in trimmed programs");
        return new CheckModel(CheckKind.Attribute, new[] { CheckLiteral.Creation(attribute) }.ToEquatableArray(), CheckLiteral.Quote($"{display} is not valid."));
    }

    private CheckModel? Make(CheckKind kind, string[] arguments, string sentence, params string[] texts)
    {
        string? message = CheckText.Format(attribute, sentence, out string? failure, [display, .. texts]);
        return message is null ? Invalid("has a message that cannot be formatted: " + failure) : new CheckModel(kind, arguments.ToEquatableArray(), message);
    }

    private CheckModel? DoesNotFit(string reason) => Fail(RecordFailureKind.CheckDoesNotFit, $"{reason}, but its type is '{Show(declared)}'");

    private CheckModel? Invalid(string reason) => Fail(RecordFailureKind.InvalidCheck, reason);

    private CheckModel? Uncallable(string reason) => Fail(RecordFailureKind.UncallableCheck, reason);

    private CheckModel? Fail(RecordFailureKind kind, string reason)
    {
        (_kind, _failure) = (kind, reason);
        return null;
    }

    private object? Argument(int index) => attribute.ConstructorArguments[index].Value;

    private object? Named(string name) => KnownSymbols.FindArgument(attribute, name)?.Value;

    private bool IsRegex(ITypeSymbol type) => SymbolEqualityComparer.Default.Equals(type, symbols.Regex);

    private bool IsAccessible(ISymbol symbol) => symbols.Compilation.IsSymbolAccessibleWithin(symbol, record);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string NameOf(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    private static string Show(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
}
