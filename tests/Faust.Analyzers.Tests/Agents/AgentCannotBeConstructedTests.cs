namespace Faust.Analyzers.Agents;

public sealed class AgentCannotBeConstructedTests
{
    private const string Handler = "public void Handle(Flight f) { }";

    [Theory]
    [InlineData("")]
    [InlineData("public Track(Delays delays, LateFlights late, IServiceProvider services, CancellationToken stopping) { }")]
    [InlineData("internal Track(Delays delays) { }")]
    [InlineData("public Track(Delays delays) { } internal Track() { } private Track(int n) { }")]
    [InlineData("public Track(int retries = 3, string? name = null) { }")]
    [InlineData("public Track(TimeSpan[] delays, IEnumerable<IDisposable> all, IDisposable one, object other) { }")]
    public Task Accepts_one_usable_constructor(string constructor) => VerifyAsync(
        $"[Agent<Flights>] public sealed partial class Track {{ {constructor} {Handler} }}");

    [Theory]
    [InlineData("private Track() { }")]
    [InlineData("public Track(Delays delays) { } public Track() { }")]
    [InlineData("internal Track(Delays delays) { } internal Track() { }")]
    public Task Reports_when_there_is_no_choice_or_several(string constructor) =>
        VerifyAsync($"[Agent<Flights>] public sealed partial class [|Track|] {{ {constructor} {Handler} }}");

    [Theory]
    [InlineData("ref Delays [|p|]")]
    [InlineData("string [|p|]")]
    [InlineData("int [|p|]")]
    [InlineData("Span<byte> [|p|]")]
    [InlineData("NoTable [|p|]")]
    [InlineData("NoTopic [|p|]")]
    [InlineData("Table<string, long> [|p|]")]
    [InlineData("Topic<string, Flight> [|p|]")]
    public Task Reports_parameters_that_nothing_can_be_given_for(string parameter) => VerifyAsync($$"""
        public partial class NoTable : Table<string, long>;
        public partial class NoTopic : Topic<string, Flight>;
        [Agent<Flights>] public sealed partial class Track { public Track({{parameter}}) { } {{Handler}} }
        """);

    [Theory]
    [InlineData("public abstract partial class [|Track|]")]
    [InlineData("public sealed partial class [|Track|]<T>")]
    [InlineData("file sealed partial class [|Track|]")]
    public Task Reports_classes_that_generated_code_cannot_construct(string declaration) =>
        VerifyAsync($"[Agent<Flights>] {declaration} {{ {Handler} }}");

    [Theory]
    [InlineData("public partial class Outer", "private sealed partial class [|Track|]")]
    [InlineData("public partial class Outer", "protected sealed partial class [|Track|]")]
    [InlineData("public partial class Outer<T>", "public sealed partial class [|Track|]")]
    [InlineData("public partial class Outer", "protected internal sealed partial class Track")]
    [InlineData("public static partial class Outer", "internal sealed partial class Track")]
    public Task Reports_nested_classes_only_if_the_assembly_cannot_name_them(string outer, string inner) =>
        VerifyAsync($"{outer} {{ [Agent<Flights>] {inner} {{ {Handler} }} }}");

    [Fact]
    public Task Accepts_primary_constructors_and_records() => VerifyAsync($$"""
        [Agent<Flights>] public sealed partial class Track(Delays delays) { {{Handler}} public Delays Table => delays; }
        [Agent<Flights>] public sealed partial record Count(Delays Delays) { {{Handler}} }
        """);

    private static Task VerifyAsync(string source) => Rule.VerifyAsync<AgentCannotBeConstructedAnalyzer>("#nullable enable\n" + source);
}
