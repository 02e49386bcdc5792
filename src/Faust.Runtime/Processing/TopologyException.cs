namespace Faust;

/// <summary>The application's topics, tables and agents do not fit together, or do not fit what is in the log.</summary>
/// <param name="message">What does not fit, and what to do about it.</param>
public sealed class TopologyException(string message) : InvalidOperationException(message);
