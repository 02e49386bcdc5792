using Faust.Generators.Helpers;
using Faust.Generators.Model;
using Faust.Generators.Model.Privacy;
using Faust.Generators.Parsing.Checks;

namespace Faust.Generators.Emit.Privacy;

/// <summary>Emits how a record is printed without what not everybody may see, and the list of that, in a file of their own.</summary>
internal static class PrivacyEmitter
{
    private const string Interface = "global::Faust.Records.IClassifiedRecord";
    private const string Member = "global::Faust.Records.ClassifiedMember";
    private const string Data = "global::Faust.SensitiveData";

    public static string HintName(RecordModel record) => Helpers.HintName.For(record.Type.MetadataName, ".Privacy");

    public static string Emit(RecordModel record)
    {
        PrivacyModel privacy = record.Privacy!;
        SourceWriter writer = GeneratedFile.Open(record.Type, " : " + Interface, isFurther: true);
        if (privacy.Print == PrintKind.PrintMembers) EmitPrintMembers(writer, privacy);
        else if (privacy.Print == PrintKind.Text) EmitToString(writer, record.Type.Name.TrimStart('@'), privacy);
        writer.Gap().Write($"""
            {GeneratedFile.Attribute}
            static global::System.Collections.Generic.IReadOnlyList<{Member}> {Interface}.ClassifiedMembers => {privacy.ListName}.Members;
            """).Gap().Write($$"""
            {{GeneratedFile.Attribute}}
            private static class {{privacy.ListName}}
            {
            """).Write($"public static readonly {Member}[] Members =").Write("[");
        foreach (ClassifiedMemberModel member in privacy.Classified)
        {
            writer.Write($"    new {Member}({CheckLiteral.Quote(member.Name)}, {CheckLiteral.Quote(member.WireName)}, {Data}.{member.Class}),");
        }

        writer.Write("];").Write("}");
        return GeneratedFile.Close(writer, record.Type);
    }

    private static void EmitPrintMembers(SourceWriter writer, PrivacyModel privacy)
    {
        writer.Write($$"""
            /// <summary>Prints the members, those that not everybody may see masked.</summary>
            {{GeneratedFile.Attribute}}
            {{privacy.Modifiers}} bool PrintMembers(global::System.Text.StringBuilder builder)
            {
            """);
        bool isFirst = true;
        if (privacy.CallsBase) writer.Write("if (base.PrintMembers(builder)) builder.Append(\", \");");
        foreach (PrintedMemberModel member in privacy.Printed)
        {
            string name = (isFirst ? "" : ", ") + member.Name.TrimStart('@') + " = ";
            isFirst = false;
            writer.Write($"builder.Append({CheckLiteral.Quote(name)}).Append({(member.IsMasked ? Data + ".Mask" : "(object)this." + member.Name)});");
        }

        writer.Write("return true;").Write("}");
    }

    private static void EmitToString(SourceWriter writer, string type, PrivacyModel privacy)
    {
        // In parentheses, as a colon would begin a format.
        IEnumerable<string> members = privacy.Printed.Select(m => $"{m.Name.TrimStart('@')} = {{({(m.IsMasked ? Data + ".Mask" : "this." + m.Name)})}}");
        writer.Write($"""
            /// <summary>Prints the members, those that not everybody may see masked.</summary>
            {GeneratedFile.Attribute}
            public override string ToString() => $"{type} {"{{"} {string.Join(", ", members)} {"}}"}";
            """);
    }
}
