using System.Globalization;
using Faust.Generators.Helpers;
using Faust.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Faust.Generators.Parsing;

/// <summary>The names of an enum's members on the wire: those that <c>[RecordField]</c> or an attribute of the framework gives, or their own.</summary>
internal sealed class EnumNames
{
    public EnumNames(INamedTypeSymbol type, KnownSymbols symbols)
    {
        bool isFlags = KnownSymbols.HasAttribute(type, symbols.Flags);
        List<EnumMemberModel> written = [];
        List<EnumMemberModel> read = [];
        foreach (IFieldSymbol field in type.GetMembers().OfType<IFieldSymbol>().Where(f => f.HasConstantValue))
        {
            AttributeData? attribute = KnownSymbols.FindAttribute(field, symbols.RecordField);
            var names = new RecordMemberNames(field.Name, attribute, Given(field, attribute, symbols));
            var member = new EnumMemberModel(field.Name, names.Name, Bits(field.ConstantValue!))
            {
                IsForbidden = field.GetAttributes().Any(a => a.AttributeClass is { Name: "ObsoleteAttribute" } type
                    && TopologySymbols.IsSystemType(type, "System.ObsoleteAttribute")
                    && a.ConstructorArguments.Any(c => c.Value is true)),
            };
            written.Add(member);
            read.Add(member);
            read.AddRange(names.Aliases.Select(a => member with { WireName = a }));
        }

        Read = read.ToEquatableArray();
        // The first that is declared speaks for a value that has several names.
        List<EnumMemberModel> distinct = written.GroupBy(m => m.Bits).Select(g => g.First()).ToList();
        Written = distinct.ToEquatableArray();
        if (isFlags)
        {
            Flags = distinct.Where(m => m.Bits != 0).OrderByDescending(m => Count(m.Bits)).ThenBy(m => m.Bits).ToEquatableArray();
        }

        Ambiguous = read.GroupBy(m => m.WireName).FirstOrDefault(g => g.Count() > 1)?.Key
            ?? (isFlags ? read.FirstOrDefault(m => m.WireName.Contains(',') || m.WireName.Trim(' ') != m.WireName)?.WireName : null);
    }

    /// <summary>The names that are read, each with the member that it stands for.</summary>
    public EquatableArray<EnumMemberModel> Read { get; }

    /// <summary>The name that each value is written by.</summary>
    public EquatableArray<EnumMemberModel> Written { get; }

    /// <summary>Of flags, those but zero in the order in which a combination names them: System.Text.Json's.</summary>
    public EquatableArray<EnumMemberModel> Flags { get; }

    /// <summary>A name that does not tell which member is meant.</summary>
    public string? Ambiguous { get; }

    private static string? Given(IFieldSymbol field, AttributeData? attribute, KnownSymbols symbols)
    {
        if (attribute?.ConstructorArguments.FirstOrDefault().Value is string own) return own;
        return KnownSymbols.FindAttribute(field, symbols.JsonEnumName)?.ConstructorArguments.FirstOrDefault().Value as string
            ?? KnownSymbols.FindArgument(KnownSymbols.FindAttribute(field, symbols.EnumMember), "Value")?.Value as string;
    }

    private static ulong Bits(object value) => value is ulong bits ? bits : unchecked((ulong)Convert.ToInt64(value, CultureInfo.InvariantCulture));

    private static int Count(ulong bits)
    {
        int count = 0;
        for (; bits != 0; bits &= bits - 1) count++;
        return count;
    }
}
