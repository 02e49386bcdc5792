using Faust.Generators.Helpers;
using Faust.Generators.Model;

namespace Faust.Generators.Emit.Topology;

/// <summary>Emits the generated part of a topic or a table: its name and its codecs.</summary>
internal static class KeyedTypeEmitter
{
    private const string Buffer = "global::Faust.Records.ByteBuffer";
    private const string Strings = "global::Faust.Records.Utf8StringCache?";
    private const string Bytes = "global::System.ReadOnlySpan<byte>";

    public static string HintName(TopicFileModel topic) => Helpers.HintName.For(topic.Topic.Type.MetadataName, ".Topic");

    public static string HintName(TableFileModel table) => Helpers.HintName.For(table.Table.Type.MetadataName, ".Table");

    public static string Emit(TopicFileModel topic) => Emit(topic.Topic.Type, topic.Topic.Name, topic.Codec, isTopic: true);

    public static string Emit(TableFileModel table) => Emit(table.Table.Type, table.Table.Name, table.Codec, isTopic: false);

    private static string Emit(TypeDeclarationModel type, string name, CodecModel codec, bool isTopic)
    {
        var values = new JsonValueEmitter("Codecs");
        SourceWriter writer = GeneratedFile.Open(type);
        writer.Write($"""
            /// <inheritdoc/>
            public override string Name => "{name}";
            """);
        WriteKeyMethods(writer, type, codec, values);
        WriteJsonWriter(writer, type, "WriteValue", "value", codec.Value, values);
        WriteJsonReader(writer, type, "ReadValue", codec.Value, values);
        if (isTopic && codec.HasEventTime)
        {
            string record = codec.Value.IsValueType && codec.Value.AllowsNull ? "value.Value" : "value";
            writer.Gap().Write($"""
                /// <inheritdoc/>
                public override long? GetEventTime({codec.Value.VariableType} value) =>
                    global::Faust.Records.EventTime.OrNull({codec.Value.Name}.GetEventTime({record}));
                """);
        }

        values.WriteHelpers(writer);
        return GeneratedFile.Close(writer, type);
    }

    private static void WriteKeyMethods(SourceWriter writer, TypeDeclarationModel type, CodecModel codec, JsonValueEmitter values)
    {
        if (!codec.IsRawKey)
        {
            WriteJsonWriter(writer, type, "WriteKey", "key", codec.Key, values);
            WriteJsonReader(writer, type, "ReadKey", codec.Key, values);
            return;
        }

        string key = codec.Key.IsValueType && codec.Key.AllowsNull ? "key.Value" : "key";
        string read = codec.Key.Kind switch
        {
            WireTypeKind.String => "ReadString(bytes, strings)",
            WireTypeKind.Base64 => "ReadBytes(bytes)",
            _ => $"Read{codec.Key.Kind}(bytes)",
        };
        writer.Gap().Write($"""
            /// <inheritdoc/>
            public override void WriteKey({codec.Key.VariableType} key, {Buffer} buffer) => global::Faust.Records.RawCodec.Write(buffer, {key});

            /// <inheritdoc/>
            public override {codec.Key.VariableType} ReadKey({Bytes} bytes, {Strings} strings) => global::Faust.Records.RawCodec.{read};
            """);
    }

    private static void WriteJsonWriter(
        SourceWriter writer, TypeDeclarationModel type, string method, string parameter, WireTypeModel model, JsonValueEmitter values)
    {
        writer.Gap().Write($$"""
            /// <inheritdoc/>
            public override void {{method}}({{model.VariableType}} {{parameter}}, {{Buffer}} buffer)
            {
            """);
        writer.Write($"var writer = new {JsonValueEmitter.WriterType}(buffer);");
        writer.Write(values.Write(model, parameter, $"{parameter} of {type.Name}", parameter, new LocalNames("writer", "buffer", parameter)));
        writer.Write("writer.Complete();").Write("}");
    }

    private static void WriteJsonReader(SourceWriter writer, TypeDeclarationModel type, string method, WireTypeModel model, JsonValueEmitter values)
    {
        writer.Gap().Write($$"""
            /// <inheritdoc/>
            public override {{model.VariableType}} {{method}}({{Bytes}} bytes, {{Strings}} strings)
            {
                var reader = new {{JsonValueEmitter.ReaderType}}(bytes, strings);
                try
                {
                    {{model.VariableType}} value = {{values.Read(model)}};
                    reader.ReadEnd();
                    return value;
                }
                catch (global::Faust.Records.RecordFormatException e)
                {
                    throw e.In(bytes, "{{(model.Kind == WireTypeKind.Record ? model.Id : type.Name)}}");
                }
            }
            """);
    }
}
