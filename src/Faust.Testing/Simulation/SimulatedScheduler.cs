using System.Runtime.CompilerServices;
using Faust.Processing;

namespace Faust.Testing.Simulation;

/// <summary>Gives a machine's work items to the simulation.</summary>
internal sealed class SimulatedScheduler(SimulatedMachine machine) : ExecutionScheduler
{
    // Numbered in the order in which they first had something to do, so that histories can be compared.
    private readonly ConditionalWeakTable<IThreadPoolWorkItem, StrongBox<int>> _ids = [];
    private int _count;

    public override void Schedule(IThreadPoolWorkItem item)
    {
        if (!machine.Loop.CheckThread("A continuation was scheduled")) return;
        if (!_ids.TryGetValue(item, out StrongBox<int>? id)) _ids.Add(item, id = new StrongBox<int>(++_count));
        machine.Run('t', id.Value, item);
    }
}
