namespace Faust.Analyzers.Records;

public sealed class TypeIsNotPartialTests
{
    [Theory]
    [InlineData("[Record] public sealed partial record X(int N);")]
    [InlineData("[Record] public partial struct X { public int N; }")]
    [InlineData("public partial class Outer { [Topic(\"x\")] public partial class X : Topic<string, long>; }")]
    [InlineData("public sealed class Unmarked;")]
    public Task Accepts_partial_types(string source) => Rule.VerifyAsync<TypeIsNotPartialAnalyzer>(source);

    [Theory]
    [InlineData("[Record] public sealed record [|X|](int N);")]
    [InlineData("[Record] public struct [|X|] { public int N; }")]
    [InlineData("[Topic(\"x\")] public class [|X|] : Topic<string, long>;")]
    [InlineData("[Table(\"x\")] public class [|X|] : Table<string, long>;")]
    [InlineData("[Agent<Flights>] public class [|X|];")]
    [InlineData("public class Outer { [Record] public sealed partial record [|X|](int N); }")]
    [InlineData("public partial class Outermost { public class Outer { [Record] public sealed partial record [|X|](int N); } }")]
    [InlineData("public interface Outer { [Record] public sealed partial record [|X|](int N); }")]
    public Task Reports_what_is_not(string source) => Rule.VerifyAsync<TypeIsNotPartialAnalyzer>(source);
}
