namespace Faust.Testing.Tests.Jepsen;

/// <summary>A random history that a log may have.</summary>
internal sealed class ModelHistory
{
    private const int Keys = 3;
    private int _processes;
    private int _values;

    private ModelHistory(bool groups) => HasGroups = groups;

    public bool HasGroups { get; }

    public ModelLog Log { get; } = new(Keys);

    public History History { get; } = new() { IsDrained = true };

    public static History Create(Random random, bool groups)
    {
        var run = new ModelHistory(groups);
        ModelProcess[] processes = [.. Enumerable.Range(0, 7).Select(i => new ModelProcess(i, Keys, run))];
        for (int step = 0; step < 300; step++) processes[random.Next(processes.Length)].Step(random);
        foreach (ModelProcess process in processes)
        {
            while (!process.IsIdle) process.Step(random);
        }

        for (int key = 0; key < Keys; key++)
        {
            long position = 0;
            run.History.End(run.History.Begin(), run.NewProcess(), OperationKind.Poll, Outcome.Ok, run.Log.Read(key, ref position, int.MaxValue));
        }

        return run.History;
    }

    public int NewProcess() => _processes++;

    public int NewValue() => _values++;
}
