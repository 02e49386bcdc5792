using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Faust.Kafka.Broker;

/// <summary>
/// A Kafka cluster of shared/kafka on free ports, in a directory of its own. A shell that waits for this process's end of a pipe ends the
/// brokers, so that they are gone also when this process is killed.
/// </summary>
internal sealed class Cluster : IAsyncDisposable
{
    // Brokers leave their sessions by themselves; what is deleted afterwards is their data.
    private const string Watchdog = "cat > /dev/null; \"$0\" stop --dir \"$1\" --kill > /dev/null 2>&1; rm -rf \"$1\"";

    private readonly string _script;
    private readonly Process _watchdog;

    private Cluster(string script, string directory, int port)
    {
        _script = script;
        Directory = directory;
        Port = port;
        // Its own session: a signal to the terminal's group must not end it before its work is done.
        _watchdog = Process.Start(new ProcessStartInfo("setsid", ["sh", "-c", Watchdog, script, directory]) { RedirectStandardInput = true })!;
    }

    public string Directory { get; }

    public int Port { get; }

    public string BootstrapServers { get; private set; } = "";

    /// <summary>The SASL_SSL listener of a cluster that was started <c>--secure</c>.</summary>
    public string SecureServers => $"127.0.0.1:{Port + 2}";

    public string Authority => Path.Combine(Directory, "tls", "ca.pem");

    /// <summary>Why no cluster can be started here; <see langword="null"/> where one can.</summary>
    public static string? Missing
    {
        get
        {
            if (FindScript() is null) return "shared/kafka is not beside the repository, and FAUST_TEST_BOOTSTRAP names no broker";
            string java = Environment.GetEnvironmentVariable("JAVA_HOME") is { Length: > 0 } home ? Path.Combine(home, "bin", "java") : "java";
            try
            {
                using Process? process = Process.Start(new ProcessStartInfo(java, ["-version"]) { RedirectStandardError = true });
                process!.WaitForExit();
                return process.ExitCode == 0 ? null : $"'{java} -version' fails";
            }
            catch (System.ComponentModel.Win32Exception)
            {
                return "there is no Java (17 or later) to run a broker, and FAUST_TEST_BOOTSTRAP names none";
            }
        }
    }

    public static async Task<Cluster> StartAsync(params string[] arguments)
    {
        string directory = Path.Combine(Path.GetTempPath(), $"faust-kafka-{Guid.NewGuid():N}");
        var cluster = new Cluster(FindScript()!, directory, FreePorts());
        try
        {
            cluster.BootstrapServers = (await cluster.RunAsync(["start", "--dir", directory, "--port", $"{cluster.Port}", .. arguments])).Trim();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public Task StopBrokerAsync(int broker, bool kill) =>
        RunAsync(["stop", "--dir", Directory, "--broker", $"{broker}", .. kill ? new[] { "--kill" } : []]);

    public Task ResumeBrokerAsync(int broker) => RunAsync(["resume", "--dir", Directory, "--broker", $"{broker}"]);

    /// <summary>Runs one of Kafka's own tools.</summary>
    public Task<string> ToolAsync(params string[] arguments) => RunAsync(["tool", "--dir", Directory, .. arguments]);

    public async ValueTask DisposeAsync()
    {
        _watchdog.StandardInput.Close();
        await _watchdog.WaitForExitAsync();
        _watchdog.Dispose();
    }

    private static string? FindScript()
    {
        for (DirectoryInfo? d = new(AppContext.BaseDirectory); d is not null; d = d.Parent)
        {
            string path = Path.Combine(d.FullName, "shared", "kafka", "kafka");
            if (File.Exists(path)) return path;
        }

        return null;
    }

    /// <summary>
    /// A port with two more free ones behind it, below those from which clients draw their own: one that goes on trying to reach a broker that is
    /// down would otherwise come to draw the broker's port, and then it cannot come back.
    /// </summary>
    private static int FreePorts()
    {
        while (true)
        {
            int port = Random.Shared.Next(12_000, 32_000);
            if (IsFree(port) && IsFree(port + 1) && IsFree(port + 2)) return port;
        }

        static bool IsFree(int port)
        {
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        }
    }

    private async Task<string> RunAsync(string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(_script, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"kafka {string.Join(' ', arguments)} failed: {await errors}{await output}");
        return await output;
    }
}
