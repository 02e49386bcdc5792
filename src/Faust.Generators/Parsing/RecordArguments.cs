using Faust.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Faust.Generators.Parsing;

/// <summary>Which parameter of the constructor takes which member.</summary>
internal sealed class RecordArguments
{
    private readonly Dictionary<RecordMember, IParameterSymbol> _parameters = [];
    private readonly bool _setsRequiredMembers;

    public RecordArguments(RecordConstructor constructor, List<RecordMember> members, bool setsRequiredMembers)
    {
        _setsRequiredMembers = setsRequiredMembers;
        bool named = false;
        foreach (IParameterSymbol parameter in constructor.Symbol.Parameters)
        {
            RecordMember? member = parameter.RefKind is RefKind.None or RefKind.In ? Match(parameter, members) : null;
            if (member is not null)
            {
                _parameters.Add(member, parameter);
                Matched.Add((member, named ? TypeDeclarationParser.Escape(parameter.Name) : null));
            }
            else if (parameter.IsOptional || parameter.IsParams)
            {
                named = true;
            }
            else
            {
                Unmatched.Add(parameter);
            }
        }
    }

    /// <summary>The members in the order of their parameters; named from the first parameter on that is left to its default.</summary>
    public List<(RecordMember Member, string? ParameterName)> Matched { get; } = [];

    public List<IParameterSymbol> Unmatched { get; } = [];

    public IParameterSymbol? ParameterOf(RecordMember member) => _parameters.TryGetValue(member, out IParameterSymbol? parameter) ? parameter : null;

    public MemberAssignment AssignmentOf(RecordMember member)
    {
        bool required = member.IsRequired && !_setsRequiredMembers;
        if (ParameterOf(member) is not null) return required ? MemberAssignment.ConstructorAndRequired : MemberAssignment.Constructor;
        if (required) return MemberAssignment.Required;
        return member.IsInit ? MemberAssignment.Init : MemberAssignment.Set;
    }

    private RecordMember? Match(IParameterSymbol parameter, List<RecordMember> members)
    {
        List<RecordMember> same = members
            .Where(m => string.Equals(m.Name, parameter.Name, StringComparison.OrdinalIgnoreCase)
                && SymbolEqualityComparer.Default.Equals(m.Type, parameter.Type)
                && !_parameters.ContainsKey(m))
            .ToList();
        return same.FirstOrDefault(m => m.Name == parameter.Name) ?? same.FirstOrDefault();
    }
}
