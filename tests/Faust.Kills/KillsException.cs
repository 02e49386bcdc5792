namespace Faust.Kills;

/// <summary>Something that was promised does not hold.</summary>
internal sealed class KillsException(string message) : Exception(message);
