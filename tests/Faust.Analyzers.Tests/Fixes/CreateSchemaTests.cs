using System.Text;
using Faust.Analyzers.Schema;
using Faust.CodeFixes.Schema;

namespace Faust.Analyzers.Fixes;

public sealed class CreateSchemaTests
{
    [Fact]
    public Task Fixes_all_records_at_once() => SchemaFixes.VerifyAsync<SchemaIsNotGuardedAnalyzer, CreateSchemaCodeFixProvider>(
        """
        #nullable enable
        namespace App;
        [Record] public sealed partial record [|Order|](long Id, string Customer, [RecordField(Aliases = new[] { "sum" })] decimal Amount, string? Note = null);
        [Record(EnumAsText = true)] public sealed partial record [|Alert|](Severity Severity, Dictionary<string, Order[]?> Orders);
        public enum Severity { Low, High }
        """,
        null,
        """
        #faust-schema 1
        App.Alert.orders: map<string, list<App.Order>?> required
        App.Alert.severity: enum<App.Severity, text>
        App.Order.amount: decimal
        App.Order.customer: string required
        App.Order.id: long
        App.Order.note: string?
        App.Order.sum: decimal alias of amount
        enum App.Severity.High
        enum App.Severity.Low

        """,
        1,
        new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
}
