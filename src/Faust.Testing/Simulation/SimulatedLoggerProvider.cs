using Microsoft.Extensions.Logging;

namespace Faust.Testing.Simulation;

/// <summary>A machine's log, as notes in the history.</summary>
internal sealed class SimulatedLoggerProvider(SimulatedMachine machine) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new Logger(machine);

    public void Dispose()
    {
    }

    private sealed class Logger(SimulatedMachine machine) : ILogger
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
        }
    }
}
