namespace Faust.Testing.Tests.Jepsen;

internal sealed class ModelTransaction
{
    public HashSet<int> Keys { get; } = [];

    public bool? IsCommitted { get; set; }
}
