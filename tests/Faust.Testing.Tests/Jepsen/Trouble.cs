namespace Faust.Testing.Tests.Jepsen;

/// <summary>How often what goes wrong, as probabilities.</summary>
internal sealed record Trouble
{
    public static Trouble None { get; } = new();

    public double LostRequests { get; init; }

    public double LostAnswers { get; init; }

    public double LateRequests { get; init; }

    public double EarlyRepeats { get; init; }

    public double LateRepeats { get; init; }

    /// <summary>Of messages that take long.</summary>
    public double Slowness { get; init; }

    /// <summary>Per turn, of a client that the log cannot be reached by for a while.</summary>
    public double Partitions { get; init; }

    /// <summary>Per turn, of a client that dies and comes back as another.</summary>
    public double Crashes { get; init; }

    /// <summary>Per turn, of a client that is taken for dead, and replaced, and goes on.</summary>
    public double Zombies { get; init; }

    /// <summary>Per pause of a client, of one longer than the session.</summary>
    public double LongPauses { get; init; }

    /// <summary>Some runs are calm, some have one trouble, some all.</summary>
    public static Trouble Draw(Random random)
    {
        double[] rates = new double[10];
        int kinds = random.Next(4) switch { 0 => 1, 1 => 3, _ => rates.Length };
        for (int i = 0; i < kinds; i++) rates[random.Next(rates.Length)] = Math.Pow(random.NextDouble(), 2) * 0.3;
        return new Trouble
        {
            LostRequests = rates[0] / 2,
            LostAnswers = rates[1],
            LateRequests = rates[2],
            EarlyRepeats = rates[3],
            LateRepeats = rates[4],
            Slowness = rates[5],
            Partitions = rates[6] / 10,
            Crashes = rates[7] / 5,
            Zombies = rates[8] / 5,
            LongPauses = rates[9] / 4,
        };
    }
}
