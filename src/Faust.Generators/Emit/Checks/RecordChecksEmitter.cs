using System.Text.RegularExpressions;
using Faust.Generators.Helpers;
using Faust.Generators.Model;
using Faust.Generators.Model.Checks;

namespace Faust.Generators.Emit.Checks;

/// <summary>Emits the checks of a record, in a file of their own.</summary>
internal static class RecordChecksEmitter
{
    // The record in a statement that returns it.
    private static readonly Regex Returned = new("\\breturn (.+);");

    public const string ErrorsType = "global::Faust.Records.RecordErrors";
    public const string Validation = "global::Faust.Records.RecordValidation";

    private const string Interface = "global::Faust.Records.IValidatedRecord";
    private const string List = "global::System.Collections.Generic.IReadOnlyList<global::Faust.Records.RecordError>";

    public static string HintName(RecordModel record) => Helpers.HintName.For(record.Type.MetadataName, ".Checks");

    /// <summary>How the reader returns a record that it has made: past its checks, if reading runs any.</summary>
    public static string? ValidCall(RecordModel record) =>
        record.Checks is { IsReadChecked: true } checks ? checks.HelperName + ".Valid" : null;

    /// <summary>Statements that return a record, so that they return it past its checks. They have the offset <c>start</c> in scope.</summary>
    public static string Returning(RecordModel record, string statements) =>
        ValidCall(record) is { } valid ? Returned.Replace(statements, $"return {valid}($1, start);") : statements;

    public static string Emit(RecordModel record)
    {
        RecordChecksModel checks = record.Checks!;
        string self = record.Type.FullyQualifiedName;
        var body = new CheckEmitter(record.Type.Name.TrimStart('@'), checks);
        SourceWriter writer = GeneratedFile.Open(record.Type, " : " + Interface, isFurther: true);
        if (checks.IsMethodPublic)
        {
            writer.Write($"""
                /// <summary>Runs the checks of the record and of all records within it.</summary>
                /// <returns>All that was found; the same empty list each time where that is nothing.</returns>
                {GeneratedFile.Attribute}
                public {(checks.HidesBase ? "new " : "")}{List} Validate() => {Validation}.Validate(this);
                """);
        }
        else
        {
            writer.Write($"""
                {GeneratedFile.Attribute}
                {List} {Interface}.Validate() => {Validation}.Validate(this);
                """);
        }

        writer.Gap().Write($$"""
            {{GeneratedFile.Attribute}}
            void {{Interface}}.Check(ref {{ErrorsType}} errors)
            {
            """);
        if (checks.HasOwn) writer.Write($"{checks.HelperName}.CheckMembers(this, ref errors);");
        body.EmitNested(writer);
        writer.Write("}").Gap().Write($$"""
            {{GeneratedFile.Attribute}}
            private static class {{checks.HelperName}}
            {
            """);
        body.EmitHelpers(writer, self, ValidCall(record) is not null);
        writer.Write("}");
        return GeneratedFile.Close(writer, record.Type);
    }
}
