using Faust.Generators.Emit.Checks;
using Faust.Generators.Helpers;
using Faust.Generators.Model;

namespace Faust.Generators.Emit.Records;

/// <summary>Emits a record's MessagePack, in a file of its own.</summary>
internal static class MessagePackRecordEmitter
{
    public static string HintName(RecordModel record) => Helpers.HintName.For(record.Type.MetadataName, ".Record.MessagePack");

    public static string Emit(RecordModel record)
    {
        var values = new MessagePackValueEmitter(record.MessagePack!.HelperName);
        // Of a hierarchy that is its own case, the hierarchy's own file declares what is public.
        string bases = record.OwnCase is null ? $" : global::Faust.Records.IMessagePackRecord<{record.Type.FullyQualifiedName}>" : "";
        SourceWriter writer = GeneratedFile.Open(record.Type, bases, isFurther: true);
        var names = new MessagePackNames(record, values);
        if (record.HasKeys) MessagePackArrayEmitter.EmitWriter(writer, record, values);
        else MessagePackMapEmitter.EmitWriter(writer, record, values, names);
        writer.Gap();
        EmitReader(writer, record, values, names);
        values.WriteHelpers(writer);
        return GeneratedFile.Close(writer, record.Type);
    }

    private static void EmitReader(SourceWriter writer, RecordModel record, MessagePackValueEmitter values, MessagePackNames names)
    {
        var plan = new RecordReadPlan(record, values);
        string access = record.OwnCase is not null ? "private static " : record.MessagePack!.HidesBase ? "public static new " : "public static ";
        if (record.OwnCase is null) writer.Write("/// <inheritdoc/>");
        writer.Write($$"""
            {{access}}{{record.Type.FullyQualifiedName}} {{record.OwnCase?.ReadMessagePack ?? "ReadMessagePack"}}(ref {{MessagePackValueEmitter.ReaderType}} reader)
            {
            """);
        if (record.IsRecursive) writer.Write("reader.PushDepth();");
        string? valid = RecordChecksEmitter.ValidCall(record);
        if (plan.Checks.Count > 0 || valid is not null) writer.Write("int start = reader.Position;");
        foreach (string declaration in plan.Declarations) writer.Write(declaration);
        writer.Gap();
        if (record.HasKeys) MessagePackArrayEmitter.EmitReader(writer, record, plan, names);
        else MessagePackMapEmitter.EmitReader(writer, record, plan, names, "int left = reader.ReadMapHeader();");
        writer.Gap();
        if (record.IsRecursive) writer.Write("reader.PopDepth();");
        foreach (string check in plan.Checks) writer.Write(check);
        writer.Write(RecordChecksEmitter.Returning(record, plan.Construction)).Write("}");
    }
}
