using System.Text;
using Faust.Generators.Helpers;
using Faust.Generators.Model;

namespace Faust.Generators.Emit.Records;

/// <summary>Emits records as maps: the members' names, first in declared order, then however they come.</summary>
internal static class MessagePackMapEmitter
{
    public static void EmitWriter(SourceWriter writer, RecordModel record, MessagePackValueEmitter values, MessagePackNames names)
    {
        if (record.OwnCase is null) writer.Write("/// <inheritdoc/>");
        writer.Write($$"""
            {{(record.OwnCase is { } own ? "private static void " + own.WriteMessagePack : "public static void WriteMessagePack")}}(ref {{MessagePackValueEmitter.WriterType}} writer, {{record.Type.FullyQualifiedName}} value)
            {
            """);
        if (record.IsRecursive) writer.Write("writer.PushDepth();");
        var locals = new LocalNames("writer", "value", "count");
        int count = record.Members.Count;
        Dictionary<int, string> flags = EmitFlags(writer, record, locals);
        bool isFirst = count > 0 && flags.Count == 0;
        if (flags.Count > 0)
        {
            // The header counts what is written.
            string omitted = string.Join(" + ", flags.Values.Select(f => $"({f} ? 1 : 0)"));
            writer.Write($"writer.WriteMapHeader({count - flags.Count} + {omitted});");
        }
        else if (count == 0)
        {
            writer.Write("writer.WriteMapHeader(0);");
        }

        bool needsGap = flags.Count > 0;
        for (int i = 0; i < count; i++)
        {
            RecordMemberModel member = record.Members[i];
            if (needsGap) writer.Gap();
            if (flags.TryGetValue(i, out string? flag)) writer.Gap().Write($"if ({flag})").Write("{");
            writer.Write($"writer.WriteRaw({(isFirst ? names.First(i, count) : names.Of(i))});");
            isFirst = false;
            string write = values.Write(member.Type, "value." + member.Name, What(record, member), member.Name, locals);
            writer.Write(write);
            if (flag is not null) writer.Write("}");
            needsGap = flag is not null || write.Contains("\n");
        }

        if (record.IsRecursive) writer.Write("writer.PopDepth();");
        writer.Write("}");
    }

    public static void EmitReader(SourceWriter writer, RecordModel record, RecordReadPlan plan, MessagePackNames names, string header)
    {
        writer.Write(header);
        for (int i = 0; i < record.Members.Count; i++)
        {
            writer.Write($"if (left > 0 && reader.TryRead({names.Of(i)}))").Write("{");
            foreach (string line in plan.Reads[i]) writer.Write(line);
            writer.Write("left--;").Write("}").Gap();
        }

        EmitAnyOrder(writer, record, plan);
    }

    /// <summary>What a member is to the user.</summary>
    public static string What(RecordModel record, RecordMemberModel member) => $"{record.Type.Name}.{member.Name}".Replace("@", "");

    private static void EmitAnyOrder(SourceWriter writer, RecordModel record, RecordReadPlan plan)
    {
        writer.Write("for (; left > 0; left--)").Write("{");
        if (record.Members.Count == 0)
        {
            writer.Write(plan.Skip()).Write(plan.Skip()).Write("}");
            return;
        }

        // Where bytes have moved, what looks like an unknown name may be what must not be shown: the place is the record then.
        bool isMasked = record.Privacy is not null;
        if (isMasked) writer.Write("int entry = reader.Position;");
        // With its type, a discard stays one where a member is called '_'.
        writer.Write("switch (reader.ReadKey(out global::System.ReadOnlySpan<byte> name, out long _) ? name.Length : -1)").Write("{");
        for (int i = 0; i < record.Members.Count; i++)
        {
            RecordMemberModel member = record.Members[i];
            foreach (string name in member.Aliases.Where(a => a != member.MessagePackName).Prepend(member.MessagePackName))
            {
                writer.Write($"case {Encoding.UTF8.GetByteCount(name)} when name.SequenceEqual({Utf8Literal.Quote(name)}u8):");
            }

            foreach (string line in plan.Reads[i]) writer.Write("    " + line);
            writer.Write("    break;");
        }

        writer.Write("default:").Write("    " + (isMasked ? plan.Skip("entry") : plan.Skip())).Write("    break;").Write("}").Write("}");
    }

    // Whether each member that may be left out is written, asked once: the header's count and what follows must agree.
    private static Dictionary<int, string> EmitFlags(SourceWriter writer, RecordModel record, LocalNames locals)
    {
        var flags = new Dictionary<int, string>();
        for (int i = 0; i < record.Members.Count; i++)
        {
            RecordMemberModel member = record.Members[i];
            if (member.OmittedValue is null) continue;
            string flag = locals.For(member.Name, "has");
            flags.Add(i, flag);
            writer.Write($"bool {flag} = {RecordWriterEmitter.Differs(member, "value." + member.Name)};");
        }

        return flags;
    }
}
