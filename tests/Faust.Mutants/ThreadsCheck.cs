using System.Collections.Concurrent;
using System.Diagnostics;
using Faust.Processing;

namespace Faust.Mutants;

/// <summary>What a simulation on one thread cannot see: logical threads and signals between real ones.</summary>
internal static class ThreadsCheck
{
    private const int Items = 500;
    private const int Threads = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan HandoverTime = TimeSpan.FromMilliseconds(20);
    private static readonly Lock HandoverGate = new();

    /// <returns>What was wrong; null where nothing was.</returns>
    public static string? Execute(int seed) => RunSignalBeforeWait() ?? RunHandover(seed) ?? RunLogicalThread(seed) ?? RunSignal(seed);

    // Two threads that do nothing but spin: one posts at about the moment at which the other, which has run the item before, goes idle. They
    // need a processor each, so it is one pair at a time; and where others use these too there are few handovers in the time there is.
    private static string? RunHandover(int seed)
    {
        lock (HandoverGate) return RunHandoverAlone(seed);
    }

    private static string? RunHandoverAlone(int seed)
    {
        long start = Stopwatch.GetTimestamp();
        using var scheduler = new SpinningScheduler();
        var thread = new LogicalThread(scheduler);
        var random = new Random(seed);
        int done = 0;
        for (int i = 1; Stopwatch.GetElapsedTime(start) < HandoverTime; i++)
        {
            for (int spins = random.Next(200); spins > 0; spins--) Volatile.Read(ref done);
            thread.Post(_ => Volatile.Write(ref done, i), null);
            long began = 0;
            for (int spins = 0; Volatile.Read(ref done) != i; spins++)
            {
                // The clock is looked at now and then: it takes longer than all the rest.
                if (spins % 100_000 != 99_999) continue;
                if (began == 0) began = Stopwatch.GetTimestamp();
                else if (Stopwatch.GetElapsedTime(began) > Patience) return "A logical thread did not run what was posted to it as it went idle.";
            }
        }

        return null;
    }

    // Each thread posts when its last item has run: so the queue runs dry again and again while the others post.
    private static string? RunLogicalThread(int seed)
    {
        var thread = new LogicalThread(ExecutionScheduler.ThreadPool);
        int inside = 0;
        int overlaps = 0;
        int lost = 0;
        RunThreads(seed, random =>
        {
            for (int i = 0; i < Items && Volatile.Read(ref lost) == 0; i++)
            {
                int done = 0;
                int work = random.Next(30);
                // Two of them, so that one waits for the other.
                for (int twice = 0; twice < 2; twice++)
                {
                    thread.Post(
                        _ =>
                        {
                            if (Interlocked.Increment(ref inside) != 1) Interlocked.Increment(ref overlaps);
                            Thread.SpinWait(work);
                            Interlocked.Decrement(ref inside);
                            Interlocked.Increment(ref done);
                        },
                        null);
                }

                if (!SpinWait.SpinUntil(() => Volatile.Read(ref done) == 2, Patience)) Interlocked.Increment(ref lost);
                Thread.SpinWait(random.Next(30));
            }
        });
        if (overlaps > 0) return $"A logical thread ran {overlaps} items while another ran.";
        return lost > 0 ? "A logical thread did not run what was posted to it." : null;
    }

    // What comes before the wait lets it pass, and only that one wait.
    private static string? RunSignalBeforeWait()
    {
        var signal = new AsyncSignal();
        signal.Signal();
        signal.Signal();
        Task first = signal.WaitAsync().AsTask();
        if (!first.IsCompleted) return "A wake-up before the wait was lost.";
        Task second = signal.WaitAsync().AsTask();
        return second.IsCompleted ? "A wake-up counted twice." : null;
    }

    // One thread that waits until each item is taken: no later signal makes up for one that is lost.
    private static string? RunSignal(int seed)
    {
        var signal = new AsyncSignal();
        var queue = new ConcurrentQueue<int>();
        int taken = 0;
        int lost = 0;
        _ = Task.Run(async () =>
        {
            while (true)
            {
                while (queue.TryDequeue(out _)) Interlocked.Increment(ref taken);
                if (taken == Items) return;
                await signal.WaitAsync();
            }
        });
        var random = new Random(seed);
        for (int i = 1; i <= Items && lost == 0; i++)
        {
            Thread.SpinWait(random.Next(200));
            queue.Enqueue(i);
            signal.Signal();
            if (!SpinWait.SpinUntil(() => Volatile.Read(ref taken) == i, Patience)) lost++;
        }

        return lost > 0 ? "A wake-up was lost." : null;
    }

    private static void RunThreads(int seed, Action<Random> run)
    {
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(i => new Thread(() => run(new Random((seed * Threads) + i))))];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();
    }

    /// <summary>One thread that runs what is scheduled, and spins meanwhile: faster at hand than one of the pool.</summary>
    private sealed class SpinningScheduler : ExecutionScheduler, IDisposable
    {
        private readonly Thread _thread;
        private IThreadPoolWorkItem? _item;
        private bool _ended;

        public SpinningScheduler()
        {
            _thread = new Thread(Run) { IsBackground = true };
            _thread.Start();
        }

        public override void Schedule(IThreadPoolWorkItem item) => Volatile.Write(ref _item, item);

        public void Dispose()
        {
            Volatile.Write(ref _ended, true);
            _thread.Join();
        }

        private void Run()
        {
            while (!Volatile.Read(ref _ended))
            {
                if (Volatile.Read(ref _item) is not { } item) continue;
                Volatile.Write(ref _item, null);
                item.Execute();
            }
        }
    }
}
