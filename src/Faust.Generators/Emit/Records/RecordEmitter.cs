using Faust.Generators.Helpers;
using Faust.Generators.Model;

namespace Faust.Generators.Emit.Records;

/// <summary>Emits a record's serializer.</summary>
internal static class RecordEmitter
{
    public static string HintName(RecordModel record) => Helpers.HintName.For(record.Type.MetadataName, ".Record");

    public static string Emit(RecordModel record)
    {
        string self = record.Type.FullyQualifiedName;
        string bases = $" : global::Faust.Records.IJsonRecord<{self}>";
        if (record.EventTime != EventTimeKind.None) bases += $", global::Faust.Records.IEventTime<{self}>";
        // The hierarchy's own file declares what is public.
        if (record.OwnCase is not null) bases = "";

        var values = new JsonValueEmitter(record.HelperName);
        SourceWriter writer = GeneratedFile.Open(record.Type, bases, isFurther: record.OwnCase is not null);
        RecordWriterEmitter.Emit(writer, record, values);
        writer.Gap();
        RecordReaderEmitter.Emit(writer, record, values);
        EmitEventTime(writer, record);
        values.WriteHelpers(writer);
        return GeneratedFile.Close(writer, record.Type);
    }

    private static void EmitEventTime(SourceWriter writer, RecordModel record)
    {
        if (record.EventTime == EventTimeKind.None) return;
        string member = "value." + record.Members[record.EventTimeMember].Name;
        string milliseconds = record.EventTime switch
        {
            EventTimeKind.DateTimeOffset => member + ".ToUnixTimeMilliseconds()",
            EventTimeKind.DateTime => $"global::Faust.Records.EventTime.ToUnixTimeMilliseconds({member})",
            _ => member,
        };
        if (record.OwnCase is { } own)
        {
            writer.Gap().Write($"private static long {own.GetEventTime}({record.Type.FullyQualifiedName} value) => {milliseconds};");
            return;
        }

        writer.Gap().Write($"""
            /// <inheritdoc/>
            public static long GetEventTime({record.Type.FullyQualifiedName} value) => {milliseconds};
            """);
    }
}
