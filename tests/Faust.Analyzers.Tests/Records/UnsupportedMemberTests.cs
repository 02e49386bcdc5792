namespace Faust.Analyzers.Records;

public sealed class UnsupportedMemberTests
{
    [Theory]
    [InlineData("[Record] public partial record X(int A, string? B, List<Flight> C, Dictionary<string, Guid[]> D, DayOfWeek? E);")]
    [InlineData("[Record] public partial class X { public int A { get; set; } private Exception? Hidden { get; set; } public static Exception? Shared { get; set; } }")]
    [InlineData("[Record] public partial class X { public Exception? Computed => null; }")]
    [InlineData("public class Unmarked { public Exception? A { get; set; } }")]
    [InlineData("[Record] public partial record X([ExtensionData] Faust.Records.RecordExtensionData? A);")]
    public Task Accepts_what_can_be_serialized(string source) => VerifyAsync(source);

    [Theory]
    [InlineData("[Record] public partial record X(int A, Exception [|B|]);")]
    [InlineData("[Record] public partial class X { public object? [|A|] { get; set; } public List<Exception>? [|B|] { get; set; } }")]
    [InlineData("[Record] public partial struct X { public Exception [|A|]; }")]
    [InlineData("[Record] public partial record X(Dictionary<Flight, int> [|A|]);")]
    [InlineData("[Record] public partial record X<T>(T [|A|]);")]
    [InlineData("public class Plain; [Record] public partial record X(Plain [|A|]);")]
    [InlineData("[Record] public partial record X([ExtensionData] Dictionary<string, string> [|A|]);")]
    [InlineData("[Record] public partial class X { [ExtensionData] public Faust.Records.RecordExtensionData? A; [ExtensionData] public Faust.Records.RecordExtensionData? [|B|]; }")]
    public Task Reports_what_cannot(string source) => VerifyAsync(source);

    private static Task VerifyAsync(string source) => Rule.VerifyAsync<UnsupportedMemberAnalyzer>("#nullable enable\n" + source);
}
