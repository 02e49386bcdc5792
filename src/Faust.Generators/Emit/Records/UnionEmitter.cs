using Faust.Generators.Helpers;
using Faust.Generators.Model;

namespace Faust.Generators.Emit.Records;

/// <summary>Emits the serializer of a closed hierarchy, which finds the case and leaves its members to it.</summary>
internal static class UnionEmitter
{
    public static string HintName(UnionModel union) => Helpers.HintName.For(union.Type.MetadataName, ".Union");

    public static string Emit(UnionModel union)
    {
        string self = union.Type.FullyQualifiedName;
        string bases = $" : global::Faust.Records.IJsonRecord<{self}>";
        if (union.HasEventTime) bases += $", global::Faust.Records.IEventTime<{self}>";
        SourceWriter writer = GeneratedFile.Open(union.Type, bases);
        EmitWriter(writer, union);
        writer.Gap();
        EmitReader(writer, union);
        EmitEventTime(writer, union);
        if (union.IsInterface) EmitContract(writer, union);
        return GeneratedFile.Close(writer, union.Type);
    }

    private static void EmitWriter(SourceWriter writer, UnionModel union)
    {
        string type = union.Type.Name.TrimStart('@');
        writer.Write($$"""
            /// <inheritdoc/>
            public static {{(union.IsInterface ? "new " : "")}}void WriteJson(ref {{JsonValueEmitter.WriterType}} writer, {{union.Type.FullyQualifiedName}} value)
            {
            """);
        bool patches = union.Discriminator is not null;
        if (patches) writer.Write("int start;");
        writer.Write("switch (value)").Write("{");
        writer.Write("case null:").Write($"    throw writer.UnexpectedNull(\"{type}\");");
        foreach (UnionCaseModel @case in union.Cases)
        {
            writer.Write(Pattern(@case));
            if (union.Discriminator is { } name)
            {
                writer.Write($"    start = writer.BeginCase({Utf8Literal.OfText("{" + Utf8Literal.JsonName(name) + Value(@case))});");
                writer.Write("    " + Write(union, @case)).Write("    writer.EndCase(start);");
            }
            else
            {
                writer.Write("    " + Write(union, @case));
                if (!@case.WritesDiscriminator) writer.Write($"    writer.WriteLastMember({Utf8Literal.OfJson("," + Utf8Literal.FaustMember(@case.Value) + "}")});");
            }

            writer.Write("    break;");
        }

        writer.Write("default:").Write($"    throw writer.UnknownCase(value, \"{type}\");").Write("}").Write("}");
    }

    private static void EmitReader(SourceWriter writer, UnionModel union)
    {
        string modifiers = union.HidesBase || union.IsInterface ? "public static new " : "public static ";
        string name = union.Discriminator ?? "__faust";
        string find = union.Discriminator is null
            ? "reader.ReadFaustNamespace()"
            : $"reader.ReadDiscriminator({Utf8Literal.OfJson("{" + Utf8Literal.JsonName(name))}, {Utf8Literal.Quote(name)}u8)";
        writer.Write($$"""
            /// <inheritdoc/>
            {{modifiers}}{{union.Type.FullyQualifiedName}} ReadJson(ref {{JsonValueEmitter.ReaderType}} reader)
            {
                global::Faust.Records.JsonDiscriminator found = {{find}};
            """);
        foreach (UnionCaseModel @case in union.Cases)
        {
            string test = $"found.{(@case.IsNumber ? "IsNumber" : "Is")}({Utf8Literal.Quote(@case.Value)}u8)";
            writer.Write($"if ({test}) return {Read(union, @case)};");
        }

        string known = string.Join(", ", union.Cases.Select(c => c.IsNumber ? c.Value : $"'{c.Value}'"));
        writer.Write($"throw reader.UnknownCase(found, {Utf8Literal.Quote(name)}, \"{union.Type.Name.TrimStart('@')}\", {Utf8Literal.Quote(known)});");
        writer.Write("}");
    }

    private static void EmitEventTime(SourceWriter writer, UnionModel union)
    {
        if (!union.HasEventTime) return;
        writer.Gap().Write($$"""
            /// <inheritdoc/>
            public static {{(union.IsInterface ? "new " : "")}}long GetEventTime({{union.Type.FullyQualifiedName}} value) => value switch
            {
            """);
        foreach (UnionCaseModel @case in union.Cases.Where(c => c.HasEventTime))
        {
            writer.Write($"{Pattern(@case).Substring("case ".Length).TrimEnd(':')} => {(@case.IsSelf ? union.OwnCase!.GetEventTime : @case.Type + ".GetEventTime")}(some),");
        }

        writer.Write("_ => global::Faust.Records.EventTime.None,").Write("};");
    }

    // Generic code reaches an interface's static methods only as implementations of its own.
    private static void EmitContract(SourceWriter writer, UnionModel union)
    {
        string self = union.Type.FullyQualifiedName;
        writer.Gap().Write($"""
            static void global::Faust.Records.IJsonRecord<{self}>.WriteJson(ref {JsonValueEmitter.WriterType} writer, {self} value) =>
                WriteJson(ref writer, value);

            static {self} global::Faust.Records.IJsonRecord<{self}>.ReadJson(ref {JsonValueEmitter.ReaderType} reader) =>
                ReadJson(ref reader);
            """);
        if (!union.HasEventTime) return;
        writer.Gap().Write($"static long global::Faust.Records.IEventTime<{self}>.GetEventTime({self} value) => GetEventTime(value);");
    }

    /// <summary>The label of a case, with the value as <c>some</c>. A type derived from a case is none, unless it is listed too.</summary>
    public static string Pattern(UnionCaseModel @case) =>
        $"case {@case.Type} some{(@case.IsExact ? "" : $" when some.GetType() == typeof({@case.Type})")}:";

    private static string Write(UnionModel union, UnionCaseModel @case)
    {
        if (@case.IsSelf) return union.OwnCase!.WriteJson + "(ref writer, some);";
        return @case.IsExplicit
            ? $"global::Faust.Records.JsonRecord.Write<{@case.Type}>(ref writer, some);"
            : $"{@case.Type}.WriteJson(ref writer, some);";
    }

    private static string Read(UnionModel union, UnionCaseModel @case)
    {
        if (@case.IsSelf) return union.OwnCase!.ReadJson + "(ref reader)";
        return @case.IsExplicit ? $"global::Faust.Records.JsonRecord.Read<{@case.Type}>(ref reader)" : $"{@case.Type}.ReadJson(ref reader)";
    }

    private static string Value(UnionCaseModel @case) => @case.IsNumber ? @case.Value : Utf8Literal.JsonText(@case.Value);
}
