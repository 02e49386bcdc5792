using Faust.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Faust.Generators.Parsing;

/// <summary>Finds an agent's handler and the shape it has.</summary>
internal static class HandlerParser
{
    public const string SynchronousName = "Handle";
    public const string AsynchronousName = "HandleAsync";

    private static readonly SymbolDisplayFormat QualifiedFormat = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>Describes the handler of <paramref name="agent"/>; null if there is none, with the reason among the failures.</summary>
    public static HandlerModel? Parse(INamedTypeSymbol agent, INamedTypeSymbol topic, TopologyFailures failures)
    {
        List<IMethodSymbol> candidates = FindCandidates(agent);
        List<IMethodSymbol> visible = candidates.FindAll(m => m.DeclaredAccessibility == Accessibility.Public);
        switch (visible.Count)
        {
            case 0 when candidates.Count > 0:
                failures.Add(TopologyFailureKind.HandlerShape, candidates[0].Name, "it is not public");
                return null;
            case 0:
                failures.Add(TopologyFailureKind.HandlerMissing);
                return null;
            case > 1:
                failures.Add(TopologyFailureKind.HandlerAmbiguous, visible[1].Name);
                return null;
        }

        return Parse(visible[0], topic, failures);
    }

    /// <summary>The methods that bear a handler's name, those of base classes included, the most derived first.</summary>
    public static List<IMethodSymbol> FindCandidates(INamedTypeSymbol agent)
    {
        var candidates = new List<IMethodSymbol>();
        for (INamedTypeSymbol? t = agent; t is { SpecialType: SpecialType.None }; t = t.BaseType)
        {
            foreach (IMethodSymbol method in t.GetMembers(SynchronousName).Concat(t.GetMembers(AsynchronousName)).OfType<IMethodSymbol>())
            {
                bool overridden = candidates.Exists(
                    c => SymbolEqualityComparer.Default.Equals(c.OverriddenMethod?.OriginalDefinition, method.OriginalDefinition));
                if (method.MethodKind == MethodKind.Ordinary && !overridden) candidates.Add(method);
            }
        }

        return candidates;
    }

    private static HandlerModel? Parse(IMethodSymbol method, INamedTypeSymbol topic, TopologyFailures failures)
    {
        if (method is { IsAsync: true, ReturnsVoid: true })
        {
            failures.Add(TopologyFailureKind.HandlerAsyncVoid, method.Name, replacement: AsynchronousName);
            return null;
        }

        if (KeyValueParser.IsBroken(method.ReturnType) || method.Parameters.Any(p => KeyValueParser.IsBroken(p.Type))) return null;
        if (FindFault(method) is { } fault)
        {
            failures.Add(TopologyFailureKind.HandlerShape, method.Name, fault);
            return null;
        }

        if (ParseShape(method, topic, failures) is not { } shape) return null;
        HandlerReturn returns = method.ReturnsVoid ? HandlerReturn.Void
            : TopologySymbols.IsTask(method.ReturnType) ? HandlerReturn.Task
            : HandlerReturn.ValueTask;
        if (shape == HandlerShape.Batch && returns == HandlerReturn.Void)
        {
            failures.Add(TopologyFailureKind.HandlerShape, method.Name, "a batch handler returns ValueTask");
            return null;
        }

        string name = returns == HandlerReturn.Void ? SynchronousName : AsynchronousName;
        if (method.Name != name)
        {
            failures.Add(TopologyFailureKind.HandlerName, method.Name, Display(method.ReturnType), name, replacement: name);
            return null;
        }

        return new HandlerModel
        {
            MethodName = method.Name,
            Shape = shape,
            Return = returns,
            TakesCancellationToken = method.Parameters.Length == 2,
        };
    }

    private static string? FindFault(IMethodSymbol method)
    {
        if (method.IsStatic) return "it is static";
        if (method.IsGenericMethod) return "it is generic";
        bool known = method.ReturnsVoid || TopologySymbols.IsTask(method.ReturnType) || TopologySymbols.IsValueTask(method.ReturnType);
        if (!known || method.RefKind != RefKind.None)
            return $"it returns '{Display(method.ReturnType)}'";
        if (method.Parameters.Length is 0 or > 2) return $"it takes {method.Parameters.Length} parameters";
        // The event may be taken by `in`: it is a struct, and the call looks the same.
        if (method.Parameters.FirstOrDefault(p => p.RefKind is not (RefKind.None or RefKind.In)) is { } byReference)
            return $"it takes '{byReference.Name}' by reference";
        if (method.Parameters.Length == 2 && !TopologySymbols.IsCancellationToken(method.Parameters[1].Type))
            return $"its second parameter '{method.Parameters[1].Name}' is no CancellationToken";
        return null;
    }

    private static HandlerShape? ParseShape(IMethodSymbol method, INamedTypeSymbol topic, TopologyFailures failures)
    {
        IParameterSymbol parameter = method.Parameters[0];
        ITypeSymbol key = topic.TypeArguments[0], value = topic.TypeArguments[1];
        if (Same(parameter.Type, value)) return HandlerShape.Value;

        ITypeSymbol element = parameter.Type;
        HandlerShape shape = HandlerShape.Value;
        if (TopologySymbols.IsEvent(element)) shape = HandlerShape.Event;
        else if (FindElement(element) is { } item && TopologySymbols.IsEvent(item))
        {
            if (element.OriginalDefinition.SpecialType != SpecialType.System_Collections_Generic_IReadOnlyList_T)
            {
                failures.Add(TopologyFailureKind.HandlerShape, method.Name, $"it takes its batch as '{Display(element)}', not as an IReadOnlyList");
                return null;
            }

            shape = HandlerShape.Batch;
            element = item;
        }
        else if (FindElement(element) is { } listed && Same(listed, value) && !method.ReturnsVoid)
        {
            // A list of values, in a handler that may wait, is meant as a batch.
            shape = HandlerShape.Batch;
        }

        bool isEvent = TopologySymbols.IsEvent(element);
        if (isEvent && element is INamedTypeSymbol e && Same(e.TypeArguments[0], key) && Same(e.TypeArguments[1], value)) return shape;
        failures.Add(
            TopologyFailureKind.EventType,
            method.Name,
            actual: Display(parameter.Type),
            expected: Expected(shape, topic, qualified: false),
            replacement: Expected(shape, topic, qualified: true));
        return null;
    }

    private static string Expected(HandlerShape shape, INamedTypeSymbol topic, bool qualified)
    {
        SymbolDisplayFormat format = qualified ? QualifiedFormat : SymbolDisplayFormat.MinimallyQualifiedFormat;
        string value = topic.TypeArguments[1].ToDisplayString(format);
        if (shape == HandlerShape.Value) return value;
        string e = $"{(qualified ? "global::Faust." : "")}Event<{topic.TypeArguments[0].ToDisplayString(format)}, {value}>";
        return shape == HandlerShape.Event ? e : $"{(qualified ? "global::System.Collections.Generic." : "")}IReadOnlyList<{e}>";
    }

    private static ITypeSymbol? FindElement(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { TypeArguments.Length: 1 } named => named.TypeArguments[0],
        _ => null,
    };

    // Whether a reference may be null is the compiler's to warn about, in the generated code's caller as anywhere.
    private static bool Same(ITypeSymbol a, ITypeSymbol b) => SymbolEqualityComparer.Default.Equals(a, b);

    private static string Display(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
}
