using Faust.Generators.Helpers;
using Faust.Generators.Model;

namespace Faust.Generators.Emit.Records;

/// <summary>Emits the writing of a record. The comma before a member is part of its literal, unless all before it may be left out.</summary>
internal static class RecordWriterEmitter
{
    public static void Emit(SourceWriter writer, RecordModel record, JsonValueEmitter values)
    {
        if (record.OwnCase is null) writer.Write("/// <inheritdoc/>");
        writer.Write($$"""
            {{(record.OwnCase is { } own ? "private static void " + own.WriteJson : "public static void WriteJson")}}(ref {{JsonValueEmitter.WriterType}} writer, {{record.Type.FullyQualifiedName}} value)
            {
            """);
        if (record.IsRecursive) writer.Write("writer.PushDepth();");
        EmitMembers(writer, record, values);
        if (record.IsRecursive) writer.Write("writer.PopDepth();");
        writer.Write("}");
    }

    private static void EmitMembers(SourceWriter writer, RecordModel record, JsonValueEmitter values)
    {
        RecordMemberModel? extension = record.Members.FirstOrDefault(m => m.IsExtensionData);
        List<RecordMemberModel> members = record.Members.Where(m => !m.IsExtensionData).ToList();
        bool mayBeEmpty = members.Count > 0 && members[0].OmittedValue is not null;
        if (mayBeEmpty) writer.Write("bool first = true;");
        var locals = mayBeEmpty ? new LocalNames("writer", "value", "first") : new LocalNames("writer", "value");
        for (int i = 0; i < members.Count; i++)
        {
            RecordMemberModel member = members[i];
            string name = WriteName(member, i == 0, mayBeEmpty);
            string what = $"{record.Type.Name}.{member.Name}".Replace("@", "");
            if (member.OmittedValue is null)
            {
                writer.Write(name);
                string write = values.Write(member.Type, "value." + member.Name, what, member.Name, locals);
                writer.Write(write);
                if (write.Contains("\n")) writer.Gap();
                mayBeEmpty = false;
                continue;
            }

            (string condition, string some) = Condition(member, values, what, locals);
            writer.Write(condition).Write("{").Write(name).Write(some);
            if (mayBeEmpty) writer.Write("first = false;");
            writer.Write("}").Gap();
        }

        if (extension is not null)
        {
            EmitExtension(writer, "value." + extension.Name, members.Count == 0, mayBeEmpty, record.Namespace);
            return;
        }

        if (record.Namespace is { } ns)
        {
            string whole = Utf8Literal.OfJson("{" + Utf8Literal.FaustMember(ns) + "}");
            string last = Utf8Literal.OfJson("," + Utf8Literal.FaustMember(ns) + "}");
            writer.Write($"writer.WriteRaw({(members.Count == 0 ? whole : mayBeEmpty ? $"first ? {whole} : {last}" : last)});");
            return;
        }

        string end = mayBeEmpty ? "first ? \"{}\"u8 : \"}\"u8" : "(byte)'}'";
        writer.Write(members.Count == 0 ? "writer.WriteRaw(\"{}\"u8);" : $"writer.WriteRaw({end});");
    }

    private static void EmitExtension(SourceWriter writer, string extension, bool isFirst, bool mayBeFirst, string? ns)
    {
        if (isFirst) writer.Write("writer.WriteRaw((byte)'{');");
        else if (mayBeFirst) writer.Write("if (first) writer.WriteRaw((byte)'{');");
        string argument = isFirst ? ", true" : mayBeFirst ? ", first" : "";
        writer.Write($"writer.WriteExtensionData({extension}{argument});");
        if (ns is null) writer.Write("writer.WriteRaw((byte)'}');");
        else EmitFaustMember(writer, ns, isFirst ? $"!({extension}?.Count > 0)" : mayBeFirst ? $"first && !({extension}?.Count > 0)" : null);
    }

    private static void EmitFaustMember(SourceWriter writer, string ns, string? isFirst)
    {
        string next = Utf8Literal.OfJson("," + Utf8Literal.FaustMember(ns) + "}");
        string first = Utf8Literal.Quote(Utf8Literal.FaustMember(ns) + "}") + "u8";
        writer.Write($"writer.WriteRaw({(isFirst is null ? next : $"{isFirst} ? {first} : {next}")});");
    }

    private static string WriteName(RecordMemberModel member, bool isFirst, bool mayBeFirst)
    {
        string name = Utf8Literal.JsonName(member.WireName);
        string first = Utf8Literal.OfJson("{" + name);
        string next = Utf8Literal.OfJson("," + name);
        if (isFirst) return $"writer.WriteRaw({first});";
        return mayBeFirst ? $"writer.WriteRaw(first ? {first} : {next});" : $"writer.WriteRaw({next});";
    }

    // When a member is written that may be left out, and how.
    private static (string Condition, string Write) Condition(RecordMemberModel member, JsonValueEmitter values, string what, LocalNames locals)
    {
        string value = "value." + member.Name;
        WireTypeModel type = member.Type;
        if (member.OmittedValue == "default" && type.AllowsNull)
        {
            string some = locals.For(member.Name);
            return ($"if ({value} is {{ }} {some})", values.WriteSome(type, some));
        }

        return ($"if ({Differs(member, value)})", values.Write(type, value, what, member.Name, locals));
    }

    /// <summary>The condition under which a member that may be left out is written.</summary>
    public static string Differs(RecordMemberModel member, string value)
    {
        WireTypeModel type = member.Type;
        return (member.OmittedValue, type) switch
        {
            ("default", { AllowsNull: true }) => $"{value} is not null",
            ("default" or "false", { Kind: WireTypeKind.Boolean, AllowsNull: false }) => value,
            ("true", { Kind: WireTypeKind.Boolean, AllowsNull: false }) => "!" + value,
            ("default", { HasEqualityOperator: false }) =>
                $"!global::System.Collections.Generic.EqualityComparer<{type.VariableType}>.Default.Equals({value}, default)",
            _ => $"{value} != {member.OmittedValue}",
        };
    }
}
