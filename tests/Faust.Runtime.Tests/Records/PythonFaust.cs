using System.Diagnostics;
using System.IO.Compression;
using System.Text;

namespace Faust.Records;

/// <summary>
/// Faust itself, in a process that answers requests of one line. Its wheels are unpacked beside the tests: nothing is installed.
/// </summary>
public sealed class PythonFaust : IDisposable
{
    private const string Version = "3.11";

    private readonly Process? _process;

    public PythonFaust()
    {
        string? wheels = FindWheels();
        Missing = wheels is null ? "shared/kafka/faust/wheels is not beside the repository" : PythonVersion() is var found and not Version
            ? $"python3 is {found ?? "missing"}, and the wheels are for CPython {Version}"
            : null;
        if (Missing is null) _process = Start(Unpack(wheels!));
    }

    /// <summary>Why Faust cannot run here, or null.</summary>
    public string? Missing { get; }

    /// <summary>Sends a line and returns the answer.</summary>
    public string Ask(string command, string argument)
    {
        Assert.DoesNotContain('\n', argument);
        _process!.StandardInput.Write($"{command} {argument}\n");
        _process.StandardInput.Flush();
        string answer = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("Faust ended: " + _process.StandardError.ReadToEnd());
        Assert.False(answer.StartsWith("error ", StringComparison.Ordinal), $"{command} {argument}: {answer}");
        return answer;
    }

    public void Dispose()
    {
        if (_process is null) return;
        _process.StandardInput.Close();
        if (!_process.WaitForExit(10_000)) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private static string? FindWheels()
    {
        for (DirectoryInfo? d = new(AppContext.BaseDirectory); d is not null; d = d.Parent)
        {
            string path = Path.Combine(d.FullName, "shared", "kafka", "faust", "wheels");
            if (Directory.Exists(path)) return path;
        }

        return null;
    }

    private static string? PythonVersion()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("python3", ["-c", "import sys; print('%d.%d' % sys.version_info[:2])"]) { RedirectStandardOutput = true })!;
            string version = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            return version;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static string Unpack(string wheels)
    {
        string target = Path.Combine(AppContext.BaseDirectory, "python-faust");
        string done = Path.Combine(target, "complete");
        if (File.Exists(done)) return target;
        foreach (string wheel in Directory.EnumerateFiles(wheels, "*.whl")) ZipFile.ExtractToDirectory(wheel, target, overwriteFiles: true);
        File.WriteAllText(done, "");
        return target;
    }

    private static Process Start(string packages)
    {
        using Stream script = typeof(PythonFaust).Assembly.GetManifestResourceStream("faust_records.py")!;
        using var reader = new StreamReader(script);
        // Without the machine's packages, among which may be orjson, which Faust would use in the place of Python's own JSON.
        var start = new ProcessStartInfo("python3", ["-S", "-c", reader.ReadToEnd()])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
            WorkingDirectory = packages,
        };
        start.Environment["PYTHONPATH"] = packages;
        start.Environment["PYTHONUTF8"] = "1";
        return Process.Start(start)!;
    }
}
