namespace Faust.Analyzers.Agents;

public sealed class RetryOptionWithoutRetriesTests
{
    [Theory]
    [InlineData("RetryDelay = \"00:00:01\"")]
    [InlineData("Retries = 1, MaxRetryDelay = \"00:00:01\"")]
    [InlineData("Retries = 0")]
    public Task Accepts_delays_of_retries(string options) => VerifyAsync(options);

    [Theory]
    [InlineData("Retries = 0, RetryDelay = [|\"00:00:01\"|], MaxRetryDelay = [|\"00:00:01\"|]")]
    public Task Reports_delays_without_retries(string options) => VerifyAsync(options);

    private static Task VerifyAsync(string options) => Rule.VerifyAsync<RetryOptionWithoutRetriesAnalyzer>(
        $"[Agent<Flights>({options})] public sealed partial class Track {{ public void Handle(Flight f) {{ }} }}");
}
