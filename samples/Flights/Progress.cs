using System.Globalization;

namespace Flights;

/// <summary>Counts the flights handled, and shows the count on standard error while the program runs.</summary>
public sealed class Progress(TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();
    private long _handled;

    public long Handled => Interlocked.Read(ref _handled);

    public double Seconds => time.GetElapsedTime(_started).TotalSeconds;

    public void Count() => Interlocked.Increment(ref _handled);

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
