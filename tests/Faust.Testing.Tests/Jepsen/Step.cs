namespace Faust.Testing.Tests.Jepsen;

/// <summary>A part of an operation. Keys are partitions; a value is sent once in a history, so that it names its record.</summary>
internal abstract record Step;

/// <param name="Key">Where to.</param>
/// <param name="Value">What.</param>
/// <param name="Offset">What the log answered; <see langword="null"/> without answer.</param>
internal sealed record SendStep(int Key, int Value, long? Offset) : Step
{
    public override string ToString() => $"send k{Key} v{Value}@{Offset?.ToString() ?? "?"}";
}

internal sealed record ReadStep(int Key, long Offset, int Value) : Step
{
    public override string ToString() => $"read k{Key} v{Value}@{Offset}";
}

/// <summary>The process goes on elsewhere in these partitions: they were assigned, given up, lost, or sought in.</summary>
internal sealed record ResetStep(IReadOnlyList<int> Keys) : Step
{
    public override string ToString() => $"reset {string.Join(' ', Keys.Select(k => $"k{k}"))}";
}
