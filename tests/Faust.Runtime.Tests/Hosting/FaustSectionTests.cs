using System.Reflection;
using Faust.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Faust.Tests.Hosting;

/// <summary>What is wrong with the section is told with its key and with what it could be.</summary>
public sealed class FaustSectionTests
{
    [Fact]
    public void Every_option_is_known() =>
        Assert.Equal(typeof(FaustOptions).GetProperties().Select(p => p.Name).Order(StringComparer.Ordinal), FaustSection.Keys);

    [Fact]
    public void Values_of_every_enum_are_known_in_their_order()
    {
        PropertyInfo[] enums = [.. typeof(FaustOptions).GetProperties().Where(p => p.PropertyType.IsEnum)];
        Assert.Equal(3, enums.Length);
        Assert.All(enums, e =>
        {
            Assert.Equal(Enum.GetNames(e.PropertyType), FaustSection.ValuesOf(e.Name));
            Assert.Equal(Enumerable.Range(0, Enum.GetNames(e.PropertyType).Length), Enum.GetValuesAsUnderlyingType(e.PropertyType).Cast<int>());
        });
    }

    [Theory]
    [InlineData("ProcesingGuarantee", "ProcessingGuarantee")]
    [InlineData("processing-guarantee", "ProcessingGuarantee")]
    [InlineData("commitintervall", "CommitInterval")]
    [InlineData("Commit_Interval", "CommitInterval")]
    [InlineData("StandbyReplica", "StandbyReplicas")]
    [InlineData("Retires", "Retries")]
    public void Key_that_is_no_option_is_told_with_the_nearest(string key, string nearest) =>
        Assert.Equal($"Faust:{key} is no option; did you mean Faust:{nearest}?", Assert.Single(Check(key, "1")));

    [Theory]
    [InlineData("BootstrapServers")]
    [InlineData("X")]
    [InlineData("")]
    public void Key_that_is_like_none_is_told_with_all(string key)
    {
        string failure = Assert.Single(Check(key, "1"));
        Assert.StartsWith($"Faust:{key} is no option; the options are ApplicationId, CommitInterval, ", failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ProcessingGuarantee", "exactlyonce2", "AtLeastOnce, ExactlyOnce")]
    [InlineData("processingguarantee", "7", "AtLeastOnce, ExactlyOnce")]
    [InlineData("OnError", "Retry", "Stop, Skip, DeadLetter")]
    [InlineData("OnError", "Stop,Skip", "Stop, Skip, DeadLetter")]
    [InlineData("OnUndecodable", "exactly-once", "Stop, Skip, DeadLetter")]
    public void Text_that_is_no_value_is_told_with_all_values(string key, string text, string values)
    {
        string failure = Assert.Single(Check(key, text));
        Assert.StartsWith($"Faust:{key} ", failure, StringComparison.OrdinalIgnoreCase);
        Assert.EndsWith($" is '{text}'; it must be one of {values}.", failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("processingguarantee", "EXACTLYONCE")]
    [InlineData("OnError", " skip ")]
    [InlineData("OnUndecodable", "")]
    [InlineData("CommitInterval", "no time, but that is for binding to say")]
    [InlineData("Kafka:BootstrapServers", "a section of its own")]
    public void What_can_be_is_left_alone(string key, string text) => Assert.Empty(Check(key, text));

    [Fact]
    public void All_that_is_wrong_is_told_at_once()
    {
        IConfiguration section = Section(("Faust:Retires", "1"), ("Faust:OnError", "Explode"), ("Faust:Retries", "1"));
        Assert.Equal(2, Assert.Throws<OptionsValidationException>(() => FaustSection.Check(section)).Failures.Count());
    }

    private static IEnumerable<string> Check(string key, string text)
    {
        try
        {
            FaustSection.Check(Section(("Faust:" + key, text)));
            return [];
        }
        catch (OptionsValidationException e)
        {
            return e.Failures;
        }
    }

    private static IConfiguration Section(params (string Key, string Value)[] entries) => new ConfigurationBuilder()
        .AddInMemoryCollection(entries.Select(e => new KeyValuePair<string, string?>(e.Key, e.Value)))
        .Build().GetSection(FaustOptions.SectionName);
}
