using Microsoft.Extensions.Logging;

namespace Faust.Testing.Simulation;

/// <summary>A machine's log, as notes in the history.</summary>
/// <param name="machine">Whose log it is.</param>
/// <param name="onException">Is given what is logged with an exception.</param>
internal sealed class SimulatedLoggerProvider(SimulatedMachine machine, Action<string, Exception>? onException = null) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new Logger(machine, onException);

    public void Dispose()
    {
    }

    private sealed class Logger(SimulatedMachine machine, Action<string, Exception>? onException) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel) || !machine.Loop.CheckThread("A log message was written")) return;
            string text = formatter(state, exception);
            for (Exception? e = exception; e is not null; e = e.InnerException) text += $" | {e.GetType().Name}: {e.Message}";
            machine.Loop.Note(machine.Name, text);
            if (exception is not null) onException?.Invoke(text, exception);
        }
    }
}
