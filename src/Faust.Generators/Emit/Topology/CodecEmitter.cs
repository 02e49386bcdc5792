using Faust.Generators.Helpers;
using Faust.Generators.Model;

namespace Faust.Generators.Emit.Topology;

/// <summary>Emits how the keys or the values of a topic or a table are written and read.</summary>
/// <param name="role"><c>key</c> or <c>value</c>.</param>
/// <param name="owner">The topic or table.</param>
/// <param name="codec">How.</param>
/// <param name="json">Where the methods for JSON's values are collected.</param>
/// <param name="messagePack">Where those for MessagePack's are.</param>
internal sealed class CodecEmitter(string role, string owner, CodecModel codec, JsonValueEmitter json, MessagePackValueEmitter messagePack)
{
    private const string Rented = "global::Faust.Generated.RentedBuffer";

    private readonly string _side = char.ToUpperInvariant(role[0]) + role.Substring(1);

    private bool HasSteps => codec.Steps.Count > 0;

    private string Codec => codec.CodecField;

    private string Steps => codec.StepsField;

    // Where the codec writes to, and what it reads from.
    private string Buffer => HasSteps ? "plain.Buffer" : "buffer";

    private string Bytes => HasSteps ? "plain.Bytes" : "bytes";

    /// <summary>Statements that tell the user's codecs what they are for.</summary>
    public IEnumerable<string> Attachments => Fields.Select(f =>
        $"{f.Name}.Attach(new global::Faust.CodecContext(Name, {(role == "key" ? "true" : "false")}, services));");

    private IEnumerable<(string Name, string Type, string Value)> Fields
    {
        get
        {
            if (codec.UserCodec is { } user) yield return (Codec, $"global::Faust.ICodec<{codec.VariableType}>", $"new {user}()");
            if (!HasSteps) yield break;
            string steps = string.Join(", ", codec.Steps.Select(s => $"new {s}()"));
            yield return (Steps, "global::Faust.Generated.CodecChain", $"new global::Faust.Generated.CodecChain({steps})");
        }
    }

    public void WriteFields(SourceWriter writer)
    {
        foreach ((string name, string type, string value) in Fields) writer.Write($"private readonly {type} {name} = {value};");
    }

    public void WriteMethods(SourceWriter writer)
    {
        string write = $"public override void Write{_side}({codec.VariableType} {role}, global::Faust.Records.ByteBuffer buffer)";
        string read = $"public override {codec.VariableType} Read{_side}"
            + "(global::System.ReadOnlySpan<byte> bytes, global::Faust.Records.Utf8StringCache? strings)";
        (string writeBody, string readBody) = codec.Kind switch
        {
            CodecKind.Json => Generated(json, JsonValueEmitter.WriterType, JsonValueEmitter.ReaderType, "In"),
            CodecKind.MessagePack => Generated(messagePack, MessagePackValueEmitter.WriterType, MessagePackValueEmitter.ReaderType, "InMessagePack"),
            CodecKind.Raw => Raw(),
            _ => User(),
        };
        WriteBody(writer, write, writeBody);
        ReadBody(writer, read, readBody);
    }

    private void WriteBody(SourceWriter writer, string header, string body)
    {
        writer.Gap().Write("/// <inheritdoc/>");
        if (!HasSteps && !body.Contains("\n"))
        {
            writer.Write($"{header} => {body}");
            return;
        }

        writer.Write(header).Write("{");
        if (HasSteps) writer.Write($"using {Rented} plain = {Rented}.Rent();");
        writer.Write(body);
        if (HasSteps) writer.Write($"{Steps}.Encode(plain, buffer);");
        writer.Write("}");
    }

    private void ReadBody(SourceWriter writer, string header, string body)
    {
        writer.Gap().Write("/// <inheritdoc/>");
        bool isExpression = !body.Contains("\n");
        if (!HasSteps && isExpression)
        {
            writer.Write($"{header} => {body};");
            return;
        }

        writer.Write(header).Write("{");
        if (HasSteps) writer.Write($"using {Rented} plain = {Steps}.Decode(bytes, MaxDecodedLength, \"{role} of {owner}\");");
        writer.Write(isExpression ? $"return {body};" : body).Write("}");
    }

    private (string Write, string Read) Raw()
    {
        WireTypeModel type = codec.Type!;
        string value = type.IsValueType && type.AllowsNull ? role + ".Value" : role;
        string read = type.Kind switch
        {
            WireTypeKind.String => $"ReadString({Bytes}, strings)",
            WireTypeKind.Base64 => $"ReadBytes({Bytes})",
            _ => $"Read{type.Kind}({Bytes})",
        };
        return ($"global::Faust.RawCodec.Write({Buffer}, {value});", $"global::Faust.RawCodec.{read}");
    }

    private (string Write, string Read) User() =>
        ($"{Codec}.Write({role}, {Buffer});", $"global::Faust.Generated.UserCodec.Read({Codec}, {Bytes}, \"{role} of {owner}\")");

    private (string Write, string Read) Generated(ValueEmitter values, string writerType, string readerType, string inMethod)
    {
        string write = $"""
            var writer = new {writerType}({Buffer});
            {values.Write(codec.Type!, role, $"{role} of {owner}", role, new LocalNames("writer", "buffer", "plain", role))}
            writer.Complete();
            """;
        string read = $$"""
            var reader = new {{readerType}}({{Bytes}}, strings);
            try
            {
                {{codec.VariableType}} value = {{values.Read(codec.Type!)}};
                reader.ReadEnd();
                return value;
            }
            catch (global::Faust.Records.RecordFormatException e)
            {
                throw e.{{inMethod}}({{Bytes}}, "{{(codec.Type!.Kind == WireTypeKind.Record ? codec.Type.Id : owner)}}");
            }
            """;
        return (write, read);
    }
}
