using System.Reflection;
using Microsoft.Extensions.Compliance.Classification;
using Microsoft.Extensions.Compliance.Redaction;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Faust.Generators.Tests.Privacy;

/// <summary>Microsoft.Extensions.Compliance takes the marks for what they are.</summary>
public class ComplianceTests
{
    [Fact]
    public void A_redactor_is_found_by_the_mark_of_a_member()
    {
        using ServiceProvider services = Services(new Sink());
        DataClassification mark = typeof(Account).GetProperty(nameof(Account.Key))!.GetCustomAttribute<DataClassificationAttribute>()!.Classification;
        Redactor redactor = services.GetRequiredService<IRedactorProvider>().GetRedactor(mark);
        Assert.Equal("<6>", redactor.Redact("s3cret"));
    }

    // What LoggerMessage's generator writes for [LogProperties] reads the members one by one, and so passes by ToString.
    [Fact]
    public void Logged_members_are_redacted()
    {
        var sink = new Sink();
        using ServiceProvider services = Services(sink);
        ILogger logger = services.GetRequiredService<ILogger<ComplianceTests>>();
        logger.AccountOpened(new Account { Id = 1, Key = "s3cret" });
        logger.LoggedIn(new Login("u", "s3cret", 1));
        logger.PinChanged(new Pin(1, "s3cret"));
        Assert.Equal(
            ["account.Id=1", "account.Key=<6>", "login.Age=<1>", "login.Password=<6>", "login.User=u", "pin.Code=<6>", "pin.Id=1"],
            sink.Tags.Where(t => !t.StartsWith('{')).Order(StringComparer.Ordinal));
    }

    private static ServiceProvider Services(Sink sink) => new ServiceCollection()
        .AddLogging(b => b.EnableRedaction(o => o.ApplyDiscriminator = false).AddProvider(sink))
        .AddRedaction(b => b.SetRedactor<LengthRedactor>(SensitiveData.Secret, SensitiveData.Personal, SensitiveData.Sensitive))
        .BuildServiceProvider();

    private sealed class LengthRedactor : Redactor
    {
        public override int GetRedactedLength(ReadOnlySpan<char> input) => 3;

        public override int Redact(ReadOnlySpan<char> source, Span<char> destination) => destination.TryWrite($"<{source.Length}>", out int written) ? written : 0;
    }

    private sealed class Sink : ILoggerProvider, ILogger
    {
        public List<string> Tags { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (state is IEnumerable<KeyValuePair<string, object?>> tags) Tags.AddRange(tags.Select(t => $"{t.Key}={t.Value}"));
        }

        public void Dispose()
        {
        }
    }
}

internal static partial class PrivateLog
{
    [LoggerMessage(1, LogLevel.Information, "An account was opened.")]
    public static partial void AccountOpened(this ILogger logger, [LogProperties] Account account);

    [LoggerMessage(2, LogLevel.Information, "Somebody logged in.")]
    public static partial void LoggedIn(this ILogger logger, [LogProperties(SkipNullProperties = true)] Login login);

    [LoggerMessage(3, LogLevel.Information, "A pin was changed.")]
    public static partial void PinChanged(this ILogger logger, [LogProperties] Pin pin);
}
