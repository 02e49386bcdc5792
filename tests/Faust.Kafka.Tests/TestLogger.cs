using Microsoft.Extensions.Logging;

namespace Faust.Kafka;

/// <summary>Keeps what was logged, and writes warnings into the output of the test that runs.</summary>
internal sealed class TestLogger : ILogger
{
    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines) return [.. _lines];
        }
    }

    public static ILogger<T> Of<T>() => new Logger<T>(new Factory(new TestLogger()));

    public static (ILogger<T> Logger, TestLogger Book) Kept<T>()
    {
        var book = new TestLogger();
        return (new Logger<T>(new Factory(book)), book);
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        string line = $"{logLevel}: {formatter(state, exception)}";
        lock (_lines) _lines.Add(line);
        if (logLevel >= LogLevel.Warning) TestContext.Current.SendDiagnosticMessage(line);
    }

    private sealed class Factory(ILogger logger) : ILoggerFactory
    {
        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public ILogger CreateLogger(string categoryName) => logger;

        public void Dispose()
        {
        }
    }
}
