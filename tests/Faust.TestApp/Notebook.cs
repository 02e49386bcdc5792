namespace Faust.TestApp;

/// <summary>What agents note down for tests. One thread at a time.</summary>
public sealed class Notebook
{
    public IList<string> Lines { get; } = [];
}
