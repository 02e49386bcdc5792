using Faust.Tests.App;
using Faust.Transport.Conformance;
using Microsoft.Extensions.DependencyInjection;

namespace Faust.Codecs;

public class CodecHostTests
{
    [Fact]
    public async Task Codecs_are_told_what_they_are_for_and_find_services()
    {
        var registry = new Registry();
        await using TestApp app = TestApp.Create(build: b => b.Services.AddSingleton(registry));
        await app.Host.StartAsync();
        await app.Get<ForeignTopic>().SendAsync(new Foreign(1, "key"), new Foreign(2, "value"));
        await app.CaughtUpAsync();
        Assert.Equal(new Foreign(2, "value"), await app.Get<ForeignTable>().GetAsync(new Foreign(1, "key")));

        Assert.Equal(["foreign-value"], registry.Ids.Keys);
        ReadRecord sent = Assert.Single(await TestApp.ReadAsync(app.Log, "foreign"));
        Assert.Equal("\0\0\0\0\rvalue", sent.Text[..5] + sent.Text[9..]);
        Assert.Contains(("foreign", true), ForeignCodec.Attached);
        Assert.Contains(("foreign", false), ForeignCodec.Attached);
    }
}
