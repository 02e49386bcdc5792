using System.Diagnostics;

namespace Faust.RocksDb.Tests;

/// <summary>A disk that is really full: a file system of its own, which needs the right to mount one.</summary>
public sealed class FullDiskTests
{
    [Fact]
    public async Task Full_disk_is_named()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A small file system is mounted by Linux's means.");
        using var harness = new RocksDbHarness();
        string child = Path.Combine(AppContext.BaseDirectory, "Faust.RocksDb.Child");
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(
                "unshare", ["-m", "sh", "-c", "mount -t tmpfs -o size=400k tmpfs \"$0\" && exec \"$1\" write \"$0\"", harness.Directory, child])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            Assert.Skip($"There is no unshare: {e.Message}");
        }

        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string error = await process.StandardError.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(60));
        await process.WaitForExitAsync();
        Assert.SkipWhen((await output).Length == 0 && !error.Contains("StateStoreException", StringComparison.Ordinal), $"Nothing can be mounted: {error}");
        Assert.Contains("StateStoreException", error, StringComparison.Ordinal);
        Assert.Contains(harness.Directory, error, StringComparison.Ordinal);
        Assert.Contains("there is no space left on the disk. Free some", error, StringComparison.Ordinal);
    }
}
