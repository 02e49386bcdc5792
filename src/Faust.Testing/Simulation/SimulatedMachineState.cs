namespace Faust.Testing.Simulation;

/// <summary>What a machine does with what it has to do.</summary>
internal enum SimulatedMachineState
{
    /// <summary>Runs it.</summary>
    Running,

    /// <summary>Holds it until it goes on, as a process that got SIGSTOP.</summary>
    Paused,

    /// <summary>Drops it, for good.</summary>
    Dead,
}
