namespace Faust.Testing.Simulation;

/// <summary>A simulated run broke a rule, or could not be carried on.</summary>
/// <param name="message">Which rule, where.</param>
/// <param name="innerException">The cause, where there is one.</param>
internal sealed class SimulationException(string message, Exception? innerException = null) : Exception(message, innerException);
