extern alias Generator;

using Generator::Faust.Generators;
using Generator::Faust.Generators.Emit;
using Microsoft.CodeAnalysis;

namespace Faust.Generators.Tests.Incrementality;

public class AttemptTests
{
    [Fact]
    public void An_exception_becomes_the_text_of_one_diagnostic()
    {
        Attempt<string> attempt = Attempt<string>.At(() => throw new InvalidOperationException("two\nlines"));
        Diagnostic diagnostic = GeneratorDiagnostics.InternalError(attempt.Error!);
        Assert.Equal("FAUST0999", diagnostic.Id);
        Assert.Contains("two lines", diagnostic.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Being_cancelled_is_no_failure() =>
        Assert.Throws<OperationCanceledException>(() => Attempt<string>.At(() => throw new OperationCanceledException()));
}
