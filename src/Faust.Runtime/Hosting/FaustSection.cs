using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Faust.Hosting;

/// <summary>
/// What can be wrong with the configuration's section before it is bound: keys that are no options, which binding passes over, and texts that
/// are no value of an enum, of which binding does not say what they could be.
/// </summary>
internal static class FaustSection
{
    /// <summary>The names of all options, as <see cref="FaustOptions"/> has them.</summary>
    internal static readonly string[] Keys =
    [
        nameof(FaustOptions.ApplicationId),
        nameof(FaustOptions.CommitInterval),
        nameof(FaustOptions.CommitRecords),
        nameof(FaustOptions.DeadLetterTopic),
        nameof(FaustOptions.DefaultPartitions),
        nameof(FaustOptions.DrainTimeout),
        nameof(FaustOptions.InstanceId),
        nameof(FaustOptions.Linger),
        nameof(FaustOptions.MaxBatchRecords),
        nameof(FaustOptions.MaxQueuedBytes),
        nameof(FaustOptions.MaxQueuedRecords),
        nameof(FaustOptions.MaxRestarts),
        nameof(FaustOptions.MaxRetryDelay),
        nameof(FaustOptions.MaxStagedBytes),
        nameof(FaustOptions.OnError),
        nameof(FaustOptions.OnUndecodable),
        nameof(FaustOptions.ProcessingGuarantee),
        nameof(FaustOptions.RestartDelay),
        nameof(FaustOptions.RestartWindow),
        nameof(FaustOptions.Retries),
        nameof(FaustOptions.RetryDelay),
        nameof(FaustOptions.SessionTimeout),
        nameof(FaustOptions.StandbyReplicas),
        nameof(FaustOptions.TableCacheBytes),
        nameof(FaustOptions.TransactionTimeout),
    ];

    /// <summary>Looks at a section. Sections below it are others' options, as those of a transport: only keys that have a value are looked at.</summary>
    /// <exception cref="OptionsValidationException">Something is wrong with it; the message has all of it.</exception>
    public static void Check(IConfiguration section)
    {
        var failures = new List<string>();
        foreach (IConfigurationSection entry in section.GetChildren())
        {
            if (entry.Value is null) continue;
            if (Find(Keys, entry.Key) is not { } key)
            {
                failures.Add($"{FaustOptions.SectionName}:{entry.Key} is no option; {Advice(entry.Key)}");
                continue;
            }

            // An empty text leaves the option as it is: so a variable of the environment is unset.
            if (ValuesOf(key) is { } values && entry.Value.Length > 0 && Find(values, entry.Value.Trim()) is null) failures.Add(NotAValue(key, entry.Value));
        }

        if (failures.Count > 0) throw new OptionsValidationException(Options.DefaultName, typeof(FaustOptions), failures);
    }

    /// <summary>Says that an option has none of the values it may have.</summary>
    public static string NotAValue(string key, string value) =>
        $"{FaustOptions.SectionName}:{key} is '{value}'; it must be one of {string.Join(", ", ValuesOf(key)!)}.";

    /// <summary>The values of an option that has an enum; null of others.</summary>
    internal static string[]? ValuesOf(string key) => key switch
    {
        nameof(FaustOptions.ProcessingGuarantee) => [nameof(ProcessingGuarantee.AtLeastOnce), nameof(ProcessingGuarantee.ExactlyOnce)],
        nameof(FaustOptions.OnError) or nameof(FaustOptions.OnUndecodable) => [nameof(OnError.Stop), nameof(OnError.Skip), nameof(OnError.DeadLetter)],
        _ => null,
    };

    private static string? Find(string[] names, string text) => Array.Find(names, n => n.Equals(text, StringComparison.OrdinalIgnoreCase));

    private static string Advice(string key)
    {
        string nearest = Keys[0];
        int least = int.MaxValue;
        foreach (string candidate in Keys)
        {
            int distance = Distance(key, candidate);
            if (distance >= least) continue;
            least = distance;
            nearest = candidate;
        }

        return least <= Math.Max(2, key.Length / 3)
            ? $"did you mean {FaustOptions.SectionName}:{nearest}?"
            : $"the options are {string.Join(", ", Keys)}.";
    }

    /// <summary>By how many letters put in, left out or replaced two names differ, whatever their case.</summary>
    private static int Distance(string left, string right)
    {
        int[] row = new int[right.Length + 1];
        for (int r = 0; r <= right.Length; r++) row[r] = r;
        for (int l = 1; l <= left.Length; l++)
        {
            int diagonal = row[0];
            row[0] = l;
            for (int r = 1; r <= right.Length; r++)
            {
                int replaced = diagonal + (char.ToUpperInvariant(left[l - 1]) == char.ToUpperInvariant(right[r - 1]) ? 0 : 1);
                diagonal = row[r];
                row[r] = Math.Min(replaced, Math.Min(diagonal, row[r - 1]) + 1);
            }
        }

        return row[right.Length];
    }
}
