using System.Text;
using Faust.Generators.Emit.Checks;
using Faust.Generators.Helpers;
using Faust.Generators.Model;

namespace Faust.Generators.Emit.Records;

/// <summary>
/// Emits the reading of a record: first the members in declared order by their whole literals, then whatever came differently by name.
/// </summary>
internal static class RecordReaderEmitter
{
    public static void Emit(SourceWriter writer, RecordModel record, JsonValueEmitter values)
    {
        var plan = new RecordReadPlan(record, values);
        string access = record.OwnCase is not null ? "private static " : record.HidesBase ? "public static new " : "public static ";
        if (record.OwnCase is null) writer.Write("/// <inheritdoc/>");
        writer.Write($$"""
            {{access}}{{record.Type.FullyQualifiedName}} {{record.OwnCase?.ReadJson ?? "ReadJson"}}(ref {{JsonValueEmitter.ReaderType}} reader)
            {
            """);
        string? valid = RecordChecksEmitter.ValidCall(record);
        if (valid is not null) writer.Write("int start = reader.Position;");
        if (record.IsRecursive) writer.Write("reader.PushDepth();");
        foreach (string declaration in plan.Declarations) writer.Write(declaration);
        writer.Gap();
        EmitDeclaredOrder(writer, record, plan);
        EmitAnyOrder(writer, record, plan);
        if (record.IsRecursive) writer.Write("reader.PopDepth();");
        foreach (string check in plan.Checks) writer.Write(check);
        writer.Write(RecordChecksEmitter.Returning(record, plan.Construction));
        writer.Write("}");
    }

    private static void EmitDeclaredOrder(SourceWriter writer, RecordModel record, RecordReadPlan plan)
    {
        List<int> named = Named(record);
        if (named.Count == 0)
        {
            writer.Write("reader.ReadStartObject();");
            return;
        }

        // Where the first member may be missing, those after it must not depend on it.
        bool mayBeMissing = record.Members[named[0]].OmittedValue is not null;
        writer.Write($$"""
            if (reader.{{(record.IsCase ? "TryReadFirst" : "TryRead")}}({{Utf8Literal.OfJson("{" + Utf8Literal.JsonName(record.Members[named[0]].WireName))}}))
            {
            """);
        foreach (string line in plan.Reads[named[0]]) writer.Write(line);
        if (!mayBeMissing) EmitFollowing(writer, record, plan, named);
        writer.Write("""
            }
            else
            {
                reader.ReadStartObject();
            }
            """).Gap();
        if (!mayBeMissing) return;
        EmitFollowing(writer, record, plan, named);
        writer.Gap();
    }

    // The members behind the first, each with its comma, or without one as long as all before it may be missing.
    private static void EmitFollowing(SourceWriter writer, RecordModel record, RecordReadPlan plan, List<int> named)
    {
        bool mayBeFirst = record.Members[named[0]].OmittedValue is not null;
        foreach (int i in named.Skip(1))
        {
            string method = mayBeFirst ? "TryReadMember" : "TryRead";
            string condition = $"if (reader.{method}({Utf8Literal.OfJson("," + Utf8Literal.JsonName(record.Members[i].WireName))}))";
            mayBeFirst &= record.Members[i].OmittedValue is not null;
            if (plan.Reads[i].Count == 1)
            {
                writer.Write($"{condition} {plan.Reads[i][0]}");
                continue;
            }

            writer.Write(condition).Write("{");
            foreach (string line in plan.Reads[i]) writer.Write(line);
            writer.Write("}");
            if (i != named[named.Count - 1]) writer.Gap();
        }

        if (record.Namespace is { } ns)
        {
            // So that the end is next in what we and Faust write.
            writer.Write($"_ = reader.TryRead({Utf8Literal.OfJson("," + Utf8Literal.FaustMember(ns))});");
        }
    }

    private static void EmitAnyOrder(SourceWriter writer, RecordModel record, RecordReadPlan plan)
    {
        writer.Write("while (reader.ReadName(out global::System.ReadOnlySpan<byte> name))").Write("{");
        int extension = record.Members.ToList().FindIndex(m => m.IsExtensionData);
        IReadOnlyList<string> unknown = extension < 0 ? [plan.Skip()] : plan.Reads[extension];
        EquatableArray<string> unkept = extension < 0 ? default : record.Unkept;
        if (Named(record).Count == 0 && unkept.Count == 0)
        {
            foreach (string line in unknown) writer.Write(line);
        }
        else
        {
            writer.Write("switch (name.Length)").Write("{");
            foreach (int i in Named(record))
            {
                foreach (string name in record.Members[i].Aliases.Prepend(record.Members[i].WireName))
                {
                    writer.Write(Case(name));
                }

                foreach (string line in plan.Reads[i]) writer.Write("    " + line);
                writer.Write("    break;");
            }

            foreach (string name in unkept) writer.Write(Case(name));
            if (unkept.Count > 0) writer.Write("    " + plan.Skip()).Write("    break;");
            writer.Write("default:");
            foreach (string line in unknown) writer.Write("    " + line);
            writer.Write("    break;").Write("}");
        }

        writer.Write("}").Gap();
    }

    private static string Case(string name) => $"case {Encoding.UTF8.GetByteCount(name)} when name.SequenceEqual({Utf8Literal.Quote(name)}u8):";

    private static List<int> Named(RecordModel record) =>
        Enumerable.Range(0, record.Members.Count).Where(i => !record.Members[i].IsExtensionData).ToList();
}
