using System.Text;
using Faust.Analyzers.Schema;
using Faust.CodeFixes.Schema;

namespace Faust.Analyzers.Fixes;

public sealed class AddSchemaLineTests
{
    [Fact]
    public Task Fixes_in_order_and_keeps_comments_and_line_ends() => VerifyAsync(
        "[Record] public partial record struct R(int A, int {|FAUST0021:B|}, int {|FAUST0021:C|}, int D);",
        "#faust-schema 1\r\n# about a\r\nR.a: int # first\r\n# about d\r\nR.d: int\r\n",
        "#faust-schema 1\r\n# about a\r\nR.a: int # first\r\nR.b: int\r\nR.c: int\r\n# about d\r\nR.d: int\r\n",
        2);

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("#faust-schema 1")]
    public Task Fixes_empty_files(string schema) => VerifyAsync(
        "[Record] public partial record struct R(int {|FAUST0021:A|});",
        schema,
        "#faust-schema 1\nR.a: int\n",
        1);

    [Fact]
    public Task Fixes_enums_once_for_all_records() => VerifyAsync(
        """
        public enum E { A }
        [Record] public partial record struct R(E {|FAUST0021:{|FAUST0021:X|}|});
        [Record] public partial record struct Q(E {|FAUST0021:{|FAUST0021:X|}|});
        """,
        "#faust-schema 1\n",
        "#faust-schema 1\nQ.x: enum<E>\nR.x: enum<E>\nenum E.A = 0\n",
        3);

    [Fact]
    public Task Fixes_files_that_begin_with_a_byte_order_mark() => SchemaFixes.VerifyAsync<SchemaGuardAnalyzer, AddSchemaLineCodeFixProvider>(
        "[Record] public partial record struct R(int {|FAUST0021:A|});",
        "#faust-schema 1\n",
        "#faust-schema 1\nR.a: int\n",
        1,
        new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

    private static Task VerifyAsync(string program, string schema, string @fixed, int iterations) =>
        SchemaFixes.VerifyAsync<SchemaGuardAnalyzer, AddSchemaLineCodeFixProvider>(
            program, schema, @fixed, iterations, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
}
