using System.Text;
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
        writer.Write($$"""
            /// <inheritdoc/>
            public static {{(record.HidesBase ? "new " : "")}}{{record.Type.FullyQualifiedName}} ReadJson(ref {{JsonValueEmitter.ReaderType}} reader)
            {
            """);
        if (record.IsRecursive) writer.Write("reader.PushDepth();");
        foreach (string declaration in plan.Declarations) writer.Write(declaration);
        writer.Gap();
        EmitDeclaredOrder(writer, record, plan);
        EmitAnyOrder(writer, record, plan);
        if (record.IsRecursive) writer.Write("reader.PopDepth();");
        foreach (string check in plan.Checks) writer.Write(check);
        writer.Write(plan.Construction);
        writer.Write("}");
    }

    private static void EmitDeclaredOrder(SourceWriter writer, RecordModel record, RecordReadPlan plan)
    {
        if (record.Members.Count == 0)
        {
            writer.Write("reader.ReadStartObject();");
            return;
        }

        writer.Write($$"""
            if (reader.TryRead({{Utf8Literal.OfJson("{" + Utf8Literal.JsonName(record.Members[0].WireName))}}))
            {
            """);
        foreach (string line in plan.Reads[0]) writer.Write(line);
        for (int i = 1; i < record.Members.Count; i++)
        {
            string condition = $"if (reader.TryRead({Utf8Literal.OfJson("," + Utf8Literal.JsonName(record.Members[i].WireName))}))";
            if (plan.Reads[i].Count == 1)
            {
                writer.Write($"{condition} {plan.Reads[i][0]}");
                continue;
            }

            writer.Write(condition).Write("{");
            foreach (string line in plan.Reads[i]) writer.Write(line);
            writer.Write("}");
            if (i < record.Members.Count - 1) writer.Gap();
        }

        writer.Write("""
            }
            else
            {
                reader.ReadStartObject();
            }
            """).Gap();
    }

    private static void EmitAnyOrder(SourceWriter writer, RecordModel record, RecordReadPlan plan)
    {
        writer.Write("while (reader.ReadName(out global::System.ReadOnlySpan<byte> name))").Write("{");
        if (record.Members.Count == 0)
        {
            writer.Write("reader.SkipValue();");
        }
        else
        {
            writer.Write("switch (name.Length)").Write("{");
            for (int i = 0; i < record.Members.Count; i++)
            {
                foreach (string name in record.Members[i].Aliases.Prepend(record.Members[i].WireName))
                {
                    writer.Write($"case {Encoding.UTF8.GetByteCount(name)} when name.SequenceEqual({Utf8Literal.Quote(name)}u8):");
                }

                foreach (string line in plan.Reads[i]) writer.Write("    " + line);
                writer.Write("    break;");
            }

            writer.Write("""
                default:
                    reader.SkipValue();
                    break;
                """).Write("}");
        }

        writer.Write("}").Gap();
    }
}
