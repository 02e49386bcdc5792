using Faust.Generators.Helpers;
using Faust.Generators.Model;
using Faust.Generators.Model.Checks;
using Faust.Generators.Parsing.Checks;

namespace Faust.Generators.Emit.Checks;

/// <summary>Emits the statements that check a record's members, and the methods and fields they need.</summary>
internal sealed class CheckEmitter(string type, RecordChecksModel checks)
{
    private const string Regex = "global::System.Text.RegularExpressions.Regex";

    private readonly Dictionary<NestedChecksModel, string> _methods = [];
    private readonly HashSet<string> _names = new(["Valid", "CheckMembers"], StringComparer.Ordinal);
    private readonly List<string> _bodies = [];
    private readonly List<string> _fields = [];

    /// <summary>Statements that check the records within. They have <c>this</c> and <c>errors</c> in scope.</summary>
    public void EmitNested(SourceWriter writer)
    {
        List<MemberChecksModel> nested = checks.Members.Where(m => m.Nested is not null).ToList();
        if (nested.Count == 0) return;
        if (checks.HasOwn) writer.Gap();
        for (int i = 0; i < nested.Count; i++)
        {
            writer.Write($"{(i == 0 ? "int " : "")}before = errors.Count;")
                .Write(Statement(nested[i].Nested!, "this." + nested[i].Name, checks.HelperName + "."))
                .Write(nested[i].IsSensitive
                    ? $"errors.Mask(before, {CheckLiteral.Quote(nested[i].WireName)}, {CheckLiteral.Quote(nested[i].Name.TrimStart('@'))});"
                    : $"errors.Within(before, {CheckLiteral.Quote(nested[i].WireName)});");
        }
    }

    /// <summary>Writes the members of the class of helpers. To be called last.</summary>
    public void EmitHelpers(SourceWriter writer, string self, bool isRead)
    {
        var methods = new SourceWriter();
        if (isRead) methods.Write(ValidMethod(self)).Gap();
        if (checks.HasOwn)
        {
            methods.Write($$"""
                public static void CheckMembers({{self}} value, ref {{RecordChecksEmitter.ErrorsType}} errors)
                {
                """);
            EmitOwn(methods);
            methods.Write("}");
        }

        foreach (string field in _fields) writer.Write(field);
        writer.Gap().Write(methods.ToString().TrimEnd('\n'));
        foreach (string body in _bodies) writer.Gap().Write(body);
    }

    private string ValidMethod(string self)
    {
        // A struct that the input lacks is there all the same, and nothing has checked it yet.
        string nested = string.Concat(checks.Members.Where(m => m.IsNestedDefaultable).Select((m, i) => $"""

                {(i == 0 ? "int " : "")}before = errors.Count;
                errors.CheckValue(value.{m.Name});
                errors.Within(before, {CheckLiteral.Quote(m.WireName)});
            """));
        string own = checks.HasOwn ? "\n    CheckMembers(value, ref errors);" : "";
        return $$"""
            public static {{self}} Valid({{self}} value, int offset)
            {
                var errors = default({{RecordChecksEmitter.ErrorsType}});{{own}}{{nested}}
                errors.ThrowIfAny(offset, "{{type}}");
                return value;
            }
            """;
    }

    private void EmitOwn(SourceWriter writer)
    {
        bool hasWhole = checks.Whole.Count > 0 || checks.IsValidatableObject;
        if (hasWhole) writer.Write("int before = errors.Count;");
        foreach (MemberChecksModel member in checks.Members)
        {
            List<string> statements = member.Checks.Select(c => Statement(c, member)).ToList();
            if (member.Required is not { } required)
            {
                foreach (string statement in statements) writer.Write(statement);
                continue;
            }

            writer.Write(Statement(required, member));
            if (statements.Count == 1)
            {
                writer.Write("else " + statements[0]);
            }
            else if (statements.Count > 1)
            {
                writer.Write("else").Write("{");
                foreach (string statement in statements) writer.Write(statement);
                writer.Write("}");
            }
        }

        // As the framework has it: what looks at the record as a whole may trust its members.
        if (checks.Whole.Count > 0)
        {
            writer.Write("if (errors.Count == before)").Write("{");
            foreach (CheckModel check in checks.Whole) writer.Write(Result(check, "value", "\"\"", "\"\"", type, "null", isMasked: false));
            writer.Write("}");
        }

        if (checks.IsValidatableObject) EmitValidatableObject(writer);
    }

