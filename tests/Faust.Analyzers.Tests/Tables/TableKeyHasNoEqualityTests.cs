namespace Faust.Analyzers.Tables;

public sealed class TableKeyHasNoEqualityTests
{
    [Theory]
    [InlineData("string")]
    [InlineData("Guid")]
    [InlineData("DayOfWeek")]
    [InlineData("Flight")]
    [InlineData("Struct")]
    [InlineData("Overrides")]
    [InlineData("Inherits")]
    [InlineData("Equatable")]
    public Task Accepts_keys_that_equal_by_value(string key) => VerifyAsync(key, "X");

    [Theory]
    [InlineData("byte[]")]
    [InlineData("List<int>")]
    [InlineData("IReadOnlyList<int>")]
    [InlineData("Class")]
    public Task Reports_keys_that_equal_only_themselves(string key) => VerifyAsync(key, "[|X|]");

    private static Task VerifyAsync(string key, string table) => Rule.VerifyAsync<TableKeyHasNoEqualityAnalyzer>($$"""
        [Table("x")] public partial class {{table}} : Table<{{key}}, int>;
        [Record] public partial class Class { public int N { get; set; } }
        [Record] public partial struct Struct { public int N; }
        public class Overrides { public override bool Equals(object o) => true; public override int GetHashCode() => 0; }
        public class Inherits : Overrides;
        public class Equatable : IEquatable<Equatable> { public bool Equals(Equatable o) => true; }
        """);
}
