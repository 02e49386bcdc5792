using System.Text;
using Faust.Analyzers.Schema;
using Faust.CodeFixes.Schema;

namespace Faust.Analyzers.Fixes;

public sealed class RecordBreakingChangeTests
{
    [Fact]
    public Task Fixes_by_marking_what_is_not_read_and_adding_what_is() => VerifyAsync(
        "#nullable enable\n[Record] public partial record struct {|FAUST0022:R|}(int {|FAUST0023:A|}, string {|FAUST0024:Needed|});",
        "#faust-schema 1\nR.a: long  # cents\nR.gone: int\nR.gone: long\n",
        "#faust-schema 1\nR.a: int\nremoved R.a: long  # cents\nremoved R.gone: int\nremoved R.gone: long\nremoved R.needed: missing\nR.needed: string required\n",
        3);

    [Fact]
    public Task Fixes_renumbered_enums() => VerifyAsync(
        "public enum E { B, A } [Record] public partial record struct R(E {|FAUST0023:{|FAUST0023:X|}|});",
        "#faust-schema 1\nR.x: enum<E>\nenum E.A = 0\nenum E.B = 1\n",
        "#faust-schema 1\nR.x: enum<E>\nremoved enum E.A = 0\nenum E.A = 1\nenum E.B = 0\nremoved enum E.B = 1\n",
        2);

    private static Task VerifyAsync(string program, string schema, string @fixed, int iterations) =>
        SchemaFixes.VerifyAsync<SchemaGuardAnalyzer, RecordBreakingChangeCodeFixProvider>(
            program, schema, @fixed, iterations, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
}
