namespace Faust.Analyzers.Agents;

public sealed class RetryOptionWithoutRetriesTests
{
    [Theory]
    [InlineData("Retries = 0")]
    [InlineData("Retries = 1, RetryDelay = \"00:00:01\"")]
    [InlineData("RetryDelay = \"00:00:01\", MaxRetryDelay = \"00:00:02\"")]
    [InlineData("Retries = 0, OnError = OnError.Skip")]
    public Task Accepts_options_that_matter(string options) => VerifyAsync(options);

    [Theory]
    [InlineData("Retries = 0, RetryDelay = [|\"00:00:01\"|]")]
    [InlineData("MaxRetryDelay = [|\"00:00:01\"|], Retries = 0")]
    [InlineData("RetryDelay = [|\"00:00:01\"|], Retries = 0, MaxRetryDelay = [|\"00:00:02\"|]")]
    public Task Reports_options_without_effect(string options) => VerifyAsync(options);

    private static Task VerifyAsync(string options) => Rule.VerifyAsync<RetryOptionWithoutRetriesAnalyzer>(
        $"[Agent<Flights>({options})] public sealed partial class Track {{ public void Handle(Flight f) {{ }} }}");
}
