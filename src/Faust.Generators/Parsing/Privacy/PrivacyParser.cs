using Faust.Generators.Helpers;
using Faust.Generators.Model;
using Faust.Generators.Model.Privacy;
using Microsoft.CodeAnalysis;

namespace Faust.Generators.Parsing.Privacy;

/// <summary>Finds the members of a record that not everybody may see, and how the record is printed without them.</summary>
internal sealed class PrivacyParser(INamedTypeSymbol type, KnownSymbols symbols, MemberAttributes attributes)
{
    /// <summary>The class of data that a member is marked as; null if it is not.</summary>
    public string? ClassOf(RecordMember member) => attributes.All(member).Select(a => ClassOf(a, symbols)).FirstOrDefault(c => c is not null);

    /// <summary>The class of data that an attribute stands for, as <c>SensitiveData</c> names it; null for other attributes.</summary>
    public static string? ClassOf(AttributeData attribute, KnownSymbols symbols)
    {
        INamedTypeSymbol? of = attribute.AttributeClass;
        if (of is null) return null;
        if (SymbolEqualityComparer.Default.Equals(of, symbols.Secret)) return "Secret";
        if (SymbolEqualityComparer.Default.Equals(of, symbols.Personal)) return "Personal";
        return SymbolEqualityComparer.Default.Equals(of, symbols.Sensitive) ? "Sensitive" : null;
    }

    /// <summary>What is to be done; null where no member is marked.</summary>
    /// <param name="travelling">The members that travel.</param>
    public PrivacyModel? Parse(List<RecordMemberModel> travelling)
    {
        List<RecordMember> members = RecordMember.Collect(type);
        var classes = members.Select(m => (Member: m, Class: ClassOf(m))).Where(m => m.Class is not null).ToList();
        if (classes.Count == 0) return null;
        var masked = new HashSet<ISymbol>(classes.Select(c => c.Member.Symbol), SymbolEqualityComparer.Default);
        var marked = new HashSet<ISymbol>(masked, SymbolEqualityComparer.Default);
        // What is kept of unknown members may be a marked member under a name that it had once.
        masked.UnionWith(members.Where(m => attributes.Has(m, symbols.ExtensionData)).Select(m => m.Symbol));
        PrintKind kind = KindOf(masked, marked, out bool callsBase);
        IEnumerable<ISymbol> printed = type.IsRecord
            ? BasesAndSelf().Where(t => !callsBase || SymbolEqualityComparer.Default.Equals(t, type)).SelectMany(Printable)
            : members.Select(m => m.Symbol);
        return new PrivacyModel
        {
            Print = kind,
            Modifiers = Modifiers(),
            CallsBase = callsBase,
            Printed = kind == PrintKind.None
                ? default
                : printed.Select(s => new PrintedMemberModel(TypeDeclarationParser.Escape(s.Name), masked.Contains(s))).ToEquatableArray(),
            Classified = classes.Select(c => new ClassifiedMemberModel(
                c.Member.Name, travelling.FirstOrDefault(t => t.Name.TrimStart('@') == c.Member.Name)?.WireName ?? "", c.Class!)).ToEquatableArray(),
            ListName = FreeName("Classified"),
        };
    }

    private PrintKind KindOf(HashSet<ISymbol> masked, HashSet<ISymbol> marked, out bool callsBase)
    {
        callsBase = false;
        if (!type.IsRecord) return BasesAndSelf().Any(t => IsWritten(t, "ToString")) ? PrintKind.None : PrintKind.Text;
        if (IsWritten(type, "PrintMembers")) return PrintKind.None;
        // A base that masks what it declares does so for us too; any other shows it, so that nothing is left to it.
        bool isBaseOpen = BasesAndSelf().Any(t => !SymbolEqualityComparer.Default.Equals(t, type) && !IsMasking(t, marked) && Printable(t).Any(masked.Contains));
        callsBase = !isBaseOpen && type.BaseType is { IsRecord: true };
        return isBaseOpen || Printable(type).Any(masked.Contains) ? PrintKind.PrintMembers : PrintKind.None;
    }

    // Nothing is generated for a union but the choice of its case, and nothing about printing where no member is marked.
    private bool IsMasking(INamedTypeSymbol of, HashSet<ISymbol> marked) => KnownSymbols.HasAttribute(of, symbols.Record)
        && !symbols.Checks.IsOnlyUnion(of)
        && RecordMember.Collect(of).Any(m => marked.Contains(m.Symbol));

    private string Modifiers()
    {
        if (type.BaseType is { IsRecord: true }) return "protected override";
        return type.IsSealed || type.IsValueType ? "private" : "protected virtual";
    }

    private IEnumerable<INamedTypeSymbol> BasesAndSelf()
    {
        var all = new List<INamedTypeSymbol>();
        for (INamedTypeSymbol? t = type; t is not null && t.SpecialType is not (SpecialType.System_Object or SpecialType.System_ValueType); t = t.BaseType)
            all.Insert(0, t);
        return all;
    }

    // What the compiler prints of a record.
    private static IEnumerable<ISymbol> Printable(INamedTypeSymbol type) => type.GetMembers().Where(m =>
        m is { IsStatic: false, DeclaredAccessibility: Accessibility.Public, IsOverride: false }
            and (IFieldSymbol or IPropertySymbol { IsIndexer: false, GetMethod: not null }));

    // Analyzers see what the generator wrote, the generator does not.
    private static bool IsWritten(INamedTypeSymbol type, string method) => type.GetMembers(method).OfType<IMethodSymbol>().Any(m =>
        !m.IsImplicitlyDeclared
        && m.Parameters.Length == (method == "ToString" ? 0 : 1)
        && !m.DeclaringSyntaxReferences.Any(r => r.SyntaxTree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal)));

    private string FreeName(string name)
    {
        var taken = new HashSet<string>(BasesAndSelf().SelectMany(t => t.MemberNames)) { type.Name };
        taken.UnionWith(type.TypeParameters.Select(p => p.Name));
        string free = name;
        for (int i = 2; taken.Contains(free); i++) free = name + i;
        return free;
    }
}
