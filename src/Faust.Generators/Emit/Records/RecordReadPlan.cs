using Faust.Generators.Model;

namespace Faust.Generators.Emit.Records;

/// <summary>The statements that reading a record is made of.</summary>
/// <remarks>
/// A record that is created from nothing and whose members can all be set is created first and read into. Any other is read into locals
/// and created once, by constructor and object initializer; members that keep their own initializer where the input lacks them are set
/// afterwards where it does not.
/// </remarks>
internal sealed class RecordReadPlan
{
    private readonly RecordModel _record;
    private readonly ValueEmitter _values;
    private readonly LocalNames _names;
    private readonly string[] _locals;
    private readonly string?[] _flags;
    private readonly int _firstId;
    private string? _skipMasked;

    public RecordReadPlan(RecordModel record, ValueEmitter values)
    {
        _record = record;
        _values = values;
        _names = values.ReaderLocals();
        _firstId = MemberId.OfFirst(record);
        _locals = new string[record.Members.Count];
        _flags = new string?[record.Members.Count];
        if (record.Arguments.Count == 0 && record.Members.All(m => m.Assignment == MemberAssignment.Set)) PlanDirect();
        else PlanLocals();
    }

    public List<string> Declarations { get; } = [];

    /// <summary>For each member, the statements that read its value.</summary>
    public List<List<string>> Reads { get; } = [];

    /// <summary>Statements that find what is missing.</summary>
    public List<string> Checks { get; } = [];

    /// <summary>Statements that create the record and return it.</summary>
    public string Construction { get; private set; } = "";

    private string Self => _record.Type.FullyQualifiedName;

    private void PlanDirect()
    {
        Declarations.Add($"var record = new {Self}();");
        for (int i = 0; i < _record.Members.Count; i++)
        {
            string member = "record." + _record.Members[i].Name;
            Reads.Add([$"{member} = {Read(i, member)};"]);
        }

        Construction = "return record;";
    }

    private void PlanLocals()
    {
        for (int i = 0; i < _record.Members.Count; i++) _locals[i] = _names.For(_record.Members[i].Name);
        for (int i = 0; i < _record.Members.Count; i++)
        {
            RecordMemberModel member = _record.Members[i];
            Declarations.Add($"{member.Type.VariableType} {_locals[i]} = {(member.IsRequired ? null : member.DefaultValue) ?? Missing(member)};");
            List<string> read = [$"{_locals[i]} = {Read(i, _locals[i])};"];

            // A reference that must not be null is missing exactly if it still is.
            bool mustBeThere = member.MustBeThere;
            if (member.KeepsInitializer || (mustBeThere && member.IsRequired && !member.Type.HasInvalidDefault))
            {
                string flag = _names.For(member.Name, "has");
                _flags[i] = flag;
                Declarations.Add($"bool {flag} = false;");
                read.Add($"{flag} = true;");
            }

            if (mustBeThere)
            {
                string missing = _flags[i] is { } has ? "!" + has : _locals[i] + (member.Type.IsValueType ? ".IsDefault" : " is null");
                Checks.Add($"if ({missing}) throw {_values.MissingMember(member, _record.Type.Name.TrimStart('@'))};");
            }

            Reads.Add(read);
        }

        Construction = PlanConstruction();
    }

    /// <summary>The statement that skips a member which the record does not have.</summary>
    /// <param name="at">The offset that errors name, where the member must not be shown: an expression, by default where the value begins.</param>
    public string Skip(string at = "reader.Position")
    {
        string skip = _values.Skip(_record);
        if (_record.Privacy is null) return skip;
        // It may be a member that must not be shown, under a name that it had once.
        _skipMasked ??= _values.AddHelper("SkipMasked", name => $$"""
            public static void {{name}}(ref {{_values.Reader}} reader, int start)
            {
                try
                {
                    {{skip}}
                }
                catch (global::Faust.Records.RecordFormatException)
                {
                    throw global::Faust.Records.RecordFormatException.Masked("an unknown member of {{_record.Type.Name.TrimStart('@')}}", start);
                }
            }
            """);
        return $"{_skipMasked}(ref reader, {at});";
    }

    private string Read(int index, string target)
    {
        RecordMemberModel member = _record.Members[index];
        if (member.IsExtensionData) return _record.Privacy is null ? $"reader.ReadExtensionData(name, {target})" : ReadExtensionDataMasked(member, target);
        string read = _values.Read(member.Type, _firstId + index);
        return member.IsSensitive ? ReadMasked(member, read) : read;
    }

