using Faust.Generators.Helpers;
using Faust.Generators.Model;

namespace Faust.Generators.Emit.Records;

/// <summary>Emits a closed hierarchy's MessagePack, in a file of its own: an array of what tells the case apart, and the case.</summary>
internal static class MessagePackUnionEmitter
{
    public static string HintName(UnionModel union) => Helpers.HintName.For(union.Type.MetadataName, ".Union.MessagePack");

    public static string Emit(UnionModel union)
    {
        SourceWriter writer = GeneratedFile.Open(
            union.Type, $" : global::Faust.Records.IMessagePackRecord<{union.Type.FullyQualifiedName}>", isFurther: true);
        EmitWriter(writer, union);
        writer.Gap();
        EmitReader(writer, union);
        if (union.IsInterface) EmitContract(writer, union);
        return GeneratedFile.Close(writer, union.Type);
    }

    private static void EmitWriter(SourceWriter writer, UnionModel union)
    {
        string type = union.Type.Name.TrimStart('@');
        writer.Write($$"""
            /// <inheritdoc/>
            public static {{(union.IsInterface ? "new " : "")}}void WriteMessagePack(ref {{MessagePackValueEmitter.WriterType}} writer, {{union.Type.FullyQualifiedName}} value)
            {
            """);
        writer.Write("switch (value)").Write("{").Write("case null:").Write($"    throw writer.UnexpectedNull(\"{type}\");");
        foreach (UnionCaseModel @case in union.Cases)
        {
            string value = @case.IsMessagePackNumber ? @case.MessagePackValue : Utf8Literal.Quote(@case.MessagePackValue) + "u8";
            writer.Write(UnionEmitter.Pattern(@case));
            writer.Write($"    writer.WriteCase({value});");
            writer.Write("    " + Write(union, @case));
            writer.Write("    break;");
        }

        writer.Write("default:").Write($"    throw writer.UnknownCase(value, \"{type}\");").Write("}").Write("}");
    }

    private static void EmitReader(SourceWriter writer, UnionModel union)
    {
        string modifiers = union.MessagePack!.HidesBase || union.IsInterface ? "public static new " : "public static ";
        writer.Write($$"""
            /// <inheritdoc/>
            {{modifiers}}{{union.Type.FullyQualifiedName}} ReadMessagePack(ref {{MessagePackValueEmitter.ReaderType}} reader)
            {
                global::Faust.Records.MessagePackDiscriminator found = reader.ReadDiscriminator();
            """);
        foreach (UnionCaseModel @case in union.Cases)
        {
            string test = @case.IsMessagePackNumber
                ? $"found.IsNumber({@case.MessagePackValue})"
                : $"found.Is({Utf8Literal.Quote(@case.MessagePackValue)}u8)";
            writer.Write($"if ({test}) return {Read(union, @case)};");
        }

        string known = string.Join(", ", union.Cases.Select(c => c.IsMessagePackNumber ? c.MessagePackValue : $"'{c.MessagePackValue}'"));
        writer.Write($"throw reader.UnknownCase(found, \"{union.Type.Name.TrimStart('@')}\", {Utf8Literal.Quote(known)});");
        writer.Write("}");
    }

    // Generic code reaches an interface's static methods only as implementations of its own.
    private static void EmitContract(SourceWriter writer, UnionModel union)
    {
        string self = union.Type.FullyQualifiedName;
        writer.Gap().Write($"""
            static void global::Faust.Records.IMessagePackRecord<{self}>.WriteMessagePack(ref {MessagePackValueEmitter.WriterType} writer, {self} value) =>
                WriteMessagePack(ref writer, value);

            static {self} global::Faust.Records.IMessagePackRecord<{self}>.ReadMessagePack(ref {MessagePackValueEmitter.ReaderType} reader) =>
                ReadMessagePack(ref reader);
            """);
    }

    private static string Write(UnionModel union, UnionCaseModel @case)
    {
        if (@case.IsSelf) return union.OwnCase!.WriteMessagePack + "(ref writer, some);";
        return @case.IsMessagePackExplicit
            ? $"global::Faust.Records.MessagePackRecord.Write<{@case.Type}>(ref writer, some);"
            : $"{@case.Type}.WriteMessagePack(ref writer, some);";
    }

    private static string Read(UnionModel union, UnionCaseModel @case)
    {
        if (@case.IsSelf) return union.OwnCase!.ReadMessagePack + "(ref reader)";
        return @case.IsMessagePackExplicit
            ? $"global::Faust.Records.MessagePackRecord.Read<{@case.Type}>(ref reader)"
            : $"{@case.Type}.ReadMessagePack(ref reader)";
    }
}
