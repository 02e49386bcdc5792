using Faust.TestApp;

namespace Faust.Testing.Tests.Host;

/// <summary>A gateway whose answers are the test's.</summary>
internal sealed class TestGateway(Func<string, Task<string>>? answer = null) : IGateway
{
    public Task<string> AskAsync(string question) => answer?.Invoke(question) ?? Task.FromResult($"no answer to {question}");
}