    private void EmitValidatableObject(SourceWriter writer)
    {
        string names = string.Concat(checks.WireNames.Select(n => $"\n            {CheckLiteral.Quote(n.Key)} => {CheckLiteral.Quote(n.Value)},"));
        writer.Write($$"""
            if (errors.Count == before)
            {
                global::System.ComponentModel.DataAnnotations.IValidatableObject whole = value;
                errors.AddResults(
                    whole.Validate({{RecordChecksEmitter.Validation}}.CreateContext(whole, {{CheckLiteral.Quote(type)}}, null)),
                    static member => member switch
                    {{{names}}
                        _ => member,
                    });
            }
            """);
    }

    private string Statement(CheckModel check, MemberChecksModel member)
    {
        string value = "value." + member.Name;
        string plain = CheckLiteral.Quote(member.Name.TrimStart('@'));
        string name = CheckLiteral.Quote(member.WireName);
        if (check.Kind is CheckKind.Method or CheckKind.Attribute) return Result(check, value, name, plain, member.DisplayName, plain, member.IsSensitive);
        return $"if ({Condition(check, value)}) errors.Add({name}, {plain}, {check.Message});";
    }

    // When the check fails. Null passes all but those that say so.
    private string Condition(CheckModel check, string value) => check.Kind switch
    {
        CheckKind.Required => $"{value} is null",
        CheckKind.RequiredText => $"string.IsNullOrWhiteSpace({value})",
        CheckKind.Range when check.Arguments[0].EndsWith("?", StringComparison.Ordinal) =>
            $"({check.Arguments[0]}){value} is not null and not ({check.Arguments[1]})",
        CheckKind.Range => $"({check.Arguments[0]}){value} is not ({check.Arguments[1]})",
        // A comparison with null is false.
        CheckKind.Between =>
            $"{value} {Opposite(check.Arguments[0])} {check.Arguments[1]} || {value} {Opposite(check.Arguments[2])} {check.Arguments[3]}",
        CheckKind.Length when check.Arguments[0].Length == 0 => $"{value} is not null && global::System.Linq.Enumerable.Count({value}) is {check.Arguments[1]}",
        CheckKind.Length => $"{value} is {{ {check.Arguments[0]}: {check.Arguments[1]} }}",
        CheckKind.Text => $"!{RecordChecksEmitter.Validation}.{check.Arguments[0]}({value})",
        CheckKind.Pattern => $"!{RecordChecksEmitter.Validation}.IsMatch({PatternField(check)}, {value})",
        CheckKind.PatternOf => $"!{RecordChecksEmitter.Validation}.IsMatch({check.Arguments[0]}, {value})",
        CheckKind.Allowed => $"{value} is not ({check.Arguments[0]})",
        CheckKind.Denied => $"{value} is {check.Arguments[0]}",
        CheckKind.Compare => $"!global::System.Collections.Generic.EqualityComparer<{check.Arguments[0]}>.Default.Equals({value}, value.{check.Arguments[1]})",
        _ => throw new InvalidOperationException($"{check.Kind} has no condition"),
    };

