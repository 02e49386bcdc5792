using Microsoft.Extensions.Options;

namespace Faust.RocksDb;

/// <summary>The rules that attributes cannot state without reflection.</summary>
internal sealed class RocksDbOptionsRules : IValidateOptions<RocksDbOptions>
{
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestInterval = TimeSpan.FromHours(12);

    public ValidateOptionsResult Validate(string? name, RocksDbOptions options)
    {
        var failures = new List<string>();
        if (options.FlushInterval < ShortestInterval || options.FlushInterval > LongestInterval)
        {
            failures.Add(
                $"{RocksDbOptions.SectionName}:{nameof(options.FlushInterval)} is {options.FlushInterval:c}; it must be between {ShortestInterval:c} and {LongestInterval:c}.");
        }

        if (!Enum.IsDefined(options.Compression))
        {
            failures.Add($"{RocksDbOptions.SectionName}:{nameof(options.Compression)} is {options.Compression:d}; it must be None, Snappy, Lz4 or Zstd.");
        }

        if (!Enum.IsDefined(options.OnDamage))
        {
            failures.Add($"{RocksDbOptions.SectionName}:{nameof(options.OnDamage)} is {options.OnDamage:d}; it must be Restore or Fail.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
