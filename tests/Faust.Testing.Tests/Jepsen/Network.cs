using Faust.Transport;
using Faust.Transport.Embedded;

namespace Faust.Testing.Tests.Jepsen;

/// <summary>One client's way to the log: slow, forgetful and repetitive as the seed wants it.</summary>
internal sealed class Network(Schedule schedule, Random random, Trouble trouble) : ILogLink
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public bool IsConnected { get; set; } = true;

    /// <summary>The client is dead: it asks nothing and hears nothing. What is under way may still arrive.</summary>
    public bool IsDead { get; set; }

    public ValueTask<T> CallAsync<T>(Func<T> request, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<T>();
        if (IsDead) return new ValueTask<T>(answer.Task);
        TimeSpan there = Latency();
        TimeSpan back = Latency();
        double fate = random.NextDouble();
        bool arrives = IsConnected && !(fate < trouble.LostRequests);
        bool answered = arrives && !(random.NextDouble() < trouble.LostAnswers);
        if (arrives && random.NextDouble() < trouble.LateRequests)
        {
            // After its sender has given up, and after what the sender did since.
            there = Patience + TimeSpan.FromMilliseconds(random.Next(8000));
            answered = false;
        }

        if (arrives)
        {
            schedule.In(there, () => Arrive(request, answered ? answer : null, back));
            if (random.NextDouble() < trouble.EarlyRepeats) schedule.In(there, () => Repeat(request));
            if (random.NextDouble() < trouble.LateRepeats) schedule.In(there + TimeSpan.FromMilliseconds(random.Next(10_000)), () => Repeat(request));
        }

        if (!answered)
        {
            schedule.In(Patience, () =>
            {
                if (!IsDead) answer.TrySetException(new TransportException("There was no answer in time.") { IsIndefinite = true, IsTransient = true });
            });
        }

        return new ValueTask<T>(answer.Task);
    }

    private void Arrive<T>(Func<T> request, TaskCompletionSource<T>? answer, TimeSpan back)
    {
        T result;
        try
        {
            result = request();
        }
        catch (TransportException e)
        {
            schedule.In(back, () => Answer(() => answer?.TrySetException(e)));
            return;
        }

        schedule.In(back, () => Answer(() => answer?.TrySetResult(result)));
    }

    private void Answer(Action answer)
    {
        if (!IsDead) answer();
    }

    private static void Repeat<T>(Func<T> request)
    {
        try
        {
            request();
        }
        catch (TransportException)
        {
            // Nobody waits for the answer to a repeated packet.
        }
    }

    private TimeSpan Latency() => TimeSpan.FromMilliseconds(random.NextDouble() < trouble.Slowness ? random.Next(900) : random.Next(3));
}