    // Errors tell what was found instead of what is expected, and the keys of dictionaries on the way there.
    private string ReadMasked(RecordMemberModel member, string read)
    {
        string method = _values.AddHelper("ReadMasked" + member.Name.TrimStart('@'), name => $$"""
            public static {{member.Type.VariableType}} {{name}}(ref {{_values.Reader}} reader)
            {
                int start = reader.Position;
                try
                {
                    return {{read}};
                }
                catch (global::Faust.Records.RecordFormatException)
                {
                    throw global::Faust.Records.RecordFormatException.Masked("{{_record.Type.Name.TrimStart('@')}}.{{member.Name.TrimStart('@')}}", start);
                }
            }
            """);
        return method + "(ref reader)";
    }

    private string ReadExtensionDataMasked(RecordMemberModel member, string target)
    {
        string method = _values.AddHelper("ReadMasked" + member.Name.TrimStart('@'), name => $$"""
            public static {{member.Type.Name}} {{name}}(ref {{_values.Reader}} reader, scoped global::System.ReadOnlySpan<byte> member, {{member.Type.VariableType}} data)
            {
                int start = reader.Position;
                try
                {
                    return reader.ReadExtensionData(member, data);
                }
                catch (global::Faust.Records.RecordFormatException)
                {
                    throw global::Faust.Records.RecordFormatException.Masked("an unknown member of {{_record.Type.Name.TrimStart('@')}}", start);
                }
            }
            """);
        return $"{method}(ref reader, name, {target})";
    }

    // There may be no unknown members, but there must be something to hold none.
    private static string Missing(RecordMemberModel member) =>
        member is { IsExtensionData: true, KeepsInitializer: false, Type.AllowsNull: false } ? "new()" : "default";

    private string PlanConstruction()
    {
        List<int> kept = Members(m => m.KeepsInitializer);
        List<int> required = Members(m => m.IsRequired);
        if (kept.Count == 0) return $"return {New(required)};";

        string whole = $$"""
            if ({{string.Join(" && ", kept.Select(i => _flags[i]))}})
            {
                return {{New(Members(m => m.KeepsInitializer || m.IsRequired))}};
            }


            """;
        if (kept.Count == 1) return whole + $"return {New(required)};";

        // Setters can be called later at no cost; what is only set in an initializer has a shorter way if all is there.
        bool mostlyWhole = kept.Any(i => _record.Members[i].Assignment == MemberAssignment.Init);
        return (mostlyWhole ? whole : "") + $"""
            var record = {New(required)};
            {string.Join("\n", kept.Select(i => $"if ({_flags[i]}) {SetLater(i)}"))}
            return record;
            """;
    }

    private string SetLater(int index)
    {
        RecordMemberModel member = _record.Members[index];
        if (member.Assignment == MemberAssignment.Set) return $"record.{member.Name} = {_locals[index]};";
        if (_record.IsValueType) return $"record = record with {{ {member.Name} = {_locals[index]} }};";

        string setter = _values.AddHelper("Set" + member.Name.TrimStart('@'), name => $"""
            [global::System.Runtime.CompilerServices.UnsafeAccessor(
                global::System.Runtime.CompilerServices.UnsafeAccessorKind.Method, Name = "set_{member.Name.TrimStart('@')}")]
            public static extern void {name}({member.DeclaringType} record, {member.Type.VariableType} value);
            """);
        return $"{setter}(record, {_locals[index]});";
    }

    private string New(List<int> initialized)
    {
        IEnumerable<string> arguments = _record.Arguments.Select(a => (a.ParameterName is null ? "" : a.ParameterName + ": ") + _locals[a.Member]);
        string creation = $"new {Self}";
        if (_record.Arguments.Count > 0 || initialized.Count == 0) creation += $"({string.Join(", ", arguments)})";
        if (initialized.Count == 0) return creation;
        return $"{creation} {{ {string.Join(", ", initialized.Select(i => $"{_record.Members[i].Name} = {_locals[i]}"))} }}";
    }

    private List<int> Members(Func<RecordMemberModel, bool> predicate) =>
        Enumerable.Range(0, _record.Members.Count).Where(i => predicate(_record.Members[i])).ToList();
}
