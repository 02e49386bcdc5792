using Faust;
using Faust.Records;

namespace Flights;

/// <summary>The run: feeds the file into the topic, waits until all of it is worked off, prints the answers and stops the program.</summary>
public sealed class FlightsRun(
    SampleOptions options,
    AllFlights flights,
    DelaysByOrigin delays,
    LateByDestination late,
    FaustWorker worker,
    Progress progress,
    IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var shown = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        Task showing = progress.ShowAsync(shown.Token);
        try
        {
            await FeedAsync(stoppingToken);
            await worker.WhenCaughtUpAsync(stoppingToken);
            double seconds = progress.Seconds;
            progress.Show("\n");
            var report = await Report.ReadAsync(delays, late, seconds, stoppingToken);
            if (options.Json) report.WriteJson(Console.Out);
            else report.WriteTable(Console.Out);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            await Console.Error.WriteLineAsync($"\n{options.File}: {e.Message}");
            Environment.ExitCode = FaustExitCode.Usage;
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested || worker.Failure is not null)
        {
            // Stopped by the user, or by a failure that the worker has reported: there is no answer to print.
        }

        await shown.CancelAsync();
        await showing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lifetime.StopApplication();
    }

    private async Task FeedAsync(CancellationToken cancellationToken)
    {
        // A moment's rest for other services to start: what follows runs without waiting for anything.
        await Task.Yield();
        using var lines = new LineReader(options.File);
        while (lines.TryRead(out ReadOnlySpan<byte> line))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (line.IsEmpty) continue;
            Flight flight;
            try
            {
                flight = RecordJson.Deserialize<Flight>(line);
            }
            catch (RecordFormatException e)
            {
                throw new InvalidDataException($"line {lines.Number}: {e.Message}", e);
            }

            flights.Send(flight.Origin, flight);
        }

        await flights.FlushAsync(cancellationToken);
    }
}
