using Faust.Transport;
using Faust.Transport.Embedded;

namespace Faust.Testing.Simulation;

/// <summary>
/// One client's connection to the log. Requests arrive in their order and take their time. When the connection breaks, some of those on their
/// way still arrive and the others do not, and no caller learns which: each gets an indefinite error. What broke off or was repeated may
/// reach the log much later, after newer requests too.
/// </summary>
internal sealed class SimulatedLink(SimulatedMachine client, SimulatedMachine server) : ILogLink
{
    private readonly List<ICall> _open = [];

    // A machine runs its items in any order, but reads a connection in the order of what came on it.
    private readonly Queue<Action> _requestsUnderWay = new();
    private readonly Queue<Action> _requests = new();
    private readonly Queue<Action> _answersUnderWay = new();
    private readonly Queue<Action> _answers = new();
    private int _calls;
    private long _lastArrival;
    private long _lastAnswer;
    private long _downUntil;
    private bool _broken;

    public NetworkConditions Conditions { get; set; } = NetworkConditions.Fair;

    public bool IsConnected => client.State == SimulatedMachineState.Running && server.State == SimulatedMachineState.Running && !IsDown;

    private SimulatedMachine Client => client;

    private SimulatedMachine Server => server;

    private SimulationLoop Loop => client.Loop;

    private bool IsDown => _broken || Loop.Now < _downUntil;

    private interface ICall
    {
        int Id { get; }

        bool HasArrived { get; }

        void Lose(bool later);

        void Fail();
    }

    /// <summary>Nothing comes through for a while.</summary>
    public void Cut(TimeSpan duration)
    {
        _downUntil = Math.Max(_downUntil, Loop.Now + duration.Ticks);
        Break();
    }

    /// <summary>Ends a cut.</summary>
    public void Heal() => _downUntil = 0;

    public ValueTask<T> CallAsync<T>(Func<T> request, CancellationToken cancellationToken)
    {
        if (!Loop.CheckThread("A request was sent")) return ValueTask.FromException<T>(NoAnswer());
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<T>(cancellationToken);
        var call = new Call<T>(this, ++_calls, request);
        _open.Add(call);
        if (IsDown)
        {
            call.Lose(later: false);
            client.Time.After(Conditions.Timeout, call.Fail);
        }
        else
        {
            call.Send();
            if (Chance(Conditions.Breaks)) Break();
        }

        if (cancellationToken.CanBeCanceled) call.Registration = cancellationToken.UnsafeRegister(static c => ((Call<T>)c!).Cancel(), call);
        return new ValueTask<T>(call.Task);
    }

    private bool Chance(double chance) => chance > 0 && Loop.Random.NextDouble() < chance;

    private TimeSpan UpTo(TimeSpan most) => TimeSpan.FromTicks(Loop.Random.NextInt64(most.Ticks + 1));

    // Those sent first arrive first; from one of them on nothing does. Both ends notice later, and together: a client does not go on
    // sending on a connection of which it knows that it is broken.
    private void Break()
    {
        ICall[] open = [.. _open];
        int arriving = Loop.Random.Next(open.Length + 1);
        foreach (ICall call in open)
        {
            if (call.HasArrived || arriving-- > 0) continue;
            call.Lose(later: Chance(0.3));
        }

        if (_broken) return;
        _broken = true;
        client.Time.After(UpTo(Conditions.Timeout), () =>
        {
            _broken = false;
            _lastArrival = _lastAnswer = 0;
            foreach (ICall call in _open.ToArray()) call.Fail();
        });
    }

    private static TransportException NoAnswer() => new("The log did not answer in time.") { IsIndefinite = true, IsTransient = true };

    private sealed class Call<T>(SimulatedLink link, int id, Func<T> request) : ICall
    {
        // Continuations run where the answer is delivered, on no context: what awaits on one is posted to it.
        private readonly TaskCompletionSource<T> _done = new();
        private bool _lost;

        public int Id => id;

        public bool HasArrived { get; private set; }

        public Task<T> Task => _done.Task;

        public CancellationTokenRegistration Registration { get; set; }

        public void Send()
        {
            SimulationLoop loop = link.Loop;
            long arrival = Math.Max(link._lastArrival + 1, loop.Now + link.UpTo(link.Conditions.MaxDelay).Ticks);
            link._lastArrival = arrival;
            link._requestsUnderWay.Enqueue(Arrive);
            loop.After(loop.Chaos, TimeSpan.FromTicks(arrival - loop.Now), () => link._requestsUnderWay.Dequeue()());
            if (link.Chance(link.Conditions.Repeats)) RunLater();
        }

        public void Lose(bool later)
        {
            _lost = true;
            if (later) RunLater();
        }

        public void Fail() => End(() => _done.TrySetException(NoAnswer()));

        public void Cancel() => link.Client.Run('x', id, (Action)(() => End(() => _done.TrySetCanceled())));

        // Into the log's own queue: when it is down the request is gone with it.
        private void Arrive()
        {
            if (_lost) return;
            link._requests.Enqueue(Serve);
            link.Server.Run('r', id, (Action)(() => link._requests.Dequeue()()));
        }

        private void Serve()
        {
            HasArrived = true;
            T answer;
            try
            {
                answer = request();
            }
            catch (Exception e)
            {
                // The log's refusal is an answer too.
                Answer(() => End(() => _done.TrySetException(e)));
                return;
            }

            Answer(() => End(() => _done.TrySetResult(answer)));
        }

        private void Answer(Action answer)
        {
            SimulationLoop loop = link.Loop;
            long arrival = Math.Max(link._lastAnswer + 1, loop.Now + link.UpTo(link.Conditions.MaxDelay).Ticks);
            link._lastAnswer = arrival;
            // A client that is away for a while finds the answer in its queue.
            loop.After(loop.Chaos, TimeSpan.FromTicks(arrival - loop.Now), () => link._answersUnderWay.Dequeue()());
            link._answersUnderWay.Enqueue(() =>
            {
                if (_lost || link.IsDown)
                {
                    link.Client.Time.After(link.Conditions.Timeout, Fail);
                    return;
                }

                link._answers.Enqueue(answer);
                link.Client.Run('a', id, (Action)(() => link._answers.Dequeue()()));
            });
        }

        private void RunLater()
        {
            TimeSpan delay = link.UpTo(link.Conditions.MaxRepeatDelay);
            SimulationLoop loop = link.Loop;
            loop.After(loop.Chaos, delay, () => link.Server.Run('d', id, (Action)(() =>
            {
                try
                {
                    request();
                }
                catch (Exception e) when (e is TransportException or ObjectDisposedException)
                {
                    // Nobody waits for the answer.
                    loop.Note("network", $"late request {id} of {link.Client.Name}: {e.Message}");
                }
            })));
        }

        private void End(Action complete)
        {
            if (_done.Task.IsCompleted) return;
            link._open.Remove(this);
            Registration.Dispose();
            complete();
        }
    }
}
