using System.Globalization;
using Faust.Transport.Embedded;

namespace Faust.Kills;

/// <summary>How the program runs, and how often it is killed.</summary>
internal sealed record RunOptions
{
    public string Directory { get; init; } = Path.Combine(Path.GetTempPath(), $"faust-kills-{Environment.ProcessId}");

    public ProcessingGuarantee Guarantee { get; init; } = ProcessingGuarantee.ExactlyOnce;

    public LogDurability Durability { get; init; } = LogDurability.Synced;

    public int Kills { get; init; } = 200;

    public int Seed { get; init; } = 1;

    /// <summary>After how many kills the log is looked at; it always is after the last.</summary>
    public int VerifyEvery { get; init; } = 20;

    /// <summary>The most inputs that are acknowledged before a kill.</summary>
    public int MaxInputs { get; init; } = 800;

    /// <summary>How long a soak takes.</summary>
    public int Minutes { get; init; } = 10;

    public static RunOptions? Parse(ReadOnlySpan<string> args)
    {
        var options = new RunOptions();
        for (int i = 0; i + 1 < args.Length; i += 2)
        {
            string value = args[i + 1];
            RunOptions? next = args[i] switch
            {
                "--directory" => options with { Directory = value },
                "--guarantee" when value is "exactly-once" or "at-least-once" =>
                    options with { Guarantee = value == "exactly-once" ? ProcessingGuarantee.ExactlyOnce : ProcessingGuarantee.AtLeastOnce },
                "--durability" when value is "synced" or "process" =>
                    options with { Durability = value == "synced" ? LogDurability.Synced : LogDurability.Process },
                "--kills" => options with { Kills = Number(value) },
                "--seed" => options with { Seed = Number(value) },
                "--verify-every" => options with { VerifyEvery = Number(value) },
                "--minutes" => options with { Minutes = Number(value) },
                "--inputs" => options with { MaxInputs = Number(value) },
                _ => null,
            };
            if (next is null) return null;
            options = next;
        }

        return args.Length % 2 == 0 ? options : null;
    }

    /// <summary>The arguments that the killed program needs.</summary>
    public string[] ToArguments() =>
    [
        "--directory", Directory,
        "--guarantee", Guarantee == ProcessingGuarantee.ExactlyOnce ? "exactly-once" : "at-least-once",
        "--durability", Durability == LogDurability.Synced ? "synced" : "process",
    ];

    public override string ToString() => $"--kills {Kills} --seed {Seed} {string.Join(' ', ToArguments()[2..])}";

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
