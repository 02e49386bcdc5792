using Faust.Processing;
using Microsoft.Extensions.Options;

namespace Faust.Hosting;

/// <summary>The rules of <see cref="FaustOptions"/> that attributes cannot state without reflection: ranges of durations.</summary>
internal sealed class FaustOptionsRules : IValidateOptions<FaustOptions>
{
    public ValidateOptionsResult Validate(string? name, FaustOptions options)
    {
        var failures = new List<string>();
        Check(nameof(options.CommitInterval), options.CommitInterval, TimeSpan.FromMilliseconds(1), TimeSpan.FromDays(1));
        Check(nameof(options.Linger), options.Linger, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Check(nameof(options.SessionTimeout), options.SessionTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        Check(nameof(options.TransactionTimeout), options.TransactionTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(15));
        Check(nameof(options.RestartWindow), options.RestartWindow, TimeSpan.FromSeconds(1), TimeSpan.FromDays(7));
        Check(nameof(options.RestartDelay), options.RestartDelay, TimeSpan.Zero, TimeSpan.FromHours(1));
        Check(nameof(options.DrainTimeout), options.DrainTimeout, TimeSpan.Zero, TimeSpan.FromHours(1));
        Check(nameof(options.MaxRetryDelay), options.MaxRetryDelay, TimeSpan.Zero, FailurePolicy.LongestDelay);
        Check(nameof(options.RetryDelay), options.RetryDelay, TimeSpan.Zero, options.MaxRetryDelay);
        CheckEnum(nameof(options.ProcessingGuarantee), (int)options.ProcessingGuarantee);
        CheckEnum(nameof(options.OnError), (int)options.OnError);
        CheckEnum(nameof(options.OnUndecodable), (int)options.OnUndecodable);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        // Their values are numbered from 0.
        void CheckEnum(string option, int value)
        {
            if (value < 0 || value >= FaustSection.ValuesOf(option)!.Length) failures.Add(FaustSection.NotAValue(option, $"{value}"));
        }

        void Check(string option, TimeSpan value, TimeSpan least, TimeSpan most)
        {
            if (value < least || value > most) failures.Add($"{FaustOptions.SectionName}:{option} is {value:c}; it must be between {least:c} and {most:c}.");
        }
    }
}
