using System.Globalization;

namespace Flights;

/// <summary>Counts the flights handled, and shows the count on standard error while the program runs.</summary>
public sealed class Progress(TimeProvider time)
{
    // With FAUST_STARTUP=1 the wall-clock time of the first event goes to standard error. eng/aot.sh compares it with the time at which it
    // started the process: what happens before Main counts as well, and no program can see that from inside.
    private readonly bool _tellsFirst = Environment.GetEnvironmentVariable("FAUST_STARTUP") == "1";
    private readonly long _started = time.GetTimestamp();
    private long _handled;

    public long Handled => Interlocked.Read(ref _handled);

    public double Seconds => time.GetElapsedTime(_started).TotalSeconds;

    public void Count()
    {
        if (Interlocked.Increment(ref _handled) == 1 && _tellsFirst)
        {
            double at = (time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalMilliseconds;
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"first event at {at:F3}"));
        }
    }

    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200), time);
        // Over and over on one line for a person, now and then on a line of its own for a file.
        int every = Console.IsErrorRedirected ? 10 : 1;
        for (int tick = 1; await timer.WaitForNextTickAsync(cancellationToken); tick++)
        {
            if (tick % every == 0) Show(Console.IsErrorRedirected ? "\n" : "\r");
        }
    }

    public void Show(string ending) => Console.Error.Write(string.Create(
        CultureInfo.InvariantCulture, $"{Handled,12:N0} flights  {Handled / Math.Max(Seconds, 0.001),12:N0}/s {ending}"));
}
