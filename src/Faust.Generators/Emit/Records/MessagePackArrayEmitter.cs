using Faust.Generators.Helpers;
using Faust.Generators.Model;

namespace Faust.Generators.Emit.Records;

/// <summary>Emits records whose members have keys: arrays, written and read; maps of names are read too.</summary>
internal static class MessagePackArrayEmitter
{
    public static void EmitWriter(SourceWriter writer, RecordModel record, MessagePackValueEmitter values)
    {
        if (record.OwnCase is null) writer.Write("/// <inheritdoc/>");
        writer.Write($$"""
            {{(record.OwnCase is { } own ? "private static void " + own.WriteMessagePack : "public static void WriteMessagePack")}}(ref {{MessagePackValueEmitter.WriterType}} writer, {{record.Type.FullyQualifiedName}} value)
            {
            """);
        if (record.IsRecursive) writer.Write("writer.PushDepth();");
        var locals = new LocalNames("writer", "value", "gap");
        List<RecordMemberModel> members = record.Members.OrderBy(m => m.Key).ToList();
        writer.Write($"writer.WriteArrayHeader({members[members.Count - 1].Key + 1});");
        int next = 0;
        bool needsGap = false;
        foreach (RecordMemberModel member in members)
        {
            if (needsGap) writer.Gap();
            if (member.Key == next + 1) writer.Write("writer.WriteNil();");
            else if (member.Key > next) writer.Write($"for (int gap = 0; gap < {member.Key - next}; gap++) writer.WriteNil();");
            string write = values.Write(member.Type, "value." + member.Name, MessagePackMapEmitter.What(record, member), member.Name, locals);
            writer.Write(write);
            needsGap = write.Contains("\n");
            next = member.Key + 1;
        }

        if (record.IsRecursive) writer.Write("writer.PopDepth();");
        writer.Write("}");
    }

    public static void EmitReader(SourceWriter writer, RecordModel record, RecordReadPlan plan, MessagePackNames names)
    {
        writer.Write("if (reader.TryReadArrayHeader(out int left))").Write("{");
        int next = 0;
        foreach (int i in Enumerable.Range(0, record.Members.Count).OrderBy(i => record.Members[i].Key))
        {
            RecordMemberModel member = record.Members[i];
            if (member.Key == next + 1) writer.Write("if (left-- > 0) " + plan.Skip());
            else if (member.Key > next) writer.Write($"for (int gap = 0; gap < {member.Key - next} && left-- > 0; gap++) {plan.Skip()}");
            next = member.Key + 1;

            // Nil where the type has no null is the gap that someone else's version of the record has there.
            string condition = member.Type.AllowsNull ? "if (left-- > 0)" : "if (left-- > 0 && !reader.TryReadNil())";
            if (plan.Reads[i].Count == 1)
            {
                writer.Write($"{condition} {plan.Reads[i][0]}");
                continue;
            }

            writer.Gap().Write(condition).Write("{");
            foreach (string line in plan.Reads[i]) writer.Write(line);
            writer.Write("}").Gap();
        }

        writer.Write("while (left-- > 0) " + plan.Skip()).Write("}").Write("else").Write("{");
        MessagePackMapEmitter.EmitReader(writer, record, plan, names, "left = reader.ReadMapHeader();");
        writer.Write("}");
    }
}
