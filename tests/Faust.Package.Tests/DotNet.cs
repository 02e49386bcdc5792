using System.Diagnostics;

namespace Faust.Package.Tests;

/// <summary>Runs the SDK's commands and other programs.</summary>
internal static class DotNet
{
    /// <summary>Runs <c>dotnet</c> and gives what it printed, without servers that outlive it and hold its output open.</summary>
    public static Task<(int ExitCode, string Output)> RunAsync(string directory, params string[] arguments) =>
        StartAsync("dotnet", directory, [.. arguments, "-nodeReuse:false", "-p:UseSharedCompilation=false", "-tl:off"]);

    /// <summary>Runs a program and gives what it printed.</summary>
    public static async Task<(int ExitCode, string Output)> StartAsync(string program, string directory, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // What `dotnet test` tells its own MSBuild is not for another one.
        foreach (string variable in start.Environment.Keys.Where(k => k.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(variable);
        }

        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(5));
        return (process.ExitCode, await output + await error);
    }
}
