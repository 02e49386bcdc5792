namespace Faust.Analyzers.Schema;

public sealed class SchemaIsNotGuardedTests
{
    [Fact]
    public Task Reports_every_record_where_there_is_no_file() => Rule.VerifyAsync<SchemaIsNotGuardedAnalyzer>(
        "[Record] public partial record struct [|A|](int N); [Record] public partial record struct [|B|](int N);", declarations: false);

    [Fact]
    public Task Accepts_programs_without_records() => Rule.VerifyAsync<SchemaIsNotGuardedAnalyzer>("public record struct A(int N);", declarations: false);

    [Fact]
    public async Task Accepts_an_empty_file() =>
        Assert.DoesNotContain(await Evolution.CompareAsync("[Record] public partial record struct A(int N);", ""), d => d.Id == "FAUST0020");
}
