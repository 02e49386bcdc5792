using Faust.Transport.Embedded;

namespace Faust.Kills.Tests;

/// <summary>A share of what tests/Faust.Kills runs at length.</summary>
public sealed class KillTests
{
    [Theory]
    [InlineData(ProcessingGuarantee.ExactlyOnce, LogDurability.Synced)]
    [InlineData(ProcessingGuarantee.ExactlyOnce, LogDurability.Process)]
    [InlineData(ProcessingGuarantee.AtLeastOnce, LogDurability.Synced)]
    public async Task Nothing_is_lost_or_doubled_when_the_process_is_killed(ProcessingGuarantee guarantee, LogDurability durability)
    {
        string directory = Path.Combine(Path.GetTempPath(), $"faust-kills-{Guid.NewGuid():N}");
        var options = new RunOptions { Directory = directory, Guarantee = guarantee, Durability = durability, Kills = 5, VerifyEvery = 1 };
        using var output = new StringWriter();
        int exitCode = await Driver.RunAsync(options, output);
        Assert.True(exitCode == 0, output.ToString());
    }
}
