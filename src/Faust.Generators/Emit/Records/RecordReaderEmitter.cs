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
        writer.Write($$"""
            /// <inheritdoc/>
            public static {{(record.HidesBase ? "new " : "")}}{{record.Type.FullyQualifiedName}} ReadJson(ref {{JsonValueEmitter.ReaderType}} reader)
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

        writer.Write($$"""
            if (reader.TryRead({{Utf8Literal.OfJson("{" + Utf8Literal.JsonName(record.Members[named[0]].WireName))}}))
            {
            """);
        foreach (string line in plan.Reads[named[0]]) writer.Write(line);
        foreach (int i in named.Skip(1))
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
            if (i != named[named.Count - 1]) writer.Gap();
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
        int extension = record.Members.ToList().FindIndex(m => m.IsExtensionData);
        IReadOnlyList<string> unknown = extension < 0 ? [plan.Skip()] : plan.Reads[extension];
        if (Named(record).Count == 0)
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
                    writer.Write($"case {Encoding.UTF8.GetByteCount(name)} when name.SequenceEqual({Utf8Literal.Quote(name)}u8):");
                }

                foreach (string line in plan.Reads[i]) writer.Write("    " + line);
                writer.Write("    break;");
            }

            writer.Write("default:");
            foreach (string line in unknown) writer.Write("    " + line);
            writer.Write("    break;").Write("}");
        }

        writer.Write("}").Gap();
    }

    private static List<int> Named(RecordModel record) =>
        Enumerable.Range(0, record.Members.Count).Where(i => !record.Members[i].IsExtensionData).ToList();
}