    private string Result(CheckModel check, string value, string name, string member, string display, string contextMember, bool isMasked)
    {
        string context = $"{RecordChecksEmitter.Validation}.CreateContext(value, {CheckLiteral.Quote(display)}, {contextMember})";
        string call = check.Kind == CheckKind.Method
            ? $"{check.Arguments[0]}({value}{(check.Arguments.Count == 2 ? ", " + context : "")})"
            : $"{Field("Attribute", "global::System.ComponentModel.DataAnnotations.ValidationAttribute", check.Arguments[0])}.GetValidationResult({value}, {context})";
        if (isMasked) return $"if ({call} is not null) errors.Add({name}, {member}, {check.Message});";
        return $"errors.AddResult({name}, {member}, {call}, {check.Message});";
    }

    private string PatternField(CheckModel check) =>
        Field("Pattern", Regex, $"{RecordChecksEmitter.Validation}.CreateRegex({check.Arguments[0]}, {check.Arguments[1]})");

    // Made once: where two checks need the same, they share it.
    private string Field(string name, string fieldType, string value)
    {
        string end = $" = {value};";
        int index = _fields.FindIndex(f => f.EndsWith(end, StringComparison.Ordinal));
        if (index < 0)
        {
            index = _fields.Count;
            _fields.Add($"private static readonly {fieldType} {name}{index + 1}{end}");
        }

        return $"{name}{index + 1}";
    }

    private static string Opposite(string comparison) => comparison switch { ">" => "<=", ">=" => "<", "<" => ">=", _ => ">" };

    private string Statement(NestedChecksModel nested, string value, string prefix)
    {
        if (nested.IsAny) return $"errors.CheckAny({value});";
        if (nested.Element is null) return $"errors.Check{(nested.Type.IsValueType ? "Value" : "")}({value});";
        return nested.Type is { IsValueType: true, AllowsNull: true }
            ? $"if ({value} is {{ }} items) {prefix}{Method(nested)}(items, ref errors);"
            : $"{prefix}{Method(nested)}({value}, ref errors);";
    }

    private string Method(NestedChecksModel nested)
    {
        NestedChecksModel key = nested with { Type = nested.Type with { AllowsNull = false } };
        if (_methods.TryGetValue(key, out string? name)) return name;
        name = "Check" + nested.Type.Id;
        for (int i = 2; !_names.Add(name); i++) name = $"Check{nested.Type.Id}_{i}";
        _methods.Add(key, name);
        _bodies.Add(Source(name, nested));
        return name;
    }

    private string Source(string name, NestedChecksModel nested)
    {
        WireTypeModel model = nested.Type;
        string none = model.IsValueType ? "items.IsDefault" : "items is null";
        string head = $"public static void {name}({model.Name} items, ref {RecordChecksEmitter.ErrorsType} errors)";
        if (model.Kind == WireTypeKind.Dictionary)
        {
            string pair = $"global::System.Collections.Generic.KeyValuePair<{model.Key!.Name}, {model.Element!.VariableType}>";
            return $$"""
                {{head}}
                {
                    if ({{none}}) return;
                    foreach ({{pair}} item in items)
                    {
                        int before = errors.Count;
                        {{Statement(nested.Element!, "item.Value", "")}}
                        errors.WithinKey(before, item.Key);
                    }
                }
                """;
        }

        string element = Statement(nested.Element!, model.IsIndexed || model.Kind == WireTypeKind.Array ? "items[i]" : "item", "");
        if (model.IsIndexed || model.Kind == WireTypeKind.Array)
        {
            return $$"""
                {{head}}
                {
                    if ({{none}}) return;
                    for (int i = 0; i < items.{{(model.Kind == WireTypeKind.Array ? "Length" : "Count")}}; i++)
                    {
                        int before = errors.Count;
                        {{element}}
                        errors.WithinElement(before, i);
                    }
                }
                """;
        }

        return $$"""
            {{head}}
            {
                if ({{none}}) return;
                int index = 0;
                foreach ({{model.Element!.VariableType}} item in items)
                {
                    int before = errors.Count;
                    {{element}}
                    errors.WithinElement(before, index++);
                }
            }
            """;
    }
}
