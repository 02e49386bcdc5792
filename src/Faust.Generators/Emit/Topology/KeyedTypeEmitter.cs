using Faust.Generators.Helpers;
using Faust.Generators.Model;

namespace Faust.Generators.Emit.Topology;

/// <summary>Emits the generated part of a topic or a table: its name and its codecs.</summary>
internal static class KeyedTypeEmitter
{
    public static string HintName(TopicFileModel topic) => Helpers.HintName.For(topic.Topic.Type.MetadataName, ".Topic");

    public static string HintName(TableFileModel table) => Helpers.HintName.For(table.Table.Type.MetadataName, ".Table");

    public static string Emit(TopicFileModel topic) => Emit(topic.Topic.Type, topic.Topic.Name, topic.Codecs, isTopic: true);

    public static string Emit(TableFileModel table) => Emit(table.Table.Type, table.Table.Name, table.Codecs, isTopic: false);

    private static string Emit(TypeDeclarationModel type, string name, CodecsModel codecs, bool isTopic)
    {
        var json = new JsonValueEmitter(codecs.JsonHelperName);
        var messagePack = new MessagePackValueEmitter(codecs.MessagePackHelperName);
        SourceWriter writer = GeneratedFile.Open(type);
        CodecEmitter[] sides = [new("key", type.Name, codecs.Key, json, messagePack), new("value", type.Name, codecs.Value, json, messagePack)];
        foreach (CodecEmitter side in sides) side.WriteFields(writer);
        writer.Gap().Write($"""
            /// <inheritdoc/>
            public override string Name => "{name}";
            """);
        WriteAttach(writer, [.. sides.SelectMany(s => s.Attachments)]);
        foreach (CodecEmitter side in sides) side.WriteMethods(writer);
        if (isTopic && codecs is { HasEventTime: true, Value.Type: { } value })
        {
            string record = value.IsValueType && value.AllowsNull ? "value.Value" : "value";
            writer.Gap().Write($"""
                /// <inheritdoc/>
                public override long? GetEventTime({value.VariableType} value) =>
                    global::Faust.Records.EventTime.OrNull({value.Name}.GetEventTime({record}));
                """);
        }

        if (isTopic && codecs is { IsClassified: true, Value.Type: { } classified })
        {
            writer.Gap().Write($"""
                /// <inheritdoc/>
                public override global::System.Collections.Generic.IReadOnlyList<global::Faust.Records.ClassifiedMember> ClassifiedMembers =>
                    global::Faust.Records.ClassifiedMember.Of<{classified.Name}>();
                """);
        }

        json.WriteHelpers(writer);
        messagePack.WriteHelpers(writer);
        return GeneratedFile.Close(writer, type);
    }

    private static void WriteAttach(SourceWriter writer, string[] attachments)
    {
        if (attachments.Length == 0) return;
        writer.Gap().Write("""
            /// <inheritdoc/>
            public override void AttachCodecs(global::System.IServiceProvider services)
            {
            """);
        foreach (string attachment in attachments) writer.Write(attachment);
        writer.Write("}");
    }
}
