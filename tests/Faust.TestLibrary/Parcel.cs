namespace Faust.TestLibrary;

/// <summary>Counts how often it was decoded.</summary>
[Record]
public sealed partial record Parcel
{
    private static int _decoded;

    public static int Decoded => _decoded;

    /// <summary>Negative ones are refused by the agent.</summary>
    public int Weight
    {
        get;
        init
        {
            field = value;
            Interlocked.Increment(ref _decoded);
        }
    }
}
