namespace Faust.Testing.Tests.Jepsen;

/// <summary>Something found, with the operations that prove it.</summary>
internal sealed record Anomaly(AnomalyKind Kind, string Evidence)
{
    /// <summary>Whether Kafka has it too.</summary>
    public bool IsAllowed => Kind >= AnomalyKind.SendSkip;

    public override string ToString() => $"{Kind}: {Evidence}";
}
