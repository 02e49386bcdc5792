using Faust.Transport.Embedded;

namespace Faust.Transport;

/// <summary>A way to the log whose requests a test loses, and brings again later.</summary>
internal sealed class TestLink : ILogLink
{
    public bool IsConnected { get; set; } = true;

    /// <summary>What becomes of the next request.</summary>
    public Fate Next { get; set; }

    /// <summary>Brings a request to the log again, in the order of the calls.</summary>
    public List<Action> Requests { get; } = [];

    /// <summary>Called behind each request that ran.</summary>
    public Action? Afterwards { get; set; }

    public ValueTask<T> CallAsync<T>(Func<T> request, CancellationToken cancellationToken)
    {
        (Fate fate, Next) = (Next, Fate.Arrives);
        Requests.Add(() => request());
        if (fate == Fate.IsLost) return ValueTask.FromException<T>(NoAnswer());
        try
        {
            T answer = request();
            Afterwards?.Invoke();
            return fate == Fate.AnswerIsLost ? ValueTask.FromException<T>(NoAnswer()) : new ValueTask<T>(answer);
        }
        catch (TransportException e)
        {
            return ValueTask.FromException<T>(e);
        }
    }

    private static TransportException NoAnswer() => new("No answer.") { IsIndefinite = true };

    public enum Fate
    {
        Arrives,
        IsLost,
        AnswerIsLost,
    }
}
