namespace Faust.Transport.Conformance;

/// <summary>What a transport under test can do beyond the seam's promises; tests that need what is missing are skipped.</summary>
[Flags]
public enum TransportCapabilities
{
    None = 0,

    /// <summary><see cref="TransportHarness.AdvanceTimeAsync"/> works.</summary>
    ControlledTime = 1,

    /// <summary>Records of 5 MB are accepted.</summary>
    LargeRecords = 2,

    /// <summary>A send completes, and a poll sees it, without waiting for another process.</summary>
    Immediate = 4,

    All = ControlledTime | LargeRecords | Immediate,
}
