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
        CheckEnum(nameof(options.ProcessingGuarantee), options.ProcessingGuarantee);
        CheckEnum(nameof(options.OnError), options.OnError);
        CheckEnum(nameof(options.OnUndecodable), options.OnUndecodable);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void CheckEnum<T>(string option, T value)
            where T : struct, Enum
        {
            if (!Enum.IsDefined(value)) failures.Add(FaustSection.NotAValue<T>(option, value.ToString()));
        }

        void Check(string option, TimeSpan value, TimeSpan least, TimeSpan most)
        {
            if (value < least || value > most) failures.Add($"{FaustOptions.SectionName}:{option} is {value:c}; it must be between {least:c} and {most:c}.");
        }
    }
}
