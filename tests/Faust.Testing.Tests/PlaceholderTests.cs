namespace Faust.Testing.Tests;

public sealed class PlaceholderTests
{
    [Fact]
    public void Options_default_to_at_least_once() => Assert.Equal(ProcessingGuarantee.AtLeastOnce, new FaustOptions().ProcessingGuarantee);
}
