using Faust.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Faust.RocksDb.Tests;

public sealed class OptionsTests
{
    [Fact]
    public void Options_come_from_code_then_the_configuration_then_code_that_sets_them()
    {
        RocksDbOptions options = Build(
            o => o.WriteBufferBytes = 7_000_000,
            ("Faust:RocksDb:Directory", "elsewhere"),
            ("Faust:RocksDb:WriteBufferBytes", "9000000"),
            ("Faust:RocksDb:CacheBytes", "12345678"),
            ("Faust:RocksDb:FlushInterval", "00:00:05"),
            ("Faust:RocksDb:Compression", "Zstd"),
            ("Faust:RocksDb:OnDamage", "Fail"),
            ("Faust:RocksDb:Advanced", "max_open_files=10"));
        Assert.Equal("elsewhere", options.Directory);
        Assert.Equal(7_000_000, options.WriteBufferBytes);
        Assert.Equal(12_345_678, options.CacheBytes);
        Assert.Equal(TimeSpan.FromSeconds(5), options.FlushInterval);
        Assert.Equal(RocksDbCompression.Zstd, options.Compression);
        Assert.Equal(RocksDbDamage.Fail, options.OnDamage);
        Assert.Equal("max_open_files=10", options.Advanced);
        Assert.Equal("./state", Build(null).Directory);
    }

    [Theory]
    [InlineData("CacheBytes", "1000")]
    [InlineData("WriteBufferBytes", "-1")]
    [InlineData("FlushInterval", "00:00:00")]
    [InlineData("FlushInterval", "1.00:00:00")]
    [InlineData("Compression", "99")]
    [InlineData("OnDamage", "99")]
    [InlineData("BackgroundJobs", "-1")]
    public void Option_out_of_range_is_refused_with_its_name(string name, string value)
    {
        OptionsValidationException refused = Assert.Throws<OptionsValidationException>(() => Build(null, ($"Faust:RocksDb:{name}", value)));
        Assert.Contains(name, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Advanced_options_are_RocksDBs_own()
    {
        using var harness = new RocksDbHarness(o => o.Advanced = "max_open_files=77;write_buffer_size=123456");
        using (IStateStore store = harness.Stores.Open(Stores.Id)!) store.Write(0, 10);
        string written = File.ReadAllText(Directory.GetFiles(harness.PathOf(Stores.Id), "OPTIONS-*")[0]);
        Assert.Contains("max_open_files=77", written, StringComparison.Ordinal);
        Assert.Contains("write_buffer_size=123456", written, StringComparison.Ordinal);
        // What was chosen before stays.
        Assert.Contains("atomic_flush=true", written, StringComparison.Ordinal);
        Assert.Contains("compression=kLZ4Compression", written, StringComparison.Ordinal);
    }

    [Fact]
    public void Advanced_option_that_is_none_is_named()
    {
        using var harness = new RocksDbHarness(o => o.Advanced = "max_open_flies=77");
        StateStoreException refused = Assert.Throws<StateStoreException>(() => harness.Stores.Open(Stores.Id));
        Assert.Contains("Faust:RocksDb:Advanced", refused.Message, StringComparison.Ordinal);
        Assert.Contains("max_open_flies", refused.Message, StringComparison.Ordinal);
    }

    private static RocksDbOptions Build(Action<RocksDbOptions>? configure, params (string Key, string Value)[] settings)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)));
        builder.AddFaust("app", faust => faust.UseRocksDb("./state", configure));
        using IHost host = builder.Build();
        return host.Services.GetRequiredService<IOptions<RocksDbOptions>>().Value;
    }
}
